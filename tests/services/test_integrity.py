"""What must hold between a reading, its correction, its repair and its document, whatever order people act in."""

from datetime import date
from uuid import uuid4

import pytest

from certificates import actions as certificates
from services.enums import DocumentState, ItemStatus, OrderStatus
from services.models import OrderItem, Verification
from services.repairs.actions.repairs import send_to_repair
from services.testing.actions.verifications import Readings, finalize_verification, start_verification
from simetro.core.kit.errors import Conflict, Invalid
from tests.office import SCALE, Office, bad_scale, good_scale
from uttp.actions import change_instrument, retire_instrument, transfer_instrument

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def correct(office: Office, verification: Verification, observations: dict) -> Verification:
    attempt = office.reading(verification.item, observations, supersedes=verification, reason="Salah ketik.")
    return finalize_verification(by=office.penera, verification=attempt)


def test_discarding_a_stale_draft_leaves_the_newer_document(office: Office) -> None:
    first = office.tested()
    stale = office.draft(first)
    second = correct(office, first, good_scale())
    issued = office.issued(second)
    stale.refresh_from_db()
    certificates.discard_certificate(by=office.admin, certificate=stale, reason="Sudah dikoreksi.")
    item = OrderItem.objects.get(pk=first.item_id)
    assert (issued.status, item.document, item.order.status) == ("issued", DocumentState.ISSUED, OrderStatus.COMPLETED)
    with pytest.raises(Conflict) as refused:
        office.reading(item, bad_scale(), supersedes=second, reason="Lagi.")
    assert refused.value.code == "has_document"


def test_corrected_reading_awaits_a_document_although_an_old_draft_lives(office: Office) -> None:
    first = office.tested()
    office.draft(first)
    second = correct(office, first, good_scale())
    item = OrderItem.objects.get(pk=first.item_id)
    assert item.document == DocumentState.NONE
    assert office.draft(second).verifications.get() == second


def test_only_the_newest_attempt_can_be_corrected(office: Office) -> None:
    failed = office.tested(observations=bad_scale())
    send_to_repair(by=office.admin, item=failed.item, reason="Tuas longgar.")
    repaired = office.tested(failed.item)
    with pytest.raises(Conflict) as refused:
        office.reading(failed.item, bad_scale(), supersedes=failed, reason="Terlambat.")
    assert refused.value.code == "not_latest"
    assert OrderItem.objects.get(pk=failed.item_id).status == ItemStatus.PASSED
    assert repaired.verdict == "sah"


def test_item_is_not_sent_to_repair_while_it_is_being_corrected(office: Office) -> None:
    failed = office.tested(observations=bad_scale())
    office.reading(failed.item, good_scale(), supersedes=failed, reason="Salah ketik.")
    with pytest.raises(Conflict) as refused:
        send_to_repair(by=office.admin, item=failed.item, reason="Tuas longgar.")
    assert refused.value.code == "draft_exists"


def test_item_in_repair_is_tested_again_not_corrected(office: Office) -> None:
    failed = office.tested(observations=bad_scale())
    send_to_repair(by=office.admin, item=failed.item, reason="Tuas longgar.")
    with pytest.raises(Conflict) as refused:
        office.reading(failed.item, good_scale(), supersedes=failed, reason="Salah ketik.")
    assert refused.value.code == "wrong_state"


def test_verdict_that_the_penera_has_not_seen_is_not_frozen(office: Office) -> None:
    draft = office.reading(office.item())
    plate = SCALE | {"e": "1", "d": "1"}
    change_instrument(by=office.admin, instrument=draft.item.instrument, attributes=plate)
    with pytest.raises(Conflict) as refused:
        finalize_verification(by=office.penera, verification=Verification.objects.get(pk=draft.pk))
    assert refused.value.code == "plate_changed"
    draft.refresh_from_db()
    assert (draft.status, draft.verdict) == ("draft", "")


def test_instrument_that_left_its_owner_is_not_tested_on_the_old_order(office: Office) -> None:
    item = office.item()
    transfer_instrument(by=office.admin, instrument=item.instrument, owner=office.owner("Pembeli"), reason="Dijual.")
    with pytest.raises(Conflict) as refused:
        office.reading(OrderItem.objects.get(pk=item.pk))
    assert refused.value.code == "instrument_changed"


def test_retired_instrument_is_not_tested(office: Office) -> None:
    item = office.item()
    retire_instrument(by=office.admin, instrument=item.instrument, reason="Rusak.")
    with pytest.raises(Conflict):
        office.reading(OrderItem.objects.get(pk=item.pk))
    assert not Verification.objects.exists()


def test_year_that_is_a_slip_is_refused(office: Office) -> None:
    readings = Readings(tested_on=date(26, 11, 23), observations={})
    with pytest.raises(Invalid) as refused:
        start_verification(by=office.penera, item=office.item(), client_id=uuid4(), readings=readings)
    assert refused.value.errors[0].field == "tested_on"
