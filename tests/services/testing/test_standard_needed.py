"""A result that was measured names its standard; the form ticks what the penera last used for the kind."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from certificates.queries import awaiting_document
from services.enums import Place
from services.models import OrderItem, Standard, Verification
from services.orders.actions.orders import schedule_order
from services.testing.actions.verifications import finalize_verification
from simetro.core.kit.errors import Conflict
from simetro.core.models import User
from tests.api.answers import done, fields, problem
from tests.office import NOZZLE, Api, Office, bad_scale, good_scale, visual_of
from tests.services.testing.test_pages import typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]
WEIGHTS = {"accuracy_class": "M1", "items": [{"nominal": "1", "unit": "kg", "count": "1"}]}


def damaged(kind: str = "nawi.electronic") -> dict[str, Any]:
    seen = visual_of(kind, "tera_ulang")
    return {**seen, next(iter(seen)): False}


def nozzle(office: Office) -> OrderItem:
    item = office.item(office.scale(kind="fuel_dispenser", attributes=NOZZLE), place=Place.ON_SITE)
    schedule_order(by=office.admin, order=item.order, on=timezone.localdate(), penera=[])
    return item


class TestMissing:
    @pytest.mark.parametrize(
        "observations",
        [good_scale(), bad_scale(), {**good_scale(), "visual": damaged()}],
        ids=["sah", "batal", "batal to the eye, and measured"],
    )
    def test_measured_result_is_not_final_without_a_standard(
        self, office: Office, observations: dict[str, Any]
    ) -> None:
        draft = office.reading(office.item(), observations, standards=[])
        refusal = problem(Api(office.penera).post(f"/verifications/{draft.pk}/finalize"), 409, "standard_missing")
        assert "Standar yang dipakai belum disebut." in refusal["detail"]
        assert Verification.objects.get().status == "draft"
        draft.standards.add(office.standard())
        done(Api(office.penera).post(f"/verifications/{draft.pk}/finalize"))

    def test_what_is_incomplete_is_told_first(self, office: Office) -> None:
        observations = good_scale()
        del observations["zero_setting"]
        draft = office.reading(office.item(), observations, standards=[])
        problem(Api(office.penera).post(f"/verifications/{draft.pk}/finalize"), 409, "open")

    def test_what_only_the_eye_refuses_needs_none(self, office: Office) -> None:
        final = office.tested(observations={"visual": damaged()}, standards=[])
        assert (final.verdict, final.standards.count()) == ("batal", 0)

    def test_what_only_the_prechecks_refuse_needs_none(self, office: Office) -> None:
        checks = {"prechecks": damaged("fuel_dispenser"), "totalizer_before": "12345"}
        final = office.tested(nozzle(office), checks, standards=[])
        assert (final.verdict, final.standards.count()) == ("batal", 0)

    def test_run_beside_the_prechecks_needs_one(self, office: Office) -> None:
        runs = [{"flow": "max", "indication": "20", "true_volume": "20"}]
        draft = office.reading(nozzle(office), {"prechecks": damaged("fuel_dispenser"), "runs": runs}, standards=[])
        with pytest.raises(Conflict) as refusal:
            finalize_verification(by=office.penera, verification=draft)
        assert refusal.value.code == "standard_missing"

    def test_result_from_before_the_rule_stays_valid(self, office: Office) -> None:
        final = office.tested()
        final.standards.clear()
        assert list(awaiting_document()) == [final]
        assert office.issued(final).status == "issued"

    def test_summary_says_so_beforehand_and_has_no_button(self, office: Office, visit: Visit) -> None:
        draft = office.reading(office.item(), standards=[])
        penera = visit(office.penera)
        page = penera.get(url(draft.item, "ringkasan")).content.decode()
        assert "Standar yang dipakai belum disebut." in page
        assert "Simpan hasil: Sah" not in page
        assert penera.post(url(draft.item, "ringkasan"), {"version": draft.version}).status_code == 422

    def test_results_saved_at_once_leave_it_out(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        first, second = office.order(office.scale(owner), office.scale(owner)).items.all()
        ready, lacking = office.reading(first), office.reading(second, standards=[])
        page = visit(office.penera).get(url(first, "bersama"))
        assert [row.why_not for row in page.context["rows"]] == [
            "",
            "Standar yang dipakai belum disebut. Kembali ke cerapan, lalu centang paling sedikit satu yang layak.",
        ]
        chosen = {"chosen": [f"{draft.pk}:{draft.version}" for draft in (ready, lacking)]}
        saved = visit(office.penera).post(url(first, "bersama"), chosen, follow=True).content.decode()
        assert "1 hasil tersimpan." in saved
        assert list(Verification.objects.order_by("pk").values_list("status", flat=True)) == ["final", "draft"]

    def test_standard_on_the_form_is_not_called_optional(self, office: Office, visit: Visit) -> None:
        office.standard()
        form = visit(office.penera).get(url(office.item(), "cerapan")).context["reading_form"].conditions
        assert "Standar yang dipakai" in form["standards"].as_field_group()
        assert "(opsional)" not in form["standards"].as_field_group()
        assert "(opsional)" in form["temperature"].as_field_group()


class TestList:
    def standards_for(self, person: User, **asked: Any) -> dict[str, dict[str, Any]]:
        answer = Api(person).get("/standards", asked)
        assert answer.status_code == 200, answer.content
        return {standard["name"]: standard for standard in answer.json()}

    @pytest.fixture
    def offered(self, office: Office) -> dict[str, Standard]:
        today = timezone.localdate()
        return {
            "Anak timbangan": office.standard(accuracy_class="F2", valid_until=today),
            "Bejana": office.standard("Bejana", kinds=["fuel_dispenser"], accuracy_class=""),
            "Lama": office.standard("Lama", valid_until=today - timedelta(days=1)),
        }

    def test_each_is_told_with_whether_it_is_fit_for_the_kind(
        self, office: Office, offered: dict[str, Standard]
    ) -> None:
        standards = self.standards_for(office.penera, kind="nawi.electronic")
        assert standards["Anak timbangan"] == {
            "id": offered["Anak timbangan"].pk,
            "name": "Anak timbangan",
            "class": "F2",
            "due_on": timezone.localdate().isoformat(),
            "fit": True,
        }
        assert {name: row["fit"] for name, row in standards.items()} == {
            "Anak timbangan": True,
            "Bejana": False,
            "Lama": False,
        }

    def test_day_decides(self, office: Office, offered: dict[str, Standard]) -> None:
        def fit(days: int) -> list[str]:
            on = (timezone.localdate() + timedelta(days=days)).isoformat()
            standards = self.standards_for(office.penera, kind="weights", on=on)
            return sorted(name for name, row in standards.items() if row["fit"])

        assert [fit(days) for days in (-1, 0, 1)] == [["Anak timbangan", "Lama"], ["Anak timbangan"], []]

    def test_item_decides_by_its_own_class(self, office: Office, offered: dict[str, Standard]) -> None:
        office.standard("Kasar", accuracy_class="M1")
        item = office.item(office.scale(kind="weights", attributes=WEIGHTS))
        by_kind = self.standards_for(office.penera, kind="weights")
        by_item = self.standards_for(office.penera, order_item_id=item.pk)
        assert (by_kind["Kasar"]["fit"], by_item["Kasar"]["fit"]) == (True, False)
        assert by_item["Anak timbangan"]["fit"]
        assert self.standards_for(office.penera, kind="weights", order_item_id=item.pk) == by_item

    def test_fit_is_what_finalizing_takes(self, office: Office, offered: dict[str, Standard]) -> None:
        for row in self.standards_for(office.penera, kind="nawi.electronic").values():
            draft = office.reading(office.item(), standards=[Standard.objects.get(pk=row["id"])])
            answer = Api(office.penera).post(f"/verifications/{draft.pk}/finalize")
            assert answer.status_code == (200 if row["fit"] else 409)
            assert row["fit"] or answer.json()["code"] == "standard_unfit"

    def test_without_a_kind_only_the_day_counts(self, office: Office, offered: dict[str, Standard]) -> None:
        standards = self.standards_for(office.kadis)
        assert [name for name, row in standards.items() if row["fit"]] == ["Anak timbangan", "Bejana"]

    @pytest.mark.parametrize("who", ["penera", "subkoor", "admin", "superadmin"])
    def test_staff_reads_it(self, office: Office, offered: dict[str, Standard], who: str) -> None:
        assert len(self.standards_for(office.people[who])) == 3

    def test_owner_does_not(self, office: Office) -> None:
        problem(Api(office.owner_account).get("/standards"), 403)

    @pytest.mark.parametrize(
        ("asked", "wrong"),
        [
            ({"kind": "sundial"}, {"kind"}),
            ({"on": "besok"}, {"on"}),
            ({"on": "2026-02-30"}, {"on"}),
            ({"order_item_id": "x"}, {"order_item_id"}),
            ({"order_item_id": "0"}, {"order_item_id"}),
        ],
    )
    def test_what_cannot_be_meant_is_named(self, office: Office, asked: dict[str, str], wrong: set[str]) -> None:
        assert fields(Api(office.penera).get("/standards", asked)) == wrong

    def test_item_of_another_kind_is_refused_and_an_unknown_one_not_found(self, office: Office) -> None:
        item = office.item()
        api = Api(office.penera)
        assert fields(api.get("/standards", {"order_item_id": item.pk, "kind": "weights"})) == {"kind"}
        problem(api.get("/standards", {"order_item_id": 10**12}), 404)


class TestTicked:
    """What the form ticks by itself: only the standards that this penera last used for the kind, and only if fit."""

    def ticked(self, penera: Client, item: OrderItem) -> list[Standard]:
        form = penera.get(url(item, "cerapan")).context["reading_form"].conditions
        return list(form.initial["standards"])

    @pytest.fixture
    def penera(self, office: Office, visit: Visit) -> Client:
        return visit(office.penera)

    def test_nothing_the_first_time(self, office: Office, penera: Client) -> None:
        office.standard()
        assert self.ticked(penera, office.item()) == []

    @pytest.mark.parametrize("days", [0, 1, 40], ids=["today", "yesterday", "weeks ago"])
    def test_what_he_last_used(self, office: Office, penera: Client, days: int) -> None:
        first, second, third = office.standard("A"), office.standard("B"), office.standard("C")
        on = timezone.localdate() - timedelta(days=days)
        office.tested(on=on, standards=[first])
        office.tested(on=on, standards=[second, third])
        item = office.item()
        assert self.ticked(penera, item) == [second, third]
        page = penera.get(url(item, "cerapan")).content.decode()
        assert page.count("checked") == 2
        assert 'name="accuracy-0-indication" value=""' in page
        assert not item.verifications.exists()

    def test_test_without_any_is_passed_over(self, office: Office, penera: Client) -> None:
        standard = office.standard()
        office.tested(standards=[standard])
        office.tested(observations={"visual": damaged()}, standards=[])
        assert self.ticked(penera, office.item()) == [standard]

    def test_not_what_is_unfit_now(self, office: Office, penera: Client) -> None:
        due, good = office.standard("A"), office.standard("B")
        office.tested(standards=[due, good])
        Standard.objects.filter(pk=due.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
        assert self.ticked(penera, office.item()) == [good]
        Standard.objects.filter(pk=good.pk).update(kinds=["fuel_dispenser"])
        assert self.ticked(penera, office.item()) == []

    def test_not_what_is_too_coarse_for_this_instrument(self, office: Office, penera: Client) -> None:
        fine = {**WEIGHTS, "accuracy_class": "M3"}
        coarse = office.standard(accuracy_class="M1")
        weighed = {"visual": visual_of("weights", "tera_ulang"), "weights": [{**WEIGHTS["items"][0], "error_mg": "10"}]}
        del weighed["weights"][0]["count"]
        office.tested(office.item(office.scale(kind="weights", attributes=fine)), weighed, standards=[coarse])
        assert self.ticked(penera, office.item(office.scale(kind="weights", attributes=fine))) == [coarse]
        assert self.ticked(penera, office.item(office.scale(kind="weights", attributes=WEIGHTS))) == []

    def test_not_for_another_kind_or_what_another_used(self, office: Office, penera: Client, visit: Visit) -> None:
        office.tested(standards=[office.standard()])
        assert self.ticked(visit(office.penera2), office.item()) == []
        assert self.ticked(penera, nozzle(office)) == []

    def test_draft_shows_what_it_names(self, office: Office, penera: Client) -> None:
        office.tested(standards=[office.standard("A")])
        own = office.standard("B")
        assert self.ticked(penera, office.reading(office.item(), standards=[own]).item) == [own]
        assert self.ticked(penera, office.reading(office.item(), standards=[]).item) == []

    def test_sheet_begun_anew_for_a_correction_is_ticked_like_any(self, office: Office, penera: Client) -> None:
        final = office.tested(standards=[standard := office.standard()])
        penera.post(url(final.item, "koreksi"), {"once": str(final.client_id), "reason": "Salah", "begin": "anew"})
        assert self.ticked(penera, final.item) == [standard]
        assert not Verification.objects.get(supersedes=final).standards.exists()

    def test_form_that_was_sent_keeps_what_was_unticked(self, office: Office, penera: Client) -> None:
        office.tested(standards=[office.standard()])
        item = office.item()
        penera.post(url(item, "simpan"), typed(item, good_scale()))
        assert not item.verifications.get().standards.exists()
        assert self.ticked(penera, item) == []
