"""An owner's copy: all that the office knows of him, for machines and for people, and nothing of others."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.actions import (
    answer_data_request,
    answer_survey,
    approve_link,
    ask_about_data,
    ask_link,
    complain,
    hand_out_copy,
    invite,
    note_copy,
    refuse_data_request,
)
from portal.enums import Element, Wish
from portal.files import copy_of
from portal.models import DataRequest
from simetro.core.kit.errors import Conflict, Forbidden
from simetro.core.models import LogEntry, User
from simetro.core.settings.personal_data import personal_data
from tests.e2e.conftest import PASSWORD
from tests.office import SCALE, Office
from tests.pictures import picture
from uttp.actions import add_photo, let_operate, note_view
from uttp.models import Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
NIK = "3302123456780001"


@pytest.fixture
def owner(office: Office) -> Owner:
    """With one of everything."""
    owner = office.owner("Toko <Sari>", nik=NIK, email="sari@contoh.test")
    Owner.objects.filter(pk=owner.pk).update(account=office.owner_account)
    let_operate(owner=owner, account=office.other_account)
    verification = office.tested(office.item(office.scale(owner)))
    office.issued(verification)
    add_photo(by=office.admin, instrument=verification.item.instrument, picture=picture())
    complain(order=verification.item.order, text="Antre lama", contact="+62 812-3456-7890")
    answer_survey(order=verification.item.order, scores=dict.fromkeys(Element, 4), note="Ramah")
    invite(by=office.admin, owner=owner, email="pegawai@contoh.test")
    note_view(by=office.penera, owner=owner)
    stranger = office.owner("Orang Lain", phone="0899999999")
    office.order(office.scale(stranger, serial_number="RAHASIA"))
    owner.refresh_from_db()
    return owner


def opened(content: bytes) -> tuple[dict[str, Any], str, list[str]]:
    with ZipFile(BytesIO(content)) as pack:
        told = json.loads(pack.read("data.json").decode())
        return told, pack.read("data.html").decode(), sorted(pack.namelist())


def signed_in(user: User) -> Client:
    """By password, lately."""
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.post("/akun/masuk/", {"login": user.username, "password": PASSWORD})
    return client


def test_for_machines(office: Office, owner: Owner) -> None:
    told, _html, names = opened(copy_of(owner))
    certificate, instrument = owner.certificates.get(), owner.instruments.get()
    assert list(told) == [
        "office",
        "made_at",
        "owner",
        "account",
        "operators",
        "instruments",
        "orders",
        "verifications",
        "registrations",
        "certificates",
        "complaints",
        "survey_answers",
        "broadcasts",
        "link_requests",
        "invitations",
        "data_requests",
        "log",
    ]
    assert told["owner"][0]["name"] == "Toko <Sari>"
    assert told["owner"][0]["nik_masked"] == "3302********0001"
    assert told["account"][0]["username"] == "owner_account"
    assert told["operators"] == [{"name": "Other_Account"}]
    assert told["instruments"][0]["attributes"] == SCALE
    assert told["instruments"][0]["photos"] == [f"foto/{instrument.uttp_id}-1.webp"]
    assert told["verifications"][0]["verdict"] == "sah"
    assert told["verifications"][0]["tested_on"] == str(instrument.last_verified_on)
    assert told["certificates"][0]["number"] == certificate.number
    assert told["certificates"][0]["verify_url"] == certificate.verify_url
    assert told["complaints"][0]["contact"] == "+62 812-3456-7890"
    assert told["survey_answers"][0]["note"] == "Ramah"
    assert told["invitations"][0]["email"] == "pegawai@contoh.test"
    assert names == ["data.html", "data.json", f"foto/{instrument.uttp_id}-1.webp"]


def test_who_looked_is_told_by_name_and_role_only(office: Office, owner: Owner) -> None:
    told, html, _names = opened(copy_of(owner))
    seen = [row for row in told["log"] if row["what"] == "uttp.view_owner"]
    assert [(row["who"], row["role"]) for row in seen] == [("Penera", "Penera")]
    ask_about_data(by=office.owner_account, owner=owner, wish=Wish.COPY)
    assert {row["who"] for row in opened(copy_of(owner))[0]["log"] if row["role"] == "Pemilik UTTP"} == {
        office.owner_account.name,
        "Akun lain",  # who was let to operate, and said so
    }
    assert set(seen[0]) == {"at", "what", "who", "role"}
    assert "Data pemilik dibuka" in html
    assert office.penera.email not in html


def test_for_people_in_one_page_that_loads_nothing(owner: Owner) -> None:
    _told, html, _names = opened(copy_of(owner))
    assert "Toko &lt;Sari&gt;" in html
    assert "Timbangan elektronik" in html
    assert html.startswith("<!doctype html>")
    assert not any(word in html for word in ("<script", "src=", "<link", "@import", "url("))


def test_neither_whole_nik_nor_anything_of_others(owner: Owner) -> None:
    order = owner.orders.get()
    for contact in ("tetangga@contoh.test", "0877-0000-1111", "Bu Tetangga", "saudara: 0812 3456 7890 / 0877"):
        complain(order=order, text="Antre", contact=contact)
    stranger = User.objects.create(username="asing", name="Akun Asing", email="asing@contoh.test")
    ask_link(by=stranger, owner=owner, evidence="BUKTI-ASING")
    told, html, _names = opened(copy_of(owner))
    others = ("Orang Lain", "0899999999", "RAHASIA", "tetangga@", "0877", "Bu Tetangga", "Akun Asing", "BUKTI-ASING")
    for secret in (NIK, *others, "asing@contoh.test"):
        assert secret not in json.dumps(told)
        assert secret not in html


def test_a_contact_is_told_where_it_is_his_own(owner: Owner) -> None:
    for contact in ("SARI@contoh.test", "6281234567890"):
        complain(order=owner.orders.get(), text="Antre", contact=contact)
    told, _html, _names = opened(copy_of(owner))
    assert [one["contact"] for one in told["complaints"]] == ["+62 812-3456-7890", "SARI@contoh.test", "6281234567890"]


def test_of_who_has_neither_phone_nor_mail_no_contact_is_his(owner: Owner) -> None:
    Owner.objects.filter(pk=owner.pk).update(phone="", email="", account=None)
    for contact in ("Bu Tetangga", "0877-0000-1111"):
        complain(order=owner.orders.get(), text="Antre", contact=contact)
    told, _html, _names = opened(copy_of(Owner.objects.get(pk=owner.pk)))
    assert [one["contact"] for one in told["complaints"]] == ["", "", ""]


def test_his_own_request_to_be_linked_is_told(office: Office, owner: Owner) -> None:
    Owner.objects.filter(pk=owner.pk).update(account=None)
    owner.refresh_from_db()
    approve_link(by=office.admin, request=ask_link(by=office.owner_account, owner=owner, evidence="7KQ4"))
    told, _html, _names = opened(copy_of(Owner.objects.get(pk=owner.pk)))
    assert [(one["account"], one["evidence"]) for one in told["link_requests"]] == [(office.owner_account.name, "7KQ4")]


def test_three_times_as_much_takes_as_many_queries(office: Office, owner: Owner) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            personal_data(Owner.objects.get(pk=owner.pk))
        return len(queries)

    before = count()
    for wish in (Wish.COPY, Wish.ERASURE):
        verification = office.tested(office.item(office.scale(owner)))
        add_photo(by=office.admin, instrument=verification.item.instrument, picture=picture())
        complain(order=verification.item.order, text="Antre lama")
        ask_about_data(by=office.admin, owner=owner, wish=wish)
    assert count() == before


class TestHandingOut:
    def test_the_owner_takes_it_at_once_and_the_log_knows(self, office: Office, owner: Owner) -> None:
        client = signed_in(office.owner_account)
        assert "Unduh (ZIP)" in client.get("/akun/data-pribadi/salinan").content.decode()
        answer = client.post("/akun/data-pribadi/salinan", {"owner": owner.pk})
        assert answer.headers["Content-Type"] == "application/zip"
        assert 'attachment; filename="data-pribadi-toko-sari-' in answer.headers["Content-Disposition"]
        assert "no-store" in answer.headers["Cache-Control"]
        assert opened(answer.content)[0]["owner"][0]["phone"] == "081234567890"
        entry = LogEntry.objects.get(verb="portal.hand_out_data")
        assert (entry.actor, entry.subject_id) == (office.owner_account, owner.pk)

    def test_it_asks_for_the_password_of_whoever_signed_in_long_ago(
        self, office: Office, owner: Owner, visit: Any
    ) -> None:
        client = visit(office.owner_account)
        for answer in (client.get("/akun/data-pribadi/salinan"), client.post("/akun/data-pribadi/salinan")):
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/akun/konfirmasi/")

    def test_who_only_operates_gets_nothing(self, office: Office, owner: Owner) -> None:
        client = signed_in(office.other_account)
        assert client.get("/akun/data-pribadi/salinan").status_code == 302
        assert (
            client.post("/akun/data-pribadi/salinan", {"owner": owner.pk}).headers["Location"] == "/akun/data-pribadi"
        )
        assert not LogEntry.objects.filter(verb="portal.hand_out_data").exists()

    @pytest.mark.parametrize("key", ["", "x", "99999999999999999999"])
    def test_another_than_his_own_is_not_there(self, office: Office, owner: Owner, key: str) -> None:
        client = signed_in(office.owner_account)
        assert client.post("/akun/data-pribadi/salinan", {"owner": key}).status_code == 404
        other = Owner.objects.get(name="Orang Lain")
        assert client.post("/akun/data-pribadi/salinan", {"owner": other.pk}).status_code == 404

    def test_the_desk_hands_it_out_to_whoever_has_no_account(self, office: Office, owner: Owner) -> None:
        Owner.objects.filter(pk=owner.pk).update(account=None)
        request = ask_about_data(by=office.admin, owner=owner, wish=Wish.COPY)
        answer = signed_in(office.admin).post(f"/staf/data-pribadi/{request.pk}/salinan")
        assert opened(answer.content)[0]["account"] == []
        entry = LogEntry.objects.get(verb="portal.hand_out_data")
        assert (entry.actor, entry.subject_id, entry.data) == (office.admin, owner.pk, {"number": request.number})

    @pytest.mark.parametrize("wish", [Wish.CORRECTION, Wish.ERASURE])
    def test_who_asked_for_something_else_gets_no_copy(self, office: Office, owner: Owner, wish: Wish) -> None:
        request = ask_about_data(by=office.admin, owner=owner, wish=wish, text="Alamat")
        answer = signed_in(office.admin).post(f"/staf/data-pribadi/{request.pk}/salinan")
        assert answer.status_code == 409
        assert "Salinan hanya diserahkan atas permintaan salinan" in answer.content.decode()
        assert not LogEntry.objects.filter(verb="portal.hand_out_data").exists()

    def test_what_is_answered_or_refused_gives_none_either(self, office: Office, owner: Owner) -> None:
        client = signed_in(office.admin)
        for decided in (
            answer_data_request(by=office.admin, request=waiting(office, owner), answer="Diserahkan"),
            refuse_data_request(by=office.admin, request=waiting(office, owner), reason="Bukan pemiliknya"),
        ):
            assert client.post(f"/staf/data-pribadi/{decided.pk}/salinan").status_code == 409
        assert not LogEntry.objects.filter(verb="portal.hand_out_data").exists()

    def test_of_who_is_gone_there_is_none(self, office: Office, owner: Owner) -> None:
        gone = office.owner("Sudah pergi")
        request = waiting(office, gone)
        gone.delete()
        assert signed_in(office.admin).post(f"/staf/data-pribadi/{request.pk}/salinan").status_code == 404

    def test_a_penera_may_not(self, office: Office, owner: Owner) -> None:
        with pytest.raises(Forbidden):
            hand_out_copy(by=office.penera, request=waiting(office, owner))
        with pytest.raises(Forbidden):
            note_copy(by=office.penera, owner=owner)
        with pytest.raises(Forbidden):  # nor the desk without a request
            note_copy(by=office.admin, owner=owner)
        with pytest.raises(Conflict):
            hand_out_copy(by=office.admin, request=ask_about_data(by=office.admin, owner=owner, wish=Wish.ERASURE))


def waiting(office: Office, owner: Owner) -> DataRequest:
    return ask_about_data(by=office.admin, owner=owner, wish=Wish.COPY)
