"""What actions on the register write and log."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from simetro.core.kit.errors import Conflict, Invalid, StaleVersion
from simetro.core.log.audit import history_of
from simetro.core.models import LogEntry
from tests.office import NOZZLE, SCALE, Office
from uttp import actions
from uttp.models import Instrument, Owner
from uttp.queries import search_instruments, search_owners, similar_owners

pytestmark = pytest.mark.django_db


def test_change_of_an_owner_is_logged_without_what_was_typed(office: Office) -> None:
    owner = office.owner()
    actions.change_owner(by=office.admin, owner=owner, nik="3302123456780001", village="Tambak")
    entry = history_of(owner).first()
    assert (entry.verb, entry.data) == ("uttp.change_owner", {"fields": ["village"]})
    owner.refresh_from_db()
    assert owner.nik_masked == "3302********0001"
    actions.change_owner(by=office.admin, owner=owner, nik="")
    owner.refresh_from_db()
    assert (owner.nik_encrypted, owner.nik_masked) == ("", "")


def test_change_of_an_instrument_is_logged_with_what_was_before(office: Office) -> None:
    scale = office.scale()
    actions.change_instrument(by=office.admin, instrument=scale, brand="Nagata")
    assert history_of(scale).first().data == {"before": {"brand": "Quattro"}}


def test_attributes_are_kept_in_their_canonical_form(office: Office) -> None:
    scale = office.scale(attributes={**SCALE, "max": "6000.0", "min": "040"})
    assert (scale.attributes["max"], scale.attributes["min"]) == ("6000", "40")


def test_row_that_something_depends_on_is_not_deleted(office: Office) -> None:
    item = office.item()
    for row in (item.instrument, item.order.owner):
        with pytest.raises(Conflict) as refusal, transaction.atomic():
            actions.delete(by=office.superadmin, row=row, reason="Ganda")
        assert refusal.value.code == "in_use"
    assert (Owner.objects.count(), Instrument.objects.count()) == (1, 1)
    assert not LogEntry.objects.filter(verb__contains="delete").exists()


def test_row_that_nothing_depends_on_is_deleted_and_the_log_remembers_it(office: Office) -> None:
    scale = office.scale(brand="Salah", serial_number="1")
    with pytest.raises(StaleVersion):
        actions.delete(by=office.superadmin, row=scale, reason="Ganda", version=7)
    actions.delete(by=office.superadmin, row=scale, reason="Ganda", version=1)
    assert not Instrument.objects.exists()
    entry = LogEntry.objects.get(verb="uttp.delete_instrument")
    assert entry.data == {"reason": "Ganda", "was": scale.uttp_id}


def test_log_does_not_keep_the_name_of_an_owner_that_was_deleted(office: Office) -> None:
    owner = office.owner("Sumber Rejeki")
    pk = owner.pk
    actions.delete(by=office.superadmin, row=owner, reason="Diminta pemilik")
    entry = LogEntry.objects.get(verb="uttp.delete_owner")
    assert (entry.subject_id, entry.data) == (pk, {"reason": "Diminta pemilik"})


def test_unknown_kind_is_named(office: Office) -> None:
    with pytest.raises(Invalid) as refusal:
        office.scale(kind="abacus")
    assert [error.field for error in refusal.value.errors] == ["kind"]


def test_constraint_stands_behind_the_check_of_name_plates(office: Office) -> None:
    scale = office.scale(serial_number="SN-1")
    twin = Instrument(owner=scale.owner, kind_code=scale.kind_code, brand="QUATTRO", serial_number="sn-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_validity_ends_after_the_verification_or_is_none(office: Office) -> None:
    scale = office.scale()
    today = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Instrument.objects.filter(pk=scale.pk).update(last_verified_on=today, valid_until=today - timedelta(days=1))


@pytest.mark.parametrize(
    ("name", "phone", "is_similar"),
    [
        ("SUMBER REJEKI", "1", True),
        ("Sumber Rezeki", "1", True),
        ("Toko Sumber Rejeki", "1", True),
        ("Maju Jaya", "081234567890", True),
        ("Maju Jaya", "0812 3456-7890", True),
        ("Maju Jaya", "+62 812 34567890", True),
        ("Maju Jaya", "0812345", False),
        ("Maju Jaya", "1", False),
    ],
)
def test_likeness_is_by_name_or_phone(office: Office, name: str, phone: str, is_similar: bool) -> None:
    known = office.owner("Sumber Rejeki")
    other = office.owner(name, phone=phone)
    assert list(similar_owners(other)) == ([known] if is_similar else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [("rejeki", 1), ("0812", 1), ("kebokura sumpiuh", 1), ("rejeki tambak", 0), ("", 1), ("%", 0), ("_", 0), ("\\", 0)],
)
def test_owners_are_found_by_every_word(office: Office, text: str, found: int) -> None:
    office.owner("Sumber Rejeki")
    assert search_owners(Owner.objects.all(), text).count() == found


@pytest.mark.parametrize(("text", "found"), [("quattro", 1), ("sn-1", 1), ("rejeki", 1), ("quattro lain", 0), ("%", 0)])
def test_instruments_are_found_by_every_word(office: Office, text: str, found: int) -> None:
    office.scale(serial_number="SN-1")
    assert search_instruments(Instrument.objects.all(), text).count() == found


def test_nozzles_of_a_station_are_registered_at_once_and_count_on(office: Office) -> None:
    made = actions.register_alike(
        by=office.admin,
        owner=office.owner(),
        kind="fuel_dispenser",
        brand="Tatsuno",
        serial_number="A-1",
        attributes=NOZZLE,
        others=["A-2", "A-3"],
    )
    assert [(one.serial_number, one.attributes["nozzle"]) for one in made] == [("A-1", "1"), ("A-2", "2"), ("A-3", "3")]
    assert {one.attributes["fuel"] for one in made} == {"Pertalite"}


def test_of_a_lot_with_a_known_serial_number_none_is_registered(office: Office) -> None:
    office.scale(serial_number="7")
    facts = {"owner": office.owner(), "kind": "nawi.electronic", "brand": "Quattro", "attributes": SCALE}
    with pytest.raises(Invalid) as refused:
        actions.register_alike(by=office.admin, serial_number="6", others=["8", "7"], **facts)
    assert [(one.field, one.message[:3]) for one in refused.value.errors] == [("others", "7: ")]
    assert Instrument.objects.count() == 1
