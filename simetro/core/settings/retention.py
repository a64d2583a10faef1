"""How long is kept what need not stay: apps declare rules in their hooks, a super admin sets the days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from simetro.core.hooks import all_hooks
from simetro.core.kit.text import Text
from simetro.core.models import RetentionPeriod, RetentionRun

MOST_DAYS = 3650


@dataclass(frozen=True)
class RetentionRule:
    """`purge` removes what is older than a moment and says how much that was; `what` tells people which data it is."""

    code: str
    label: Text
    what: Text
    usual_days: int
    least_days: int
    purge: Callable[[datetime], int]


@dataclass(frozen=True)
class KeptRule:
    """A rule with its period of today and what became of it the last time; None where it never ran."""

    rule: RetentionRule
    days: int
    last: RetentionRun | None


def kept_rules() -> list[KeptRule]:
    rules = [rule for hooks in all_hooks() for rule in hooks.retention]
    days = dict(RetentionPeriod.objects.values_list("code", "days"))
    runs = {run.code: run for run in RetentionRun.objects.all()}
    return [KeptRule(rule, days.get(rule.code, rule.usual_days), runs.get(rule.code)) for rule in rules]
