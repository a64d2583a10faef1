"""Tested instruments against those that are due, by kind, district and market."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from simetro.reports.figures.numbers import (
    Bar,
    Number,
    bars_of,
    due_url,
    longest,
    share_of,
    tests_url,
)
from simetro.reports.periods import Period
from simetro.reports.queries import (
    Due,
    Market,
    Tested,
    same_district,
)
from uttp.enums import Verdict
from uttp.kinds import get_kind
from uttp.names import name_of

Link = Callable[..., str]


@dataclass(frozen=True)
class TestedRow:
    """`due`: instruments in use whose validity ends by the end of the period and that were not tested since."""

    label: str
    tested: Number
    sah: Number
    batal: Number
    due: Number
    bars: list[Bar]

    @property
    def potential(self) -> int:
        return self.tested.value + self.due.value

    @property
    def share(self) -> str:
        return share_of(self.tested.value, self.potential)

    @property
    def failed(self) -> str:
        return share_of(self.batal.value, self.tested.value)


@dataclass
class Sums:
    sah: int = 0
    batal: int = 0
    due: int = 0

    @property
    def tested(self) -> int:
        return self.sah + self.batal

    def test(self, verdict: str, count: int) -> None:
        setattr(self, verdict, getattr(self, verdict) + count)


def by_kind(period: Period, tests: Iterable[Tested], due: Iterable[Due]) -> list[TestedRow]:
    sums: dict[str, Sums] = {}
    for test in tests:
        sums.setdefault(test.kind, Sums()).test(test.verdict, test.count)
    for group in due:
        sums.setdefault(group.kind, Sums()).due += group.count
    named = {kind: name_of(get_kind(kind)) for kind in sums}
    return _rows(period, "kind", [(named[kind], kind, total) for kind, total in sums.items()])


def by_district(period: Period, tests: list[Tested], due: list[Due]) -> list[TestedRow]:
    sums: dict[str, Sums] = {}
    for test in tests:
        sums.setdefault(test.district.upper(), Sums()).test(test.verdict, test.count)
    for group in due:
        sums.setdefault(group.district.upper(), Sums()).due += group.count
    spelled = same_district([*tests, *due])
    return _rows(period, "district", [(spelled[key], spelled[key], total) for key, total in sums.items()])


def by_market(period: Period, markets: Iterable[Market]) -> list[TestedRow]:
    """One row per market. An instrument used in one market and tested at another counts for both."""
    rows = [
        (market.name, market.name, Sums(market.tested - market.batal, market.batal, market.due)) for market in markets
    ]
    most = longest(sums.tested + sums.due for _label, _value, sums in rows)
    return [
        _row(label, sums, most, partial(tests_url, period, market=value), partial(due_url, period, place=value))
        for label, value, sums in rows
        if sums.tested + sums.due
    ]


def total_of(period: Period, rows: Iterable[TestedRow]) -> Sums:
    sums = Sums()
    for row in rows:
        sums.sah += row.sah.value
        sums.batal += row.batal.value
        sums.due += row.due.value
    return sums


def whole(period: Period, label: str, rows: Iterable[TestedRow]) -> TestedRow:
    return _row(label, total_of(period, rows), 0, partial(tests_url, period), partial(due_url, period))


def _rows(period: Period, name: str, rows: list[tuple[str, str, Sums]]) -> list[TestedRow]:
    """The rows of the table, those with the most instruments first."""
    most = longest(sums.tested + sums.due for _label, _value, sums in rows)
    ordered = sorted(rows, key=lambda row: (-row[2].tested - row[2].due, row[0]))
    return [
        _row(label, sums, most, partial(tests_url, period, **{name: value}), partial(due_url, period, **{name: value}))
        for label, value, sums in ordered
    ]


def _row(label: str, sums: Sums, most: int, tests: Link, due: Link) -> TestedRow:
    parts = {"ok": sums.sah, "bad": sums.batal, "wait": sums.due}
    return TestedRow(
        label,
        Number(sums.tested, tests()),
        Number(sums.sah, tests(verdict=Verdict.SAH.value)),
        Number(sums.batal, tests(verdict=Verdict.BATAL.value)),
        Number(sums.due, due()),
        bars_of(parts, most),
    )
