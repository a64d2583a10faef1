"""The report as the ministry asks for it: one line per kind."""

from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from services.enums import Place, Service
from simetro.reports.figures.numbers import (
    Number,
    due_url,
    share_of,
    tests_url,
)
from simetro.reports.periods import Period
from uttp.enums import Verdict
from uttp.kinds import get_kind
from uttp.names import name_of

Rows = list[tuple[str, str, str, str, int]]


@dataclass(frozen=True)
class ReportRow:
    label: str
    tested: Number
    sah: Number
    batal: Number
    tera: Number
    tera_ulang: Number
    office: Number
    sidang: Number
    on_site: Number
    due: Number

    @property
    def numbers(self) -> tuple[Number, ...]:
        return (
            self.tested,
            self.sah,
            self.batal,
            self.tera,
            self.tera_ulang,
            self.office,
            self.sidang,
            self.on_site,
            self.due,
        )

    @property
    def potential(self) -> int:
        return self.tested.value + self.due.value

    @property
    def share(self) -> str:
        return share_of(self.tested.value, self.potential)


@dataclass(frozen=True)
class Report:
    rows: list[ReportRow]
    total: ReportRow

    @property
    def all_rows(self) -> list[ReportRow]:
        """The rows of the kinds, and the total below them."""
        return [*self.rows, self.total]


def report_of(period: Period, rows: Rows, due: dict[str, int]) -> Report:
    """The report with one row per kind, by name; kinds that were neither tested nor due are left out."""
    kinds = sorted({row[0] for row in rows} | due.keys(), key=lambda kind: name_of(get_kind(kind)))
    kind_rows = [_row(period, name_of(get_kind(kind)), _of(rows, kind), due.get(kind, 0), kind) for kind in kinds]
    return Report(kind_rows, _row(period, _("Jumlah"), rows, sum(due.values())))


def _of(rows: Rows, kind: str) -> Rows:
    return [row for row in rows if row[0] == kind]


def _row(period: Period, label: str, rows: Rows, due: int, kind: str = "") -> ReportRow:
    tests = partial(tests_url, period, kind=kind)

    def number(**wanted: str) -> Number:
        """The number of tests with these values: a service, a place or a verdict."""
        value = sum(n for _kind, *facts, n in rows if set(wanted.values()) <= set(facts))
        return Number(value, tests(**wanted))

    return ReportRow(
        label,
        number(),
        number(verdict=Verdict.SAH.value),
        number(verdict=Verdict.BATAL.value),
        number(service=Service.TERA.value),
        number(service=Service.TERA_ULANG.value),
        number(place=Place.OFFICE.value),
        number(place=Place.SIDANG.value),
        number(place=Place.ON_SITE.value),
        Number(due, due_url(period, kind=kind)),
    )
