"""Removes data that has been kept long enough; a super admin sets for how long."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from time import time

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simetro.core.kit.errors import Invalid
from simetro.core.kit.sentences import FieldError
from simetro.core.log.audit import record
from simetro.core.models import (
    Delivery,
    EOfficeSession,
    IdempotentAnswer,
    RateCount,
    RetentionPeriod,
    RetentionRun,
    User,
)
from simetro.core.models.record import DeliveryState
from simetro.core.settings.retention import MOST_DAYS, RetentionRule, kept_rules

logger = logging.getLogger(__name__)


@transaction.atomic
def set_periods(*, by: User, days: Mapping[str, int]) -> None:
    """Sets the days of several rules, by code: all of them, or none with an error beside the wrong field."""
    rules = {kept.rule.code: kept for kept in kept_rules()}
    errors = [FieldError(code, _bounds(rules[code].rule)) for code in days if not _is_within(rules[code].rule, days)]
    if errors:
        raise Invalid(_("Ada masa simpan yang terlalu pendek atau terlalu panjang."), errors=errors)
    for code, wanted in days.items():
        if wanted != rules[code].days:
            period, _is_new = RetentionPeriod.objects.update_or_create(code=code, defaults={"days": wanted})
            record(by, "core.set_period", period, code=code, before=rules[code].days, after=wanted)


def _is_within(rule: RetentionRule, days: Mapping[str, int]) -> bool:
    return rule.least_days <= days[rule.code] <= MOST_DAYS


def _bounds(rule: RetentionRule) -> str:
    return _("Isi antara %(least)s dan %(most)s hari.") % {"least": rule.least_days, "most": MOST_DAYS}


def purge_expired() -> None:
    """Removes everything whose time is over. Documents, tests, orders and the log are never among it."""
    RateCount.objects.filter(until__lt=int(time())).delete()
    for kept in kept_rules():
        try:
            _purge(kept.rule, kept.days)
        except Exception:  # the other rules are done, this one is tried again tomorrow
            logger.exception("nothing was removed by the rule %s", kept.rule.code)
            _note_run(kept.rule, kept.days, 0, has_failed=True)


@transaction.atomic
def _purge(rule: RetentionRule, days: int) -> None:
    removed = rule.purge(timezone.now() - timedelta(days=days))
    run = _note_run(rule, days, removed, has_failed=False)
    if removed:
        record(None, "core.purge", run, code=rule.code, count=removed, days=days)


def _note_run(rule: RetentionRule, days: int, removed: int, *, has_failed: bool) -> RetentionRun:
    facts = {"at": timezone.now(), "days": days, "removed": removed, "has_failed": has_failed}
    return RetentionRun.objects.update_or_create(code=rule.code, defaults=facts)[0]


def purge_answers(before: datetime) -> int:
    return IdempotentAnswer.objects.filter(created_at__lt=before).delete()[0]


def purge_deliveries(before: datetime) -> int:
    """Removes old finished deliveries and old failed mail. Other failed deliveries wait for somebody to retry them."""
    done = Q(state=DeliveryState.DONE, done_at__lt=before)
    unsendable = Q(state=DeliveryState.DEAD, topic="core.mail", due_at__lt=before)
    return Delivery.objects.filter(done | unsendable).delete()[0]


def purge_eoffice_sessions(before: datetime) -> int:
    return EOfficeSession.objects.filter(checked_at__lt=before).delete()[0]


RETENTION = (
    RetentionRule(
        code="core.answers",
        label=gettext_lazy("Jawaban yang disimpan agar tidak tersimpan dua kali"),
        what=gettext_lazy("Salinan jawaban atas formulir dan kiriman aplikasi, supaya kiriman ulang tidak berganda."),
        usual_days=30,
        least_days=2,
        purge=purge_answers,
    ),
    RetentionRule(
        code="core.deliveries",
        label=gettext_lazy("E-mail dan kiriman yang sudah selesai"),
        what=gettext_lazy(
            "Alamat dan isi e-mail, yang terkirim maupun yang akhirnya gagal. Kiriman lain yang menunggu atau gagal "
            "tidak dihapus."
        ),
        usual_days=90,
        least_days=7,
        purge=purge_deliveries,
    ),
    RetentionRule(
        code="core.eoffice_sessions",
        label=gettext_lazy("Sesi masuk lewat e-office"),
        what=gettext_lazy("Tanda masuk petugas lewat e-office sejak terakhir diperiksa."),
        usual_days=1,  # longer than a session in the browser
        least_days=1,
        purge=purge_eoffice_sessions,
    ),
)
