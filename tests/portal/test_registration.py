"""Signing up for a sidang without an account, as everybody does it on his phone."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from portal.limits import REGISTRATIONS
from services.models import Registration, Sidang
from services.sidang.actions.sidang import close_sidang
from simetro.core.models import Office as OfficeRow
from tests.office import Office
from tests.paper import archive_problems, pages

pytestmark = pytest.mark.django_db
PERSON = {
    "name": "Kanarianti Wijaya",
    "phone": "0812 9999 8888",
    "email": "kanari@contoh.test",
    "address": "Los Kenari 7",
    "village": "Sirau",
    "district": "Kemranjen",
}


@pytest.fixture(autouse=True)
def _named(office: Office) -> None:
    OfficeRow(phone="0281 123").save()


def send(sidang: Sidang, client: Client | None = None, **typed: Any) -> Any:
    data = PERSON | {"once": str(uuid4()), "count.nawi.electronic": "1", "brand.nawi.electronic": "Quattro"}
    return (client or Client()).post(f"/sidang/{sidang.slug}/daftar", data | typed, follow=True)


def test_from_the_session_to_a_number_that_shows_nobodys_name(office: Office) -> None:
    sidang = office.sidang()
    assert f"/sidang/{sidang.slug}/daftar" in Client().get(f"/sidang/{sidang.slug}").content.decode()
    done = send(sidang)
    registration = Registration.objects.get()
    address = f"/pendaftaran/{registration.number}"
    assert done.redirect_chain == [(address, 302)]
    page = done.content.decode()
    for part in (
        registration.number,
        "1 Timbangan elektronik",
        "Bawa UTTP Anda ke Pasar Wage",
        "<svg",
        f"{address}/bukti",
    ):
        assert part in page, part
    assert f"/sidang/{sidang.slug}.ics" in page
    assert (registration.name, registration.lines.get().brand) == (PERSON["name"], "Quattro")
    for shown in (page, Client().get(f"{address}/batalkan").content.decode()):
        assert [value for name, value in PERSON.items() if name != "district" and value in shown] == []


def test_the_slip_has_number_place_and_code_and_no_name(office: Office) -> None:
    registration = office.registration(name=PERSON["name"])
    answer = Client().get(f"/pendaftaran/{registration.number}/bukti.pdf")
    (text,) = pages(answer.content)
    for part in (
        registration.number,
        "Sidang Pasar Wage",
        "Pasar Wage, Jl. Pasar 2, Sumpiuh",
        "1 Timbangan elektronik 1",
    ):
        assert part in text, part
    assert f"Nomor pendaftaran {registration.number} Halaman 1" in text
    assert PERSON["name"] not in text
    assert archive_problems(answer.content) == []


def test_the_one_box_finds_it(office: Office) -> None:
    number = office.registration().number
    answer = Client().get("/cari", {"q": number.lower().replace("-", " ")})
    assert answer["Location"] == f"/pendaftaran/{number}"


def test_it_is_cancelled_with_its_number(office: Office) -> None:
    registration = office.registration()
    address = f"/pendaftaran/{registration.number}"
    done = Client().post(f"{address}/batalkan", follow=True)
    assert "Pendaftaran dibatalkan" in done.content.decode()
    registration.refresh_from_db()
    assert registration.status == "cancelled"
    assert f"{address}/batalkan" not in done.content.decode()
    assert Client().post(f"{address}/batalkan").status_code == 422


def test_what_is_over_says_so(office: Office) -> None:
    registration = office.registration()
    close_sidang(by=office.admin, sidang=registration.sidang)
    page = Client().get(f"/pendaftaran/{registration.number}").content.decode()
    assert "Tidak berlaku lagi" in page
    assert "bukti.pdf" not in page
    assert Client().get(f"/sidang/{registration.sidang.slug}/daftar").status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"phone": "tidak ada"}, "phone"),
        ({"email": "x"}, "email"),
        ({"count.nawi.electronic": ""}, "count.nawi.electronic"),
        ({"count.nawi.electronic": "0"}, "count.nawi.electronic"),
        ({"count.nawi.electronic": "-1"}, "count.nawi.electronic"),
        ({"count.nawi.electronic": "100"}, "count.nawi.electronic"),
    ],
)
def test_what_is_missing_is_told_at_its_field(office: Office, typed: dict[str, str], field: str) -> None:
    answer = send(office.sidang(), **typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Registration.objects.exists()


def test_a_full_sidang_says_how_many_are_left_and_offers_no_form(office: Office) -> None:
    sidang = office.sidang()
    answer = send(sidang, **{"count.nawi.electronic": "3"})
    assert answer.status_code == 422
    assert "tinggal 2" in answer.content.decode()
    office.registration(sidang, count=2)
    assert "Daftar tanpa akun" not in Client().get(f"/sidang/{sidang.slug}").content.decode()


def test_a_double_click_registers_once(office: Office) -> None:
    sidang, key = office.sidang(), str(uuid4())
    first, second = send(sidang, once=key), send(sidang, once=key)
    assert first.redirect_chain == second.redirect_chain
    assert Registration.objects.count() == 1


def test_the_same_form_with_other_content_is_refused(office: Office) -> None:
    sidang, key = office.sidang(), str(uuid4())
    send(sidang, once=key)
    answer = send(sidang, once=key, name="Bu Tumini")
    assert answer.status_code == 422
    assert "Formulir ini sudah tersimpan" in answer.content.decode()
    assert Registration.objects.get().name == PERSON["name"]


def test_one_address_does_not_take_all_places(office: Office) -> None:
    sidang = office.sidang(quotas={"nawi.electronic": 99})
    answers = [send(sidang) for _ in range(REGISTRATIONS.allowed + 1)]
    assert [answer.status_code for answer in answers] == [200] * REGISTRATIONS.allowed + [422]
    assert "Terlalu banyak permintaan" in answers[-1].content.decode()


@pytest.mark.parametrize("number", ["D-0000-0000", "D-7KQ4-M9XD", "x"])
@pytest.mark.parametrize("page", ["", "/bukti.pdf", "/batalkan"])
def test_unknown_numbers_look_alike(number: str, page: str) -> None:
    answer = Client().get(f"/pendaftaran/{number}{page}")
    assert (answer.status_code, answer["X-Robots-Tag"]) == (404, "noindex")
    assert "no-store" in answer["Cache-Control"]
