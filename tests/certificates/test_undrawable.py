"""What no packaged font draws is told to who types it, and never comes onto a document."""

from typing import Any
from uuid import uuid4

import pytest

from certificates.actions import approve_certificate, change_certificate, submit_certificate
from certificates.models import Certificate
from services.enums import Place
from services.models import AssignmentLetter, MarkStatement
from services.orders.actions.orders import schedule_order
from services.papers.actions.mark_statements import state_mark
from simetro.core.kit.errors import Conflict
from simetro.core.models import NumberSeries, User
from tests.office import Api, Office
from uttp.models import Instrument, Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
STRANGE = ["王小明", "東京", "Toko 😀"]
SIGNS = dict(zip(STRANGE, ["王, 小, 明", "東, 京", "😀"], strict=True))


def owner_facts(**facts: str) -> dict[str, Any]:
    known = {"kind": "person", "phone": "081234567890", "address": "Jl. 1", "district": "Sumpiuh", "village": "Sirau"}
    return known | {"name": "Sumber Rejeki"} | facts


class TestTyped:
    @pytest.mark.parametrize("field", ["name", "address", "village"])
    @pytest.mark.parametrize("strange", STRANGE)
    def test_it_is_told_once_and_kept_when_it_is_meant(
        self, office: Office, visit: Any, strange: str, field: str
    ) -> None:
        desk, typed = visit(office.admin), owner_facts(**{field: strange}) | {"once": uuid4()}
        asked = desk.post("/staf/pemilik/baru", typed)
        assert asked.status_code == 422
        assert f"Huruf {SIGNS[strange]} tidak dapat dicetak pada surat" in asked.content.decode()
        assert not Owner.objects.exists()
        signs = asked.context["form"].fields[field].unprintable
        assert f'<input type="hidden" name="{field}_as_typed" value="{signs}">' in asked.content.decode()
        desk.post("/staf/pemilik/baru", typed | {f"{field}_as_typed": signs})
        assert getattr(Owner.objects.get(), field) == strange

    def test_other_letters_are_told_again(self, office: Office, visit: Any) -> None:
        typed = owner_facts(name="東京") | {"once": uuid4(), "name_as_typed": "王"}
        assert visit(office.admin).post("/staf/pemilik/baru", typed).status_code == 422

    def test_what_stands_already_is_not_asked_about_at_another_change(self, office: Office, visit: Any) -> None:
        owner = office.owner("東京")
        typed = owner_facts(name="東京", address="Jl. 2") | {"version": owner.version, "reason": "Pindah"}
        visit(office.admin).post(f"/staf/pemilik/{owner.pk}/ubah", typed)
        owner.refresh_from_db()
        assert owner.address == "Jl. 2"

    @pytest.mark.parametrize("name", ["ꦱꦸꦩ꧀ꦧꦼꦂ", "محمد", "Ma’ruf", "Nguyễn"])
    def test_what_is_drawn_is_taken_at_once(self, office: Office, visit: Any, name: str) -> None:
        visit(office.admin).post("/staf/pemilik/baru", owner_facts(name=name) | {"once": uuid4()})
        assert Owner.objects.get().name == name

    @pytest.mark.parametrize(("field", "strange"), [("brand", "上海"), ("model", "型"), ("others", "A1\n番2")])
    def test_it_is_told_on_a_name_plate(self, office: Office, visit: Any, field: str, strange: str) -> None:
        plate = {f"attributes.{name}": value for name, value in office.scale().attributes.items()}
        plate |= {"owner": office.owner().pk, "kind": "nawi.electronic", "brand": "Quattro", "once": uuid4()}
        asked = visit(office.admin).post("/staf/uttp/baru", plate | {field: strange})
        assert list(asked.context["form"].errors) == [field]
        signs = asked.context["form"].fields[field].unprintable
        assert f'<input type="hidden" name="{field}_as_typed" value="{signs}">' in asked.content.decode()
        visit(office.admin).post("/staf/uttp/baru", plate | {field: strange, f"{field}_as_typed": signs})
        assert Instrument.objects.count() > 1

    def test_a_program_is_told_in_the_answer(self, office: Office) -> None:
        made = Api(office.admin).post("/owners", owner_facts(name="Toko 東京")).json()
        assert made["not_printable"] == "東京"
        plate = {"owner_id": made["id"], "kind": "nawi.electronic", "brand": "上海"}
        plate |= {"attributes": office.scale().attributes}
        assert Api(office.admin).post("/instruments", plate).json()["not_printable"] == "上海"


class TestDocument:
    def refused(self, office: Office, act: Any) -> str:
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "undrawable"
        return refused.value.detail

    @pytest.mark.parametrize("strange", STRANGE)
    def test_of_an_owner_is_not_drafted(self, office: Office, strange: str) -> None:
        verification = office.tested(office.item(office.scale(office.owner(strange))))
        answer = Api(office.admin).post("/certificates", {"verification_ids": [verification.pk]})
        assert (answer.status_code, answer.json()["code"]) == (409, "undrawable")
        assert answer.json()["detail"].startswith(f"Huruf {SIGNS[strange]} pada “{strange}” tidak dapat dicetak")
        assert not Certificate.objects.exists()
        Owner.objects.filter(name=strange).update(name="Wang")
        assert Api(office.admin).post("/certificates", {"verification_ids": [verification.pk]}).status_code == 201

    @pytest.mark.parametrize("fields", [{"brand": "上海"}, {"model": "型"}, {"made_in": "中国"}])
    def test_of_a_name_plate_is_not_drafted(self, office: Office, fields: dict[str, str]) -> None:
        verification = office.tested()
        Instrument.objects.update(**fields)
        verification.refresh_from_db()
        assert next(iter(fields.values())) in self.refused(office, lambda: office.draft(verification))

    def test_the_drafting_page_lists_it(self, office: Office, visit: Any) -> None:
        office.tested(office.item(office.scale(office.owner("東京"), brand="上海")))
        page = visit(office.admin).get("/staf/sertifikat/daftar/perlu-disusun").content.decode()
        assert "Huruf 東, 京, 上, 海 tidak dapat dicetak" in page

    def test_a_name_of_the_order_is_mended_in_the_draft(self, office: Office) -> None:
        order = office.order(office.scale(), certificate_name="東京")
        draft = office.draft(office.tested(order.items.get()))
        assert "東, 京" in self.refused(office, lambda: submit_certificate(by=office.admin, certificate=draft))
        draft.refresh_from_db()
        assert draft.status == "draft"
        draft = change_certificate(by=office.admin, certificate=draft, certificate_name="Tokyo")
        assert submit_certificate(by=office.admin, certificate=draft).status == "in_signoff"

    def test_notes_are_looked_at_when_it_is_submitted(self, office: Office) -> None:
        draft = change_certificate(by=office.admin, certificate=office.draft(), notes="Lihat 王")
        self.refused(office, lambda: submit_certificate(by=office.admin, certificate=draft))

    def test_a_signatory_without_letters_takes_no_number(self, office: Office) -> None:
        certificate = office.approved(office.submitted(), tiers=3)
        User.objects.filter(pk=office.kadis.pk).update(name="王")
        kadis = User.objects.get(pk=office.kadis.pk)
        self.refused(
            office, lambda: approve_certificate(by=kadis, certificate=certificate, version=certificate.version)
        )
        assert not NumberSeries.objects.filter(name="skhp").exists()
        certificate.refresh_from_db()
        assert certificate.status == "in_signoff"

    def test_a_surat_tugas_takes_no_number(self, office: Office) -> None:
        order = office.order(office.scale(office.owner("東京")), place=Place.ON_SITE)
        on = order.requested_on
        self.refused(office, lambda: schedule_order(by=office.admin, order=order, on=on, penera=[office.penera]))
        assert not AssignmentLetter.objects.exists()
        order.refresh_from_db()
        assert order.status == "accepted"

    def test_a_statement_for_a_mark_takes_no_number(self, office: Office) -> None:
        verification = office.tested(office.item(office.scale(office.owner("東京"))))
        self.refused(office, lambda: state_mark(by=office.admin, verification=verification, reason="Kaca"))
        assert not MarkStatement.objects.exists()


@pytest.mark.parametrize("strange", STRANGE)
def test_what_the_office_says_of_itself_is_refused(office: Office, visit: Any, strange: str) -> None:
    tier = {"position": "9", "title": strange, "short": "X", "members": ""}
    page = visit(office.superadmin).post("/staf/pengaturan/data/jenjang/baru", tier)
    assert f"Huruf {SIGNS[strange]} tidak dapat dicetak pada surat. Tulis dengan huruf Latin." in page.content.decode()
