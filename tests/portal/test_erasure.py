"""An owner is erased as far as no test and no document depends on him; page, deed and answer agree."""

import json
from typing import Any

import pytest
from django.core.files.storage import default_storage

from certificates.models import Certificate
from portal.actions import (
    answer_complaint,
    answer_survey,
    ask_about_data,
    ask_link,
    complain,
    compose_broadcast,
    erase_owner,
    invite,
    refuse_data_request,
    start_broadcast,
)
from portal.enums import Element, Wish
from portal.erasure import Erasure
from portal.models import Complaint, Copy, DataRequest, Invitation, LinkRequest, SurveyAnswer
from portal.queries import reached_by_hand
from services.models import AssignmentLetter, Order, OrderItem, Registration, Verification
from services.orders.actions.orders import schedule_order
from services.sidang.actions.arrivals import arrive
from simetro.core.kit.errors import Conflict, Forbidden, StaleVersion
from simetro.core.models import Delivery, LogEntry, MutedAddress, User
from simetro.core.outbox.mail import mute
from tests.office import Office
from tests.pictures import picture
from tests.services.sidang.test_registrations import NEW
from tests.uttp.test_imports import HEADS, SARI, again, checked, fates, joined, started, written
from uttp.actions import add_photo, discard_import, let_operate, map_columns, undo_import, write_import
from uttp.models import (
    ImportedOwner,
    ImportRow,
    Instrument,
    InstrumentPhoto,
    Owner,
    OwnerUserObjectPermission,
    RegisterImport,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
NIK = "3302123456780001"
PEOPLE = {"name": "Sari Wulandari", "email": "sari@contoh.test", "phone": "081911112222", "nik": NIK}


@pytest.fixture
def owner(office: Office) -> Owner:
    """With an account, and everything that nothing depends on."""
    owner = office.owner(**PEOPLE)
    Owner.objects.filter(pk=owner.pk).update(account=office.owner_account)
    owner.refresh_from_db()
    scale = office.scale(owner)
    add_photo(by=office.owner_account, instrument=scale, picture=picture())
    complain(order=office.order(scale), text="Belum dijadwalkan", contact="0819")
    let_operate(owner=owner, account=office.penera2)
    invite(by=office.owner_account, owner=owner, email="pegawai@contoh.test")
    ask_link(by=office.other_account, owner=owner, evidence="1")
    start_broadcast(by=office.admin, broadcast=compose_broadcast(by=office.admin, subject="x", body="y"))
    return owner


def test_of_who_was_never_tested_nothing_is_left(office: Office, owner: Owner) -> None:
    picture_name = InstrumentPhoto.objects.get().picture
    request = erased(office, owner)
    rows = (Owner, Instrument, Order, OrderItem, Complaint, Copy, Invitation, LinkRequest, InstrumentPhoto)
    assert {model.__name__: model.objects.count() for model in rows} == {model.__name__: 0 for model in rows}
    assert not OwnerUserObjectPermission.objects.exists()
    assert (request.owner, request.status, request.text) == (None, "done", "")
    assert Delivery.objects.filter(topic="core.forget_picture", payload={"name": picture_name}).exists()


def brought_to(office: Office, status: str, content: str) -> RegisterImport:
    """An import that has come so far and no farther."""
    if status == "mapping":
        return started(office, content)
    register = checked(office, content)
    if status == "checking":
        facts = {"sheet": register.sheet, "head": register.head, "mapping": register.mapping}
        register = map_columns(by=office.admin, register=register, version=register.version, **facts)
    elif status == "writing":
        register = write_import(by=office.admin, register=register, version=register.version)
    assert register.status == status
    return register


def erased(office: Office, owner: Owner) -> DataRequest:
    request = ask_about_data(by=office.owner_account, owner=owner, wish=Wish.ERASURE, text="Saya Sari, tutup usaha")
    return erase_owner(by=office.superadmin, request=request, version=request.version)


def test_name_and_address_stay_where_a_document_names_him(office: Office, owner: Owner) -> None:
    verification = office.tested(office.item(office.scale(owner)))
    certificate = office.issued(verification)
    sheet, digest = certificate.sheet, certificate.sha256
    answer_survey(order=verification.item.order, scores=dict.fromkeys(Element, 4), note="Bu Sari puas")
    heard = complain(order=verification.item.order, text="Stiker lepas", contact="0819")
    answer_complaint(by=office.admin, complaint=heard, answer="Diganti")
    erased(office, owner)
    owner.refresh_from_db()
    assert (owner.name, owner.address) == (PEOPLE["name"], "Jl. Pasar 1")
    assert (owner.phone, owner.email, owner.nik_encrypted, owner.account) == ("", "", "", None)
    assert list(owner.orders.all()) == [verification.item.order]
    assert list(owner.instruments.all()) == [verification.item.instrument]
    certificate.refresh_from_db()
    assert (certificate.sheet, certificate.sha256, certificate.status) == (sheet, digest, "issued")
    assert default_storage.exists(certificate.file.name)
    assert (SurveyAnswer.objects.get().note, SurveyAnswer.objects.get().scores) == ("", dict.fromkeys(Element, 4))
    assert list(Complaint.objects.values_list("text", "contact", "answer")) == [("Stiker lepas", "", "Diganti")]


def test_a_reading_that_was_only_begun_keeps_its_order(office: Office, owner: Owner) -> None:
    draft = office.reading(office.item(office.scale(owner)))
    erased(office, owner)
    assert Verification.objects.get() == draft
    assert Owner.objects.get() == owner


def test_an_instrument_that_an_old_register_calls_verified_stays(office: Office, owner: Owner) -> None:
    old = office.scale(owner, last_verified_on="2025-01-02", last_verdict="sah", valid_until="2026-01-02")
    erased(office, owner)
    assert list(Instrument.objects.all()) == [old]


def test_an_order_that_a_surat_tugas_names_stays(office: Office, owner: Owner) -> None:
    order = office.order(office.scale(owner), place="on_site")
    schedule_order(by=office.admin, order=order, on=order.requested_on, penera=[office.penera])
    assert AssignmentLetter.objects.get().order == order
    erased(office, owner)
    assert list(Order.objects.all()) == [order]
    assert Owner.objects.get().phone == ""


def test_his_instrument_on_the_order_of_another_stays(office: Office, owner: Owner) -> None:
    """He bought it since."""
    other = office.owner("Penjual")
    sold = office.scale(other)
    order = office.order(sold)
    Instrument.objects.filter(pk=sold.pk).update(owner=owner)
    erased(office, owner)
    assert list(Instrument.objects.all()) == [sold]
    assert list(Order.objects.all()) == [order]


def test_what_he_wrote_at_sign_up_goes_though_his_order_stays(office: Office) -> None:
    registration = office.registration(email="tumini@contoh.test")
    arrive(by=office.admin, registration=registration, owner=None, kind="person", new=[NEW])
    office.tested(OrderItem.objects.get())
    owner = Owner.objects.get()
    erase_owner(by=office.superadmin, request=ask_about_data(by=office.admin, owner=owner, wish=Wish.ERASURE))
    kept = Registration.objects.get()
    assert (kept.name, kept.phone, kept.email, kept.address, kept.forgotten_at is not None) == ("", "", "", "", True)
    assert kept.number == registration.number


def test_what_an_imported_register_said_of_him_goes(office: Office) -> None:
    written(office, HEADS + SARI)
    request = ask_about_data(by=office.admin, owner=Owner.objects.get(), wish=Wish.ERASURE)
    erase_owner(by=office.superadmin, request=request)
    assert not Owner.objects.exists()
    assert [(one.facts, one.owner) for one in ImportedOwner.objects.all()] == [({}, None)]
    assert [(row.cells, row.facts) for row in ImportRow.objects.all()] == [([], {})]


def test_an_import_whose_instruments_stay_without_their_data_is_not_undone_and_says_why(office: Office) -> None:
    him = office.owner("Sari", phone="0812345678", village="Sirau")
    office.scale(him, brand="Sonic", serial_number="A1", last_verified_on="2025-01-02", last_verdict="sah")
    register = written(office, HEADS + SARI.replace(";;\n", ";Los 9;\n"))
    assert fates(register) == {"changed": 1}
    erase_owner(by=office.superadmin, request=ask_about_data(by=office.admin, owner=him, wish=Wish.ERASURE))
    with pytest.raises(Conflict, match="dihapus atas permintaan pemiliknya") as refusal:
        undo_import(by=office.admin, register=register, reason="Salah", version=register.version)
    assert (refusal.value.code, again(register).status) == ("erased", "written")
    assert Instrument.objects.get().location == "Los 9"


def test_what_an_import_made_of_him_stays_with_him_and_it_is_not_undone(office: Office) -> None:
    register = written(office, HEADS + SARI.replace(";;\n", ";;05/06/2026\n"))
    request = ask_about_data(by=office.admin, owner=Owner.objects.get(), wish=Wish.ERASURE)
    erase_owner(by=office.superadmin, request=request)
    with pytest.raises(Conflict) as refusal:
        undo_import(by=office.admin, register=register, reason="Salah", version=register.version)
    assert (refusal.value.code, Owner.objects.get().phone) == ("erased", "")


@pytest.mark.parametrize("is_known", [True, False])
def test_an_import_of_whose_rows_nothing_is_left_is_undone_without_them(office: Office, is_known: bool) -> None:
    if is_known:
        office.scale(office.owner("Sari", phone="0812345678", village="Sirau"), brand="Sonic", serial_number="A1")
    budi = SARI.replace("Sari", "Budi").replace("0812345678", "0812999999").replace("A1", "B1")
    register = written(office, HEADS + SARI.replace(";;\n", ";Los 9;\n") + budi)
    assert fates(register) == ({"changed": 1, "new": 1} if is_known else {"new": 2})
    request = ask_about_data(by=office.admin, owner=Owner.objects.get(name="Sari"), wish=Wish.ERASURE)
    erase_owner(by=office.superadmin, request=request)
    undo_import(by=office.admin, register=register, reason="Salah", version=register.version)
    assert (again(register).status, Owner.objects.exists(), Instrument.objects.exists()) == ("undone", False, False)


def test_neither_log_nor_answer_keeps_who_he_was(office: Office, owner: Owner) -> None:
    request = erased(office, owner)
    entry = LogEntry.objects.get(verb="portal.erase_owner")
    assert (entry.actor, entry.subject_id, entry.data["stays"]) == (office.superadmin, owner.pk, False)
    assert (entry.data["counts"]["orders"], entry.data["counts"]["instruments"]) == (1, 1)
    written_down = json.dumps(list(LogEntry.objects.values_list("data", flat=True))) + request.answer
    for secret in (*PEOPLE.values(), "Sari", "pegawai@contoh.test"):
        assert secret not in written_down


def test_the_answer_says_what_went_and_what_stays_and_he_is_told_at_his_last_address(
    office: Office, owner: Owner
) -> None:
    certificate = office.issued(office.tested(office.item(office.scale(owner))))
    request = erased(office, owner)
    assert request.answer.startswith("Dihapus:\n- Nomor telepon\n- E-mail\n- NIK\n- Hubungan dengan akun\n")
    assert "- Order yang belum pernah diuji: 1" in request.answer
    assert f"- Surat yang sudah bernomor, karena orang lain memeriksanya: {certificate.number}" in request.answer
    assert "- Catatan kegiatan kantor; nama, telepon dan alamat pemilik tidak ditulis" in request.answer
    assert "- E-mail yang sudah dikirim kepadanya, paling lama 90 hari" in request.answer
    assert "- Berkas register yang diimpor, bila memuat namanya, paling lama 365 hari" in request.answer
    assert "- Akun untuk masuk: nama dan e-mailnya, dan alamat internet" in request.answer
    mail = Delivery.objects.filter(topic="core.mail").latest("pk").payload
    assert (mail["to"], "Dihapus:" in mail["body"]) == (PEOPLE["email"], True)


def test_what_was_complained_of_and_stays_is_told(office: Office, owner: Owner, visit: Any) -> None:
    verification = office.tested(office.item(office.scale(owner)))
    complain(order=verification.item.order, text="Stiker lepas")
    Owner.objects.filter(pk=owner.pk).update(account=None)
    request = ask_about_data(by=office.admin, owner=owner, wish=Wish.ERASURE)
    page = visit(office.superadmin).get(f"/staf/data-pribadi/{request.pk}/hapus").content.decode()
    answer = erase_owner(by=office.superadmin, request=request).answer
    for told in ("Isi pengaduan atas order yang tetap, tanpa kontaknya", "E-mail yang sudah dikirim kepadanya"):
        assert told in page
        assert told in answer
    assert "Akun untuk masuk" not in page + answer


class TestAddressesThatAreMuted:
    @pytest.fixture(autouse=True)
    def muted(self, owner: Owner) -> None:
        for address in (PEOPLE["email"], "6281911112222", "lain@contoh.test"):
            mute(address, MutedAddress.Why.ASKED)

    def left(self) -> list[str]:
        return sorted(MutedAddress.objects.values_list("email", flat=True))

    def test_his_own_go_and_the_answer_says_so(self, office: Office, owner: Owner) -> None:
        request = erased(office, owner)
        assert self.left() == ["lain@contoh.test"]
        assert "- Alamat yang tidak dikirimi kabar lagi: 2\n" in request.answer
        assert LogEntry.objects.filter(verb="core.unmute", actor=office.superadmin).count() == 2

    def test_what_another_owner_uses_stays_and_is_told(self, office: Office, owner: Owner) -> None:
        office.owner("Adik", email="Sari@Contoh.test", phone="+62 819-1111-2222")
        request = erased(office, owner)
        assert self.left() == ["6281911112222", "lain@contoh.test", PEOPLE["email"]]
        assert "lagi, karena masih dipakai sebuah akun atau pemilik lain: 2" in request.answer

    def test_what_an_account_uses_stays(self, office: Office, owner: Owner) -> None:
        User.objects.filter(pk=office.owner_account.pk).update(email="SARI@contoh.test")
        request = erased(office, owner)
        assert self.left() == ["lain@contoh.test", PEOPLE["email"]]
        assert "- Alamat yang tidak dikirimi kabar lagi: 1\n" in request.answer


def test_the_page_shows_what_will_be_done(office: Office, owner: Owner, visit: Any) -> None:
    certificate = office.issued(office.tested(office.item(office.scale(owner))))
    request = ask_about_data(by=office.owner_account, owner=owner, wish=Wish.ERASURE)
    page = visit(office.superadmin).get(f"/staf/data-pribadi/{request.pk}/hapus").content.decode()
    [going] = Erasure(owner).orders
    for told in (going.transaction_number, certificate.number, PEOPLE["phone"], PEOPLE["email"], "3302********0001"):
        assert told in page
    assert Order.objects.count() == 2


def test_who_is_erased_is_written_to_no_more(office: Office, owner: Owner) -> None:
    office.issued(office.tested(office.item(office.scale(owner))))
    erased(office, owner)
    told = compose_broadcast(by=office.admin, subject="x", body="y")
    assert list(reached_by_hand(told)) == []
    with pytest.raises(Conflict):
        start_broadcast(by=office.admin, broadcast=told)


def test_pages_bear_an_owner_without_a_number(office: Office, owner: Owner, visit: Any) -> None:
    verification = office.tested(office.item(office.scale(owner)))
    erased(office, owner)
    number = verification.item.order.transaction_number
    desk = visit(office.admin)
    paths = (f"/staf/pemilik/{owner.pk}", "/staf/pemilik", f"/staf/order/{number}", "/staf/cari?q=sari", "/staf/")
    for path in paths:
        page = desk.get(path)
        assert page.status_code == 200
        assert 'href="tel:"' not in page.content.decode()
    assert "wa.me" not in desk.get(f"/staf/order/{number}/bukti").content.decode()


class TestMay:
    @pytest.mark.parametrize("person", ["admin", "penera", "kadis", "owner_account"])
    def test_only_a_super_admin_erases(self, office: Office, owner: Owner, person: str, visit: Any) -> None:
        request = ask_about_data(by=office.owner_account, owner=owner, wish=Wish.ERASURE)
        with pytest.raises(Forbidden):
            erase_owner(by=office.people[person], request=request)
        assert Owner.objects.get(pk=owner.pk).phone == PEOPLE["phone"]

    def test_what_else_he_asked_is_decided_first(self, office: Office, owner: Owner) -> None:
        copy = ask_about_data(by=office.owner_account, owner=owner, wish=Wish.COPY)
        request = ask_about_data(by=office.owner_account, owner=owner, wish=Wish.ERASURE)
        with pytest.raises(Conflict) as refusal:
            erase_owner(by=office.superadmin, request=request)
        assert refusal.value.code == "open_requests"
        refuse_data_request(by=office.admin, request=copy, reason="Sudah diunduh")
        erase_owner(by=office.superadmin, request=request)

    @pytest.mark.parametrize("status", ["mapping", "checking", "checked", "writing"])
    @pytest.mark.parametrize(
        "row", [SARI, SARI.replace("0812345678", ""), SARI.replace("Sari", "Toko Maju")], ids=["all", "name", "phone"]
    )
    def test_an_import_that_names_him_is_finished_first(self, office: Office, status: str, row: str) -> None:
        """Written afterwards it would make him anew."""
        him = office.owner("Sari", phone="0812 345 678", village="Sirau")
        register = brought_to(office, status, HEADS + row)
        request = ask_about_data(by=office.admin, owner=him, wish=Wish.ERASURE)
        with pytest.raises(Conflict, match=r"belum selesai: register\.xlsx") as refusal:
            erase_owner(by=office.superadmin, request=request)
        assert (refusal.value.code, Owner.objects.filter(pk=him.pk).exists()) == ("open_imports", True)
        if status in ("mapping", "checked"):
            discard_import(by=office.admin, register=register, version=register.version)
            erase_owner(by=office.superadmin, request=request)
            assert not Owner.objects.exists()

    def test_one_whom_somebody_has_joined_with_him_names_him_too(self, office: Office) -> None:
        him = office.owner("Toko Sari Jaya", phone="0812 345 678", village="Sirau")
        register = joined(office, checked(office, HEADS + SARI))
        Owner.objects.filter(pk=him.pk).update(phone="0899 999 999")
        request = ask_about_data(by=office.admin, owner=him, wish=Wish.ERASURE)
        with pytest.raises(Conflict) as refusal:
            erase_owner(by=office.superadmin, request=request)
        assert (refusal.value.code, register.status) == ("open_imports", "checked")

    def test_an_import_that_does_not_name_him_is_nothing_to_him(self, office: Office, owner: Owner) -> None:
        register = checked(office, HEADS + SARI.replace("Sari", "Budi"))
        erased(office, owner)
        assert again(register).status == "checked"

    def test_nothing_else_than_an_erasure_erases(self, office: Office, owner: Owner) -> None:
        for wish in (Wish.COPY, Wish.CORRECTION):
            request = ask_about_data(by=office.owner_account, owner=owner, wish=wish, text="Alamat")
            with pytest.raises(Conflict):
                erase_owner(by=office.superadmin, request=request)
            refuse_data_request(by=office.admin, request=request, reason="x")
        assert Owner.objects.filter(pk=owner.pk).exists()

    def test_once_and_only_as_seen(self, office: Office, owner: Owner) -> None:
        request = ask_about_data(by=office.owner_account, owner=owner, wish=Wish.ERASURE)
        with pytest.raises(StaleVersion):
            erase_owner(by=office.superadmin, request=request, version=9)
        erase_owner(by=office.superadmin, request=request, version=1)
        with pytest.raises(Conflict):
            erase_owner(by=office.superadmin, request=request)

    def test_a_failure_in_the_middle_erases_nothing(
        self, office: Office, owner: Owner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        request = ask_about_data(by=office.owner_account, owner=owner, wish=Wish.ERASURE)
        monkeypatch.setattr(Owner, "delete", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            erase_owner(by=office.superadmin, request=request)
        request.refresh_from_db()
        assert (request.status, Order.objects.count(), Complaint.objects.count()) == ("asked", 1, 1)


def test_every_row_that_names_an_owner_or_his_things_has_been_thought_of() -> None:
    """A new one has to be told where it goes, or why it stays."""
    known = {
        Owner: "Certificate Copy DataRequest ImportedOwner Instrument Invitation LinkRequest Order "
        "OwnerUserObjectPermission",
        Instrument: "ImportRow InstrumentPhoto OrderItem Reminder",
        Order: "AssignmentLetter Complaint OrderItem Order_penera Registration SurveyAnswer",
        OrderItem: "Repair Verification",
    }
    for model, names in known.items():
        relations = [
            one for one in model._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete
        ]
        assert sorted({one.related_model.__name__ for one in relations}) == sorted(names.split())
    assert Certificate._meta.get_field("owner").remote_field.on_delete.__name__ == "PROTECT"
