"""Measurement standards: which may be used for what, and what is refused and why."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from services.models import OrderItem, Standard, Verification
from services.testing.actions.verifications import finalize_verification
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.log.audit import history_of
from simetro.core.models import User
from tests.office import Office, good_scale
from tests.services.testing.test_pages import typed, url
from uttp.kinds import Kind, Rules, get_kind

Visit = Callable[[User], Client]
TOO_COARSE = "Kelas M3 terlalu kasar untuk timbangan kelas III."


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weighing instruments that want better weights than M3."""

    def why_standard_unfit(self: Kind, accuracy_class: str, attributes: dict[str, Any], rules: Rules) -> str:
        assert attributes["accuracy_class"] == "III"
        return TOO_COARSE if accuracy_class == "M3" else ""

    monkeypatch.setattr(type(get_kind("nawi.electronic")), "why_standard_unfit", why_standard_unfit, raising=False)


def unfit_standards(office: Office) -> dict[str, tuple[Standard, str]]:
    yesterday = timezone.localdate() - timedelta(days=1)
    return {
        "overdue": (office.standard(valid_until=yesterday), "Sertifikatnya hanya berlaku sampai"),
        "other kind": (office.standard(kinds=["fuel_dispenser"]), "Tidak untuk menguji jenis Timbangan elektronik."),
        "too coarse": (office.standard(accuracy_class="M3"), TOO_COARSE),
    }


def drafted(office: Office, *standards: Standard, **facts: Any) -> Verification:
    draft = office.reading(office.item(), **facts)
    draft.standards.set(standards)
    return draft


@pytest.mark.parametrize("which", ["overdue", "other kind", "too coarse"])
def test_unfit_standard_blocks_finalizing_and_is_named_with_its_reason(
    office: Office, strict: None, which: str
) -> None:
    standard, reason = unfit_standards(office)[which]
    draft = drafted(office, office.standard("Yang baik"), standard)
    with pytest.raises(Conflict) as refusal:
        finalize_verification(by=office.penera, verification=draft)
    assert refusal.value.code == "standard_unfit"
    assert f"{standard}: {reason}" in refusal.value.detail
    assert refusal.value.detail.endswith("Pakai standar lain.")
    assert "Yang baik" not in refusal.value.detail
    draft.refresh_from_db()
    assert draft.status == "draft"
    draft.standards.remove(standard)
    assert finalize_verification(by=office.penera, verification=draft).verdict == "sah"


def test_standard_that_was_valid_on_the_day_of_the_test_may_be_named_later(office: Office) -> None:
    last_week = timezone.localdate() - timedelta(days=7)
    draft = drafted(office, office.standard(valid_until=last_week), on=last_week)
    assert finalize_verification(by=office.penera, verification=draft).verdict == "sah"


def test_form_offers_the_standards_of_the_kind_and_says_why_one_cannot_be_used(
    office: Office, visit: Visit, strict: None
) -> None:
    unfit = unfit_standards(office)
    office.standard("Yang baik")
    item = office.item()
    form = visit(office.penera).get(url(item, "cerapan")).context["reading_form"].conditions
    offered = {int(str(value)): label for value, label in form.fields["standards"].choices}
    labels = sorted(label for pk, label in offered.items() if pk not in {one.pk for one, _why in unfit.values()})
    assert labels == ["Yang baik F2 · K-1"]
    assert unfit["other kind"][0].pk not in offered
    for which in ("overdue", "too coarse"):
        standard, reason = unfit[which]
        assert offered[standard.pk].startswith(f"{standard} · K-1 · {reason}")


def test_form_shows_a_standard_of_another_kind_that_the_draft_names(office: Office, visit: Visit) -> None:
    draft = drafted(office, office.standard("Bejana", kinds=["fuel_dispenser"]))
    page = visit(office.penera).get(url(draft.item, "cerapan")).content.decode()
    assert "Bejana F2 · K-1 · Tidak untuk menguji jenis Timbangan elektronik." in page


def test_form_refuses_an_unfit_standard_and_the_draft_keeps_it(office: Office, visit: Visit) -> None:
    old = office.standard(valid_until=date(2020, 1, 31))
    item, penera = office.item(), visit(office.penera)
    data = typed(item, good_scale()) | {"standards": str(old.pk)}
    penera.post(url(item, "simpan"), data)
    assert list(Verification.objects.get().standards.all()) == [old]
    answer = penera.post(url(item, "cerapan"), data | {"go": "summary"})
    assert answer.status_code == 422
    assert "Sertifikatnya hanya berlaku sampai 31 Januari 2020. Pakai standar lain." in answer.content.decode()


def test_summary_says_before_saving_what_stands_against_it(office: Office, visit: Visit) -> None:
    draft = drafted(office, office.standard(valid_until=date(2020, 1, 31)))
    penera = visit(office.penera)
    page = penera.get(url(draft.item, "ringkasan")).content.decode()
    assert "Sertifikatnya hanya berlaku sampai 31 Januari 2020." in page
    assert "Simpan hasil: Sah" not in page
    answer = penera.post(url(draft.item, "ringkasan"), {"version": draft.version})
    assert answer.status_code == 422
    assert OrderItem.objects.get(pk=draft.item_id).status == "testing"


@pytest.mark.parametrize("kinds", [[], ["nawi.electronic", "sundial"]])
def test_standard_names_kinds_that_there_are(office: Office, kinds: list[str]) -> None:
    with pytest.raises(Invalid) as refusal:
        office.standard(kinds=kinds)
    assert [error.field for error in refusal.value.errors] == ["kinds"]
    assert not Standard.objects.exists()


def test_database_refuses_a_standard_for_no_kind(office: Office) -> None:
    standard = office.standard()
    with pytest.raises(IntegrityError, match="standard_names_a_kind"), transaction.atomic():
        Standard.objects.filter(pk=standard.pk).update(kinds=[])


def test_super_admin_ticks_the_kinds_of_a_standard(office: Office, visit: Visit) -> None:
    standard = office.standard()
    site = visit(office.superadmin)
    address = f"/admin/services/standard/{standard.pk}/change/"
    assert "Timbangan elektronik" in site.get(address).content.decode()
    facts = {"name": "Bejana", "certificate_number": "K-2", "traceability": "BSML", "valid_until": "2027-01-01"}
    assert site.post(address, facts).context["adminform"].form.errors.keys() == {"kinds"}
    assert site.post(address, facts | {"kinds": ["fuel_dispenser"]}).status_code == 302
    standard.refresh_from_db()
    assert standard.kinds == ["fuel_dispenser"]
    entry = history_of(standard).first()
    assert (entry.verb, entry.actor, entry.data["kinds"]) == (
        "services.save_standard",
        office.superadmin,
        ["fuel_dispenser"],
    )
