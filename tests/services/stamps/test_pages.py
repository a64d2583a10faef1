"""The stamp ledger through its pages."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from services.models import StampMove
from simetro.core.models import User
from tests.office import Office, bad_scale

pytestmark = pytest.mark.django_db
Visit = Callable[[User], Client]
ONCE = "b7f2c0de-0000-4000-8000-000000000001"


def sent(**more: str) -> dict[str, str]:
    today = timezone.localdate()
    return {"once": ONCE, "kind": "SP6", "year": str(today.year), "quantity": "20", "on": today.isoformat()} | more


def test_desk_receives_once_however_often_it_presses(office: Office, visit: Visit) -> None:
    desk = visit(office.admin)
    for _ in range(2):
        response = desk.post("/staf/cap/terima", sent(letter_number="B/12", note="Direktorat Metrologi"))
        assert response.url == "/staf/cap/SP6"
    move = StampMove.objects.get()
    assert (move.move, move.quantity, move.letter_number, move.booked_by) == ("received", 20, "B/12", office.admin)
    page = desk.get("/staf/cap/SP6").content.decode()
    assert "B/12" in page
    assert "Direktorat Metrologi" in page


def test_desk_hands_out_takes_back_and_returns(office: Office, visit: Visit) -> None:
    office.stamps(20, "SP6")
    desk = visit(office.superadmin)
    who = str(office.penera.pk)
    for number, (page, more) in enumerate(
        {
            "serahkan": {"quantity": "15", "holder": who},
            "terima-kembali": {"quantity": "5", "holder": who},
            "kembalikan": {"quantity": "8", "letter_number": "B/99"},
            "rusak": {"quantity": "1", "note": "Penyok", "holder": who},
        }.items()
    ):
        assert desk.post(f"/staf/cap/{page}", sent(**more) | {"once": f"{ONCE[:-1]}{number + 2}"}).status_code == 302
    (row,) = desk.get("/staf/cap").context["balances"]
    assert (row.store, row.held, row.damaged) == (2, [(office.penera, 9)], 1)


def test_too_few_is_said_and_nothing_typed_is_lost(office: Office, visit: Visit) -> None:
    office.stamps(5, "SP6")
    response = visit(office.admin).post("/staf/cap/serahkan", sent(holder=str(office.penera.pk), note="Untuk Sumpiuh"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Gudang hanya punya 5 SP6" in page
    assert "Untuk Sumpiuh" in page


def test_penera_books_what_he_put_on_and_no_number_is_filled_in_for_him(office: Office, visit: Visit) -> None:
    office.stamps(9, "SP6", holder=office.penera)
    final, penera = office.tested(), visit(office.penera)
    address, field = f"/staf/pengujian/hasil/{final.pk}/cap", f"use.SP6.{timezone.localdate().year}"
    assert address in penera.get(f"/staf/pengujian/{final.item_id}").content.decode()
    form = penera.get(address).context["form"]
    assert (form[field].value(), form.missing()) == (0, ["JP8"])
    response = penera.post(address, {"once": ONCE, field: "0"})
    assert (response.status_code, StampMove.objects.filter(move="used").count()) == (422, 0)
    listed = penera.post(address, {"once": ONCE, "as_listed": "1"})
    assert listed.context["form"][field].value() == 1
    assert StampMove.objects.filter(move="used").count() == 0
    for _ in range(2):
        assert penera.post(address, {"once": ONCE, field: "2"}).url == f"/staf/pengujian/hasil/{final.pk}"
    move = StampMove.objects.get(move="used")
    assert (move.quantity, move.holder, move.verification) == (2, office.penera, final)
    assert "2 buah" in penera.get(f"/staf/pengujian/hasil/{final.pk}").content.decode()
    assert "2 buah" in visit(office.admin).get(f"/staf/riwayat/{final.pk}").content.decode()


def test_more_than_he_holds_is_refused_beside_the_field(office: Office, visit: Visit) -> None:
    office.stamps(3, "SP6", holder=office.penera)
    final, field = office.tested(), f"use.SP6.{timezone.localdate().year}"
    response = visit(office.penera).post(f"/staf/pengujian/hasil/{final.pk}/cap", {"once": ONCE, field: "4"})
    assert response.status_code == 422
    assert response.context["form"].errors[field] == ["Anda hanya memegang 3."]


def test_a_rejected_instrument_asks_for_the_mark_of_rejection(office: Office, visit: Visit) -> None:
    final = office.tested(observations=bad_scale())
    page = visit(office.penera).get(f"/staf/pengujian/hasil/{final.pk}/cap")
    assert page.context["form"].missing() == ["BATAL"]


def test_penera_sees_what_he_holds_and_undoes_his_own_slip(office: Office, visit: Visit) -> None:
    move = office.stamped(office.tested())
    penera = visit(office.penera)
    assert [(one.kind.code, one.number) for one in penera.get("/staf/cap/saya").context["held"]] == [("SL6", 4)]
    response = penera.post(f"/staf/cap/saya/{move.pk}/betulkan", {"reason": "Salah UTTP"})
    assert response.url == "/staf/cap/saya"
    assert StampMove.objects.get(reverses=move).note == "Salah UTTP"
    assert "Pembetulan: Dibubuhkan" in penera.get("/staf/cap/saya").content.decode()


def test_penera_books_damage_and_other_use_with_a_reason(office: Office, visit: Visit) -> None:
    office.stamps(9, "SP6", holder=office.penera)
    penera = visit(office.penera)
    lacking = penera.post("/staf/cap/saya/catat", sent(move="damaged", quantity="1"))
    assert list(lacking.context["form"].errors) == ["note"]
    for number, move in enumerate(("damaged", "used")):
        facts = sent(move=move, quantity="1", note="Plombir sobek") | {"once": f"{ONCE[:-1]}{number + 2}"}
        assert penera.post("/staf/cap/saya/catat", facts).status_code == 302
    assert sorted(StampMove.objects.filter(note="Plombir sobek").values_list("move", "quantity")) == [
        ("damaged", 1),
        ("used", 1),
    ]


def test_moves_are_found_by_their_letter_and_sort(office: Office, visit: Visit) -> None:
    office.stamped(office.tested())
    desk = visit(office.admin)
    for query, expected in {"": 3, "?search=B/1": 1, "?move=used": 1, "?move=used&search=lain": 0}.items():
        assert desk.get(f"/staf/cap/SL6{query}").context["page_obj"].paginator.count == expected, query
    assert desk.get("/staf/cap/TIDAKADA").status_code == 404


def test_empty_pages_say_what_belongs_there(office: Office, visit: Visit) -> None:
    desk = visit(office.admin)
    assert "Belum ada cap yang tercatat" in desk.get("/staf/cap").content.decode()
    assert "Tidak ada cap yang cocok" in desk.get("/staf/cap?search=zzz").content.decode()
    assert "Belum ada gerakan" in desk.get("/staf/cap/SL6").content.decode()
    assert "Anda tidak memegang cap" in visit(office.penera).get("/staf/cap/saya").content.decode()
