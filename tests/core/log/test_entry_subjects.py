"""Whatever the log is about has a name there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from simetro.core.log.entry_subjects import all_entry_subjects
from simetro.core.models import Delivery, LogEntry
from simetro.core.outbox.deliveries import deliver
from simetro.core.settings.purging import purge_expired, set_periods
from tests.office import Office
from tests.test_queries import fill
from tests.world import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def test_all_that_was_written_about_is_named(office: Office) -> None:
    fill(office)
    make_world(office)
    set_periods(by=office.superadmin, days={"core.deliveries": 8})
    old = deliver("core.mail", to="a@b.test", subject="", body="")
    Delivery.objects.filter(pk=old.pk).update(state="done", done_at=timezone.now() - timedelta(days=9))
    purge_expired()
    about = set(LogEntry.objects.values_list("subject_type", flat=True))
    assert {"core.retentionperiod", "core.retentionrun"} < about <= set(all_entry_subjects())
