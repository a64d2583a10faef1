"""What a test of an instrument writes, beyond the answers over HTTP."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from services.authority.rules import may_repair, may_test
from services.models import OrderItem, Verification
from services.orders.actions.orders import schedule_order
from services.testing.actions.verifications import Readings, finalize_verification, replace_readings, start_verification
from services.testing.queries.verifications import newest_attempt
from simetro.core.kit.errors import Conflict, Forbidden, Invalid
from simetro.core.log.audit import history_of
from tests.office import SCALE, Office, bad_scale, good_scale
from uttp import actions as register
from uttp.kinds import Rules

pytestmark = pytest.mark.django_db


def test_readings_of_a_name_plate_that_changed_since_are_looked_at_again(office: Office) -> None:
    item = office.item()
    draft = office.reading(item)
    assert draft.evaluation["verdict"] == "sah"
    larger = {**SCALE, "max": "10000"}
    register.change_instrument(by=office.admin, instrument=item.instrument, attributes=larger)
    with pytest.raises(Conflict) as refusal:
        finalize_verification(by=office.penera, verification=draft)
    assert refusal.value.code in ("plate_changed", "open")
    draft.refresh_from_db()
    assert (draft.status, draft.verdict) == ("draft", "")


def test_readings_that_the_name_plate_forbids_by_now_are_named(office: Office) -> None:
    item = office.item()
    draft = office.reading(item)
    smaller = {**SCALE, "max": "3000"}
    register.change_instrument(by=office.admin, instrument=item.instrument, attributes=smaller)
    with pytest.raises(Invalid) as refusal:
        finalize_verification(by=office.penera, verification=draft)
    assert "observations.accuracy.3.load" in {error.field for error in refusal.value.errors}
    draft.refresh_from_db()
    assert (draft.status, draft.attributes) == ("draft", SCALE)


def test_everyone_who_typed_is_a_tester_and_who_finalizes_signs_for_it(office: Office) -> None:
    draft = office.reading(office.item())
    readings = Readings(draft.tested_on, good_scale(), standards=[office.usual_standard()])
    replace_readings(by=office.penera2, verification=draft, readings=readings)
    final = finalize_verification(by=office.penera, verification=draft)
    assert final.penera == office.penera
    assert set(final.testers.all()) == {office.penera, office.penera2}
    assert [(entry.verb, entry.actor) for entry in reversed(history_of(final))] == [
        ("services.start_verification", office.penera),
        ("services.replace_readings", office.penera2),
        ("services.finalize_verification", office.penera),
    ]


def test_validity_begins_with_the_test_and_not_with_its_upload(office: Office) -> None:
    long_ago = timezone.localdate() - timedelta(days=60)
    final = office.tested(on=long_ago)
    instrument = final.item.instrument
    instrument.refresh_from_db()
    assert instrument.last_verified_on == long_ago
    assert final.valid_until == instrument.valid_until == instrument.kind.valid_until(long_ago, SCALE, Rules(long_ago))


def test_older_test_that_arrives_later_does_not_change_the_instrument(office: Office) -> None:
    scale = office.scale()
    today = timezone.localdate()
    newer = office.tested(office.item(scale), on=today)
    office.tested(office.item(scale), bad_scale(), on=today - timedelta(days=2))
    scale.refresh_from_db()
    assert (scale.last_verified_on, scale.last_verdict) == (today, "sah")
    assert newest_attempt(scale.pk) == newer


def test_correction_takes_the_place_of_what_it_supersedes(office: Office) -> None:
    item = office.item()
    first = office.tested(item)
    second = office.tested(item, bad_scale(), supersedes=first, reason="Salah catat")
    item.instrument.refresh_from_db()
    assert (item.instrument.last_verdict, item.instrument.valid_until) == ("batal", None)
    assert newest_attempt(item.instrument_id) == second
    first.refresh_from_db()
    assert (first.status, first.verdict) == ("final", "sah")


def test_correction_begun_before_the_document_was_sent_is_not_finalized_after_it(office: Office) -> None:
    item = office.item()
    first = office.tested(item)
    correction = office.reading(item, supersedes=first, reason="Salah catat")
    OrderItem.objects.filter(pk=item.pk).update(document="in_signoff")
    with pytest.raises(Conflict) as refusal:
        finalize_verification(by=office.penera, verification=correction)
    assert refusal.value.code == "has_document"


@pytest.mark.parametrize("person", ["admin", "superadmin", "kadis", "owner_account"])
def test_only_a_penera_tests(office: Office, person: str) -> None:
    item = office.item()
    by = office.people[person]
    assert not may_test(by, item)
    with pytest.raises(Forbidden):
        start_verification(
            by=by,
            item=item,
            client_id=uuid4(),
            readings=Readings(tested_on=timezone.localdate(), observations=good_scale()),
        )
    assert not Verification.objects.exists()


def test_desk_and_assigned_penera_send_to_repair(office: Office) -> None:
    item = office.item()
    schedule_order(by=office.admin, order=item.order, on=timezone.localdate(), penera=[office.penera])
    item = OrderItem.objects.get(pk=item.pk)
    may = {name: may_repair(person, item) for name, person in office.people.items()}
    assert {name for name, allowed in may.items() if allowed} == {"admin", "superadmin", "penera"}


def test_test_on_the_last_day_of_february_is_valid_for_a_year(office: Office) -> None:
    final = office.tested(on=date(2024, 2, 29))
    assert final.valid_until == date(2025, 2, 28)
