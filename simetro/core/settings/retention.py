"""How long is kept what need not stay: apps register rules in their `AppConfig.ready`, a super admin sets the days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from simetro.core.models import RetentionPeriod, RetentionRun

MOST_DAYS = 3650
Text = str | Promise


@dataclass(frozen=True)
class Rule:
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

    rule: Rule
    days: int
    last: RetentionRun | None


_rules: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    _rules.update({rule.code: rule for rule in rules})


def kept_rules() -> list[KeptRule]:
    days = dict(RetentionPeriod.objects.values_list("code", "days"))
    runs = {run.code: run for run in RetentionRun.objects.all()}
    return [KeptRule(rule, days.get(code, rule.usual_days), runs.get(code)) for code, rule in _rules.items()]
