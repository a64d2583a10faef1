"""The log is only added to: by the code, by the database role, by a trigger."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from simetro.core.log.audit import history_of, record
from simetro.core.models import LogEntry
from tests.databases import owner_settings, use_database
from tests.office import Office

pytestmark = pytest.mark.django_db
CHANGES = ["UPDATE core_logentry SET verb = 'x'", "DELETE FROM core_logentry", "TRUNCATE core_logentry"]
WAYS_ROUND = [
    ("ALTER TABLE core_logentry DISABLE TRIGGER USER", "must be owner"),
    ("ALTER TABLE core_logentry DISABLE TRIGGER core_logentry_only_added", "must be owner"),
    ("ALTER TABLE core_logentry DROP COLUMN actor_id", "must be owner"),
    ("DROP TRIGGER core_logentry_only_added ON core_logentry", "must be owner"),
    ("DROP TRIGGER core_logentry_never_emptied ON core_logentry", "must be owner"),
    ("DROP FUNCTION core_refuse_change_of_log() CASCADE", "must be owner"),
    ("DROP TABLE core_logentry", "must be owner"),
    (
        "CREATE TRIGGER forget BEFORE INSERT ON core_logentry FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "permission denied",
    ),
    ("CREATE RULE forget AS ON INSERT TO core_logentry DO INSTEAD NOTHING", "must be owner"),
    ("TRUNCATE core_user CASCADE", "permission denied"),
    ("SET session_replication_role = replica", "permission denied"),
]


def test_entry_says_who_did_what_to_which_row(office: Office) -> None:
    owner = office.owner()
    entry = record(office.admin, "tests.looked_at", owner, reason="karena")
    assert (entry.actor, entry.verb, entry.data) == (office.admin, "tests.looked_at", {"reason": "karena"})
    assert (entry.subject_type, entry.subject_id) == ("uttp.owner", owner.pk)
    assert [one.verb for one in history_of(owner)] == ["tests.looked_at", "uttp.register_owner"]


def test_history_is_of_that_row_only(office: Office) -> None:
    first, second = office.owner(), office.scale(office.owner())
    assert first.pk
    assert {entry.subject_id for entry in history_of(second)} == {second.pk}
    assert {entry.subject_type for entry in history_of(second)} == {"uttp.instrument"}


def test_entry_is_undone_with_its_write(office: Office) -> None:
    owner = office.owner()
    with transaction.atomic():
        record(office.admin, "tests.looked_at", owner)
        transaction.set_rollback(True)
    assert history_of(owner).count() == 1


@pytest.mark.parametrize("statement", CHANGES)
def test_application_may_not_change_the_log(office: Office, statement: str) -> None:
    office.owner()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)
    assert LogEntry.objects.exists()


@pytest.mark.parametrize(("statement", "refusal"), WAYS_ROUND)
def test_application_finds_no_way_round(office: Office, statement: str, refusal: str) -> None:
    office.owner()
    with pytest.raises(ProgrammingError, match=refusal), transaction.atomic():
        connection.cursor().execute(statement)
    assert LogEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", CHANGES)
def test_not_even_the_owner_of_the_tables_changes_an_entry(office: Office, statement: str) -> None:
    office.owner()
    name, role = connection.settings_dict["NAME"], connection.settings_dict["USER"]
    use_database(name, owner_settings()["USER"])
    try:
        with pytest.raises(ProgrammingError, match="only added to"):
            connection.cursor().execute(statement)
    finally:
        use_database(name, role)
    assert LogEntry.objects.exists()
