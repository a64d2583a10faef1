"""Rules for how long data is kept: apps declare them in their hooks, a super admin sets the days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from simetro.core.hooks import all_hooks
from simetro.core.kit.text import Text
from simetro.core.models import RetentionPeriod, RetentionRun

MOST_DAYS = 3650


@dataclass(frozen=True)
class RetentionRule:
    """`purge` removes the data that is older than a moment and returns how much; `what` describes it for people."""

    code: str
    label: Text
    what: Text
    usual_days: int
    least_days: int
    purge: Callable[[datetime], int]


@dataclass(frozen=True)
class KeptRule:
    """A rule with its present period and its last run, which is None where it never ran."""

    rule: RetentionRule
    days: int
    last: RetentionRun | None


def kept_rules() -> list[KeptRule]:
    rules = [rule for hooks in all_hooks() for rule in hooks.retention]
    days = dict(RetentionPeriod.objects.values_list("code", "days"))
    runs = {run.code: run for run in RetentionRun.objects.all()}
    return [KeptRule(rule, days.get(rule.code, rule.usual_days), runs.get(rule.code)) for rule in rules]
