"""The catalogue of kinds: what each is judged by, since when, on which basis, and what is not confirmed yet."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from simetro.core.access.guards import SignedIn, allowed
from uttp.kinds import Dated, Kind, Parameter, Rules, UnknownKind, all_kinds, get_kind
from uttp.names import written_value
from uttp.queries import rules_on


@dataclass(frozen=True)
class Ruling:
    """One parameter as it stands on a day."""

    parameter: Parameter[Any]
    row: Dated[Any]

    @property
    def values(self) -> list[str]:
        return written_value(self.parameter.written(self.row.value))


def rulings(kind: Kind, rules: Rules) -> list[Ruling]:
    return [Ruling(parameter, rules.row(parameter)) for parameter in kind.every_parameter]


@allowed("core.manage_reference_data")
def listed(request: SignedIn) -> HttpResponse:
    rules = rules_on(timezone.localdate())
    kinds = [(kind, rules.row(kind.period), len(kind.unconfirmed(rules))) for kind in all_kinds()]
    return render(request, "uttp/kinds.html", {"kinds": kinds})


@allowed("core.manage_reference_data")
def detail(request: SignedIn, code: str) -> HttpResponse:
    try:
        kind = get_kind(code)
    except UnknownKind as error:
        raise Http404 from error
    return render(request, "uttp/kind.html", {"kind": kind, "rulings": rulings(kind, rules_on(timezone.localdate()))})
