"""What need not stay goes when its time is over, as a super admin has set it, and the page tells what went."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from simetro.core.hooks import Hooks, all_hooks
from simetro.core.kit.errors import Invalid
from simetro.core.models import Delivery, LogEntry, RetentionPeriod, RetentionRun
from simetro.core.settings import purging, retention
from tests.office import Office

pytestmark = pytest.mark.django_db
PAGE = "/staf/pengaturan/retensi"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that fails, before all others."""

    def fail(before: datetime) -> int:
        Delivery.objects.all().delete()
        raise RuntimeError("disk")

    rule = retention.RetentionRule("tests.broken", "Rusak", "", 30, 1, fail)
    monkeypatch.setattr(retention, "all_hooks", lambda: (Hooks(retention=(rule,)), *all_hooks()))


def old_delivery(days: int) -> Delivery:
    at = timezone.now() - timedelta(days=days)
    return Delivery.objects.create(topic="core.mail", state="done", due_at=at, done_at=at)


def test_a_run_is_in_the_log_with_what_and_how_much_and_the_period(office: Office) -> None:
    old_delivery(91)
    old_delivery(92)
    stays = old_delivery(89)
    purging.purge_expired()
    assert list(Delivery.objects.filter(done_at__isnull=False)) == [stays]
    run = RetentionRun.objects.get(code="core.deliveries")
    assert (run.removed, run.days, run.has_failed) == (2, 90, False)
    entry = LogEntry.objects.get(verb="core.purge")
    assert entry.data == {"code": "core.deliveries", "count": 2, "days": 90}
    assert (entry.actor, entry.subject_id) == (None, run.pk)


def test_mail_that_could_not_be_sent_goes_too_and_nothing_else_that_failed(office: Office) -> None:
    long_ago, lately = timezone.now() - timedelta(days=91), timezone.now() - timedelta(days=89)

    def failed(topic: str, state: str, due_at: datetime) -> int:
        return Delivery.objects.create(topic=topic, state=state, due_at=due_at, payload={"to": "a@contoh.test"}).pk

    goes = failed("core.mail", "dead", long_ago)
    stay = [
        failed("core.mail", "dead", lately),
        failed("core.mail", "pending", long_ago),
        failed("certificates.freeze", "dead", long_ago),
        failed("core.mail_bounced", "dead", long_ago),
    ]
    purging.purge_deliveries(timezone.now() - timedelta(days=90))
    assert sorted(Delivery.objects.filter(pk__in=[goes, *stay]).values_list("pk", flat=True)) == stay


def test_a_run_that_removes_nothing_is_seen_on_the_page_and_not_in_the_log(office: Office, visit: Any) -> None:
    purging.purge_expired()
    assert not LogEntry.objects.filter(verb="core.purge").exists()
    assert RetentionRun.objects.count() == len(retention.kept_rules())
    page = visit(office.superadmin).get(PAGE).content.decode()
    assert page.count(", dihapus 0") == len(retention.kept_rules())


def test_one_rule_that_fails_leaves_the_others_done(office: Office, broken: None, visit: Any) -> None:
    stays, goes = old_delivery(1), old_delivery(91)
    purging.purge_expired()
    assert list(Delivery.objects.filter(pk__in=[stays.pk, goes.pk])) == [stays]  # nor is half of the failed rule done
    assert RetentionRun.objects.get(code="tests.broken").has_failed
    assert "dicoba lagi besok" in visit(office.superadmin).get(PAGE).content.decode()


def test_the_super_admin_changes_a_period_and_the_next_run_keeps_to_it(office: Office, visit: Any) -> None:
    client = visit(office.superadmin)
    sent = {f"initial-{kept.rule.code}": kept.days for kept in retention.kept_rules()}
    sent |= {kept.rule.code: kept.days for kept in retention.kept_rules()}
    answer = client.post(PAGE, sent | {"core.deliveries": "10"}, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert list(RetentionPeriod.objects.values_list("code", "days")) == [("core.deliveries", 10)]
    entry = LogEntry.objects.get(verb="core.set_period")
    assert (entry.actor, entry.data) == (office.superadmin, {"code": "core.deliveries", "before": 90, "after": 10})
    old_delivery(11)
    purging.purge_expired()
    assert not Delivery.objects.filter(state="done").exists()
    assert {kept.rule.code: kept.days for kept in retention.kept_rules()}["core.deliveries"] == 10


def test_what_a_person_did_not_touch_stays_as_another_has_set_it(office: Office, visit: Any) -> None:
    seen = {f"initial-{kept.rule.code}": kept.days for kept in retention.kept_rules()}
    sent = seen | {kept.rule.code: kept.days for kept in retention.kept_rules()}
    purging.set_periods(by=office.superadmin, days={"core.answers": 5})
    visit(office.superadmin).post(PAGE, sent | {"core.deliveries": "10"})
    assert RetentionPeriod.objects.get(code="core.answers").days == 5


@pytest.mark.parametrize("days", ["6", "3651", "", "banyak"])
def test_a_period_out_of_bounds_is_refused_beside_its_field(office: Office, visit: Any, days: str) -> None:
    sent = {kept.rule.code: kept.days for kept in retention.kept_rules()}
    answer = visit(office.superadmin).post(PAGE, sent | {"core.deliveries": days})
    assert answer.status_code == 422
    assert not RetentionPeriod.objects.exists()
    if days.isdecimal():
        assert "Isi antara 7 dan 3650 hari." in answer.content.decode()


def test_the_action_refuses_what_the_form_would(office: Office) -> None:
    with pytest.raises(Invalid) as refusal:
        purging.set_periods(by=office.superadmin, days={"core.answers": 5, "core.deliveries": 1})
    assert [error.field for error in refusal.value.errors] == ["core.deliveries"]
    assert not RetentionPeriod.objects.exists()
