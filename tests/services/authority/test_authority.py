"""By whose letter: which kinds a penera may test to the end, and which the office may be asked for."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from services.authority.actions import save_competence, save_scope
from services.enums import Place, Service
from services.models import Competence, Order, OrderItem, Scope, Verification
from services.orders.actions.items import add_item, withdraw_item
from services.orders.actions.orders import NewItem, accept_order, register_order
from services.testing.actions.verifications import finalize_verification
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.log.audit import history_of
from simetro.core.models import Office as OfficeRow
from simetro.core.models import User
from tests.office import NOZZLE, Api, Office, good_scale
from tests.services.testing.test_pages import typed, url
from uttp.models import Instrument

pytestmark = pytest.mark.django_db
Visit = Callable[[User], Client]
DAY = timedelta(days=1)
REFERRAL = "UML Kabupaten Tetangga, Jl. Raya 1"


def competence(office: Office, *kinds: str, person: str = "penera", **facts: Any) -> Competence:
    """His only letter."""
    Competence.objects.filter(person=office.people[person]).delete()
    known = {"letter_number": "800/7", "since": date(2024, 1, 1), "kinds": list(kinds) or ["nawi.electronic"]}
    letter = Competence(person=office.people[person], **(known | facts))
    return save_competence(by=office.superadmin, competence=letter)


def scope(office: Office, *kinds: str, **facts: Any) -> Scope:
    """The office's only letter."""
    Scope.objects.all().delete()
    known = {"letter_number": "SK-7", "since": date(2024, 1, 1), "kinds": list(kinds) or ["nawi.electronic"]}
    return save_scope(by=office.superadmin, scope=Scope(**(known | facts)))


def refusal_of(act: Callable[[], Any], code: str) -> str:
    with pytest.raises(Conflict) as refusal:
        act()
    assert refusal.value.code == code
    return refusal.value.detail


def nozzle(office: Office) -> Instrument:
    return office.scale(office.owner("SPBU 44.531.07"), kind="fuel_dispenser", attributes=NOZZLE)


class TestCompetence:
    def finalize(self, office: Office, draft: Verification) -> Verification:
        return finalize_verification(by=office.penera, verification=draft)

    def test_penera_types_readings_of_any_kind_but_needs_a_letter_to_make_them_final(self, office: Office) -> None:
        competence(office, "fuel_dispenser")
        draft = office.reading(office.item())
        said = refusal_of(lambda: self.finalize(office, draft), "not_competent")
        assert "Timbangan elektronik" in said
        assert "Belum ada surat kewenangan Anda untuk jenis ini." in said
        draft.refresh_from_db()
        assert (draft.status, draft.verdict) == ("draft", "")
        competence(office, "fuel_dispenser", "nawi.electronic")
        assert self.finalize(office, draft).verdict == "sah"

    def test_without_any_letter_nobody_makes_results(self, office: Office) -> None:
        Competence.objects.all().delete()
        draft = office.reading(office.item())
        refusal_of(lambda: self.finalize(office, draft), "not_competent")

    def test_letter_of_another_penera_is_not_his(self, office: Office) -> None:
        competence(office, "fuel_dispenser")
        draft = office.reading(office.item())
        refusal_of(lambda: self.finalize(office, draft), "not_competent")
        final = finalize_verification(by=office.penera2, verification=draft)
        assert (final.penera, final.verdict) == (office.penera2, "sah")

    @pytest.mark.parametrize(
        ("since", "until", "is_competent"),
        [(-9, -1, False), (-9, 0, True), (0, 0, True), (0, None, True), (1, None, False), (1, 9, False)],
    )
    def test_letter_holds_on_its_first_and_its_last_day(
        self, office: Office, since: int, until: int | None, is_competent: bool
    ) -> None:
        tested_on = timezone.localdate() - 3 * DAY
        last = None if until is None else tested_on + until * DAY
        competence(office, since=tested_on + since * DAY, until=last)
        draft = office.reading(office.item(), on=tested_on)
        if is_competent:
            assert self.finalize(office, draft).verdict == "sah"
        else:
            assert "Surat 800/7" in refusal_of(lambda: self.finalize(office, draft), "not_competent")

    def test_letter_that_ran_out_since_the_test_still_counts(self, office: Office) -> None:
        tested_on = timezone.localdate() - 5 * DAY
        competence(office, until=tested_on + DAY)
        assert self.finalize(office, office.reading(office.item(), on=tested_on)).verdict == "sah"

    def test_api_answers_409_and_keeps_the_draft(self, office: Office) -> None:
        competence(office, "fuel_dispenser")
        draft = office.reading(office.item())
        answer = Api(office.penera).post(f"/verifications/{draft.pk}/finalize")
        assert (answer.status_code, answer.json()["code"]) == (409, "not_competent")

    def test_pages_say_beforehand_why_he_may_not_finalize(self, office: Office, visit: Visit) -> None:
        letter = competence(office, until=date(2025, 3, 31))
        said = "Surat 800/7 berlaku 1 Januari 2024 sampai 31 Maret 2025."
        penera, item = visit(office.penera), office.item()
        for step in ("", "cerapan"):
            assert said in penera.get(url(item, step)).content.decode()
        penera.post(url(item, "simpan"), typed(item, good_scale()) | {"standards": str(office.usual_standard().pk)})
        for step in ("", "cerapan", "ringkasan"):
            assert said in penera.get(url(item, step)).content.decode()
        page = penera.get(url(item, "ringkasan")).content.decode()
        assert "Simpan hasil: Sah" not in page
        letter.until = None
        save_competence(by=office.superadmin, competence=letter)
        for step in ("", "cerapan", "ringkasan"):
            assert "Anda belum berwenang" not in penera.get(url(item, step)).content.decode()
        assert "Simpan hasil: Sah" in penera.get(url(item, "ringkasan")).content.decode()

    def test_page_looks_at_the_day_of_the_draft(self, office: Office, visit: Visit) -> None:
        competence(office, until=timezone.localdate() - 2 * DAY)
        draft = office.reading(office.item(), on=timezone.localdate() - 3 * DAY)
        for step in ("", "cerapan", "ringkasan"):
            page = visit(office.penera).get(url(draft.item, step)).content.decode()
            assert "Anda belum berwenang" not in page

    def test_only_a_penera_is_made_competent(self, office: Office) -> None:
        with pytest.raises(Invalid) as refusal:
            competence(office, person="admin")
        assert [error.field for error in refusal.value.errors] == ["person"]


class TestScope:
    @pytest.fixture(autouse=True)
    def _referral(self, office: Office) -> None:
        OfficeRow(referral=REFERRAL).save()

    def test_order_outside_the_scope_is_refused_and_referred(self, office: Office) -> None:
        scope(office, "fuel_dispenser")
        owner = office.owner()
        said = refusal_of(lambda: office.order(office.scale(owner), office.scale(owner)), "out_of_scope")
        assert said.startswith("Kantor ini tidak berwenang menera jenis ini pada ")
        assert said.endswith(f": Timbangan elektronik. Ajukan ke {REFERRAL}.")
        assert not Order.objects.exists()

    def test_without_a_letter_nothing_is_accepted(self, office: Office) -> None:
        Scope.objects.all().delete()
        refusal_of(office.order, "out_of_scope")

    def test_letters_add_up(self, office: Office) -> None:
        scope(office, "fuel_dispenser")
        second = Scope(letter_number="SK-8", since=date(2025, 1, 1), kinds=["nawi.electronic"])
        save_scope(by=office.superadmin, scope=second)
        assert office.order().status == "accepted"
        assert office.order(nozzle(office), place=Place.ON_SITE).status == "accepted"

    def test_the_day_of_the_request_counts(self, office: Office) -> None:
        today = timezone.localdate()
        scope(office, since=today - 9 * DAY, until=today - 3 * DAY)

        def register(days_ago: int) -> Order:
            scale = office.scale()
            items = [NewItem(scale, Service.TERA_ULANG)]
            on = today - days_ago * DAY
            return register_order(by=office.admin, owner=scale.owner, place=Place.OFFICE, items=items, requested_on=on)

        for outside in (2, 10):
            refusal_of(lambda days=outside: register(days), "out_of_scope")
        for inside in (3, 9):
            assert register(inside).status == "accepted"

    def test_request_of_an_owner_is_not_accepted_after_the_letter_ran_out(self, office: Office) -> None:
        letter = scope(office, since=date(2024, 1, 1))
        order = office.order(by=office.owner_account)
        letter.until = timezone.localdate() - DAY
        save_scope(by=office.superadmin, scope=letter)
        assert REFERRAL in refusal_of(lambda: accept_order(by=office.admin, order=order), "out_of_scope")
        order.refresh_from_db()
        assert (order.status, order.accepted_at) == ("submitted", None)

    def test_instrument_that_was_withdrawn_does_not_stand_in_the_way(self, office: Office) -> None:
        owner = office.owner()
        order = office.order(
            office.scale(owner),
            office.scale(owner, kind="nawi.mechanical", attributes=mechanical()),
            by=office.owner_account,
        )
        scope(office, "nawi.electronic")
        refusal_of(lambda: accept_order(by=office.admin, order=order), "out_of_scope")
        withdraw_item(by=office.admin, item=order.items.last(), reason="Di luar lingkup")
        assert accept_order(by=office.admin, order=order).status == "accepted"

    def test_item_outside_the_scope_is_not_added(self, office: Office) -> None:
        owner = office.owner()
        order = office.order(office.scale(owner))
        more = NewItem(office.scale(owner), Service.TERA_ULANG)
        scope(office, "fuel_dispenser")
        refusal_of(lambda: add_item(by=office.admin, order=order, new=more), "out_of_scope")
        assert OrderItem.objects.count() == 1

    def test_invalid_input_is_told_before_the_scope(self, office: Office) -> None:
        scope(office, "fuel_dispenser")
        scale = office.scale()
        item = {"instrument_id": scale.pk, "service": "tera_ulang", "certificate": True}
        body = {"owner_id": scale.owner_id, "place": "office", "items": [item]}
        api = Api(office.admin)
        assert api.post("/orders", body | {"requested_on": "2999-01-01"}).status_code == 422
        assert api.post("/orders", body | {"items": [item, item]}).status_code == 422
        answer = api.post("/orders", body)
        assert (answer.status_code, answer.json()["code"]) == (409, "out_of_scope")
        assert REFERRAL in answer.json()["detail"]

    def test_what_was_accepted_before_is_tested_all_the_same(self, office: Office) -> None:
        item = office.item()
        scope(office, "fuel_dispenser")
        assert office.tested(item).verdict == "sah"

    def test_desk_sees_it_on_the_request_and_rejects_with_the_referral(self, office: Office, visit: Visit) -> None:
        order = office.order(by=office.owner_account)
        admin, address = visit(office.admin), f"/staf/order/{order.transaction_number}"
        assert "Terima permintaan" in admin.get(address).content.decode()
        scope(office, "fuel_dispenser")
        page = admin.get(address).content.decode()
        assert f"Ajukan ke {REFERRAL}." in page
        assert "Terima permintaan" not in page
        assert f"Ajukan ke {REFERRAL}." in admin.get(f"{address}/tolak").context["form"].initial["reason"]

    def test_desk_sees_it_on_the_form_of_a_new_order(self, office: Office, visit: Visit) -> None:
        scope(office, "fuel_dispenser")
        scale = office.scale()
        sent = {
            "owner": scale.owner_id,
            "place": "office",
            "requested_on": timezone.localdate().isoformat(),
            "once": "3f0f3c1e-6f0f-4d0e-9a53-3f0a5a5f0c11",
            f"pick.{scale.uttp_id}": "on",
            f"service.{scale.uttp_id}": "tera_ulang",
        }
        answer = visit(office.admin).post("/staf/order/baru", sent)
        assert answer.status_code == 422
        assert f"Ajukan ke {REFERRAL}." in answer.content.decode()


def mechanical() -> dict[str, str]:
    return {"unit": "g", "max": "6000", "min": "100", "e": "5", "accuracy_class": "III"}


class TestReferenceData:
    SCOPE = "/admin/services/scope/add/"
    COMPETENCE = "/admin/services/competence/add/"
    LETTER = {"letter_number": "SK-9", "since": "2026-01-01", "until": "2026-12-31", "kinds": ["nawi.electronic"]}

    def test_super_admin_saves_the_scope_and_it_is_logged(self, office: Office, visit: Visit) -> None:
        Scope.objects.all().delete()
        assert visit(office.superadmin).post(self.SCOPE, self.LETTER).status_code == 302
        saved = Scope.objects.get()
        assert (saved.letter_number, saved.kinds) == ("SK-9", ["nawi.electronic"])
        entry = history_of(saved).get()
        assert (entry.verb, entry.actor) == ("services.save_scope", office.superadmin)
        told = {"letter": "SK-9", "since": "2026-01-01", "until": "2026-12-31", "kinds": ["nawi.electronic"]}
        assert entry.data == told

    def test_super_admin_saves_a_competence_and_it_is_logged(self, office: Office, visit: Visit) -> None:
        Competence.objects.all().delete()
        data = self.LETTER | {"person": office.penera2.pk, "until": ""}
        assert visit(office.superadmin).post(self.COMPETENCE, data).status_code == 302
        saved = Competence.objects.get()
        assert (saved.person, saved.until) == (office.penera2, None)
        entry = history_of(saved).get()
        assert (entry.verb, entry.actor) == ("services.save_competence", office.superadmin)
        assert (entry.data["person"], entry.data["until"]) == ("penera2", None)

    @pytest.mark.parametrize(
        ("changes", "wrong"),
        [
            ({"kinds": []}, "kinds"),
            ({"kinds": ["sundial"]}, "kinds"),
            ({"until": "2025-12-31"}, "until"),
            ({"letter_number": ""}, "letter_number"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field(
        self, office: Office, visit: Visit, changes: dict[str, Any], wrong: str
    ) -> None:
        for address in (self.SCOPE, self.COMPETENCE):
            data = self.LETTER | {"person": office.penera.pk} | changes
            page = visit(office.superadmin).post(address, data)
            assert page.context["adminform"].form.errors.keys() == {wrong}
        assert not Scope.objects.filter(letter_number="SK-9").exists()

    def test_only_penera_are_offered(self, office: Office, visit: Visit) -> None:
        data = self.LETTER | {"person": office.admin.pk}
        page = visit(office.superadmin).post(self.COMPETENCE, data)
        assert page.context["adminform"].form.errors.keys() == {"person"}

    def test_nobody_else_sets_them(self, office: Office, visit: Visit) -> None:
        for name in ("admin", "penera", "kadis", "owner_account"):
            for address in (self.SCOPE, self.COMPETENCE):
                visit(office.people[name]).post(address, self.LETTER | {"person": office.penera.pk})
        assert not Scope.objects.filter(letter_number="SK-9").exists()
        assert not Competence.objects.filter(letter_number="SK-9").exists()

    @pytest.mark.parametrize("model", [Scope, Competence])
    def test_database_refuses_dates_out_of_order_and_letters_for_no_kind(
        self, office: Office, model: type[Scope] | type[Competence]
    ) -> None:
        for changes, name in (({"until": date(1999, 1, 1)}, "dates_in_order"), ({"kinds": []}, "names_a_kind")):
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                model.objects.update(**changes)

    def test_preparing_an_installation_authorises_nobody(self, db: None) -> None:
        call_command("prepare", verbosity=0)
        assert not Scope.objects.exists()
        assert not Competence.objects.exists()
