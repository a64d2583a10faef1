"""Every read of the stamp ledger. What the store and each penera hold is summed from the entries, never stored."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, F, FilteredRelation, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from services.enums import GONE, INTO_STORE, OUT_OF_HANDS, OUT_OF_STORE, StampMoveKind
from services.models import StampKind, StampMove, Verification
from simetro.core.kit.text import search_terms
from simetro.core.models import User

WEEKS = 8  # the use of a week is the mean of so many
SHORT = timedelta(weeks=4)  # new ones take about that long to arrive
_SIGNED = Case(When(reverses__isnull=True, then=F("quantity")), default=-1 * F("quantity"), output_field=IntegerField())
_INTO_STORE, _INTO_HANDS = Q(move__in=INTO_STORE), Q(move=StampMoveKind.HANDED)
_OUT_OF_STORE = Q(move__in=OUT_OF_STORE) | Q(move=StampMoveKind.DAMAGED, holder__isnull=True)
_OUT_OF_HANDS = Q(move__in=OUT_OF_HANDS, holder__isnull=False)


@dataclass
class Balance:
    """The sums of one kind and year. `held`: how many each penera holds."""

    kind: StampKind
    year: int
    store: int = 0
    used: int = 0
    damaged: int = 0
    held: list[tuple[User, int]] = field(default_factory=list)

    @property
    def with_penera(self) -> int:
        return sum(number for _person, number in self.held)


@dataclass(frozen=True)
class Shortage:
    """`weekly`: how many a week took lately. `runs_out_on`: when none will be left; None where none was used."""

    kind: StampKind
    left: int
    weekly: float
    runs_out_on: date | None
    is_short: bool


@dataclass(frozen=True)
class Holding:
    kind: StampKind
    year: int
    number: int


def _total(into: Q, out: Q) -> Coalesce:
    moved = Case(When(into, then=_SIGNED), When(out, then=-1 * _SIGNED), default=Value(0), output_field=IntegerField())
    return Coalesce(Sum(moved), 0)


def _of(move: StampMoveKind) -> Coalesce:
    return Coalesce(Sum(_SIGNED, filter=Q(move=move)), 0)


def stamp_kinds() -> QuerySet[StampKind]:
    return StampKind.objects.all()


def in_store(kind: StampKind, year: int) -> int:
    moves = StampMove.objects.filter(kind=kind, year=year)
    left: int = moves.aggregate(left=_total(_INTO_STORE, _OUT_OF_STORE))["left"]
    return left


def in_hands(kind: StampKind, year: int, holder: User) -> int:
    moves = StampMove.objects.filter(kind=kind, year=year, holder=holder)
    left: int = moves.aggregate(left=_total(_INTO_HANDS, _OUT_OF_HANDS))["left"]
    return left


def holdings_of(holder: User) -> list[Holding]:
    """What a penera holds, the newest year first."""
    moves = StampMove.objects.filter(holder=holder).order_by("-year", "kind__code").values("year", "kind")
    rows = moves.annotate(left=_total(_INTO_HANDS, _OUT_OF_HANDS)).filter(left__gt=0)
    kinds = stamp_kinds().in_bulk()
    return [Holding(kinds[row["kind"]], row["year"], row["left"]) for row in rows]


def balances(*, year: int | None = None, holder: User | None = None, search: str = "") -> list[Balance]:
    """The sums by kind and year, the newest year first. `holder`: counts only his entries."""
    exact = {name: value for name, value in {"year": year, "holder": holder}.items() if value}
    moves = StampMove.objects.filter(**exact, kind__in=_kinds_like(search))
    by_kind: dict[tuple[int, int], Balance] = {}
    kinds, people = stamp_kinds().in_bulk(), {person.pk: person for person in holders()}
    for row in _sums(moves):
        balance = by_kind.setdefault((row["year"], row["kind"]), Balance(kinds[row["kind"]], row["year"]))
        balance.store += row["store"]
        balance.used += row["used"]
        balance.damaged += row["damaged"]
        if row["hands"]:
            balance.held.append((people[row["holder"]], row["hands"]))
    return list(by_kind.values())


def _kinds_like(search: str) -> QuerySet[StampKind]:
    return stamp_kinds().filter(Q(code__icontains=search) | Q(name__icontains=search))


def _sums(moves: QuerySet[StampMove]) -> QuerySet[Any]:
    rows = moves.order_by("-year", "kind__code", "holder__name").values("year", "kind", "holder")
    return rows.annotate(
        store=_total(_INTO_STORE, _OUT_OF_STORE),
        hands=_total(_INTO_HANDS, _OUT_OF_HANDS),
        used=_of(StampMoveKind.USED),
        damaged=_of(StampMoveKind.DAMAGED),
    )


def holders() -> QuerySet[User]:
    """Everybody who was ever handed a stamp."""
    handed = StampMove.objects.filter(holder__isnull=False)
    return User.objects.filter(pk__in=handed.order_by().values("holder").distinct()).order_by("name", "pk")


def years() -> list[int]:
    return list(StampMove.objects.order_by("-year").values_list("year", flat=True).distinct())


def moves_of(kind: StampKind) -> QuerySet[StampMove]:
    """The entries of one kind, newest first."""
    return _in_full(StampMove.objects.filter(kind=kind))


def _in_full(moves: QuerySet[StampMove]) -> QuerySet[StampMove]:
    facts = ("kind", "holder", "booked_by", "verification__item__instrument", "reversed_by")
    return moves.select_related(*facts).order_by("-pk")


def own_moves(holder: User) -> QuerySet[StampMove]:
    """The entries of one penera, newest first."""
    return _in_full(StampMove.objects.filter(holder=holder))


def moves_like(
    moves: QuerySet[StampMove], *, search: str = "", move: str | None = None, year: int | None = None
) -> QuerySet[StampMove]:
    exact = {"move": move, "year": year}
    moves = moves.filter(**{name: value for name, value in exact.items() if value})
    for word in search_terms(search):
        matches = Q(holder__name__icontains=word) | Q(letter_number__icontains=word) | Q(note__icontains=word)
        moves = moves.filter(matches)
    return moves


def stamps_on(verification: Verification) -> QuerySet[StampMove]:
    """The marks that were booked for one result, without undone entries."""
    live = StampMove.objects.filter(verification=verification, reverses=None, reversed_by=None)
    return live.select_related("kind", "booked_by").order_by("kind__code", "pk")


def shortages(today: date) -> list[Shortage]:
    """How long this year's marks last, those that run out first in front. Unused kinds are left out.

    The use of a week is the mean of eight weeks, so that one busy market day raises no false alarm.
    """
    recent = FilteredRelation("moves", condition=Q(moves__year__gte=today.year - 1))
    signed = Case(When(recent__reverses=None, then=F("recent__quantity")), default=-1 * F("recent__quantity"))
    lasts = Case(
        When(recent__year=today.year, recent__move=StampMoveKind.RECEIVED, then=signed),
        When(recent__year=today.year, recent__move__in=GONE, then=-1 * signed),
        default=Value(0),
        output_field=IntegerField(),
    )
    of_late = Q(recent__move=StampMoveKind.USED, recent__on__gt=today - timedelta(weeks=WEEKS), recent__on__lte=today)
    sums = stamp_kinds().annotate(recent=recent)
    kinds = sums.annotate(left=Coalesce(Sum(lasts), 0), used=Coalesce(Sum(signed, filter=of_late), 0))
    asked = [_foretold(kind, kind.left, kind.used / WEEKS, today) for kind in kinds]
    asked = [shortage for shortage in asked if shortage.kind.low_water or shortage.weekly or shortage.left]
    return sorted(asked, key=lambda shortage: (shortage.runs_out_on or date.max, shortage.kind.code))


def _foretold(kind: StampKind, left: int, weekly: float, today: date) -> Shortage:
    runs_out_on = today + timedelta(days=min(int(left / weekly * 7), 3650)) if weekly else None
    is_short = left < kind.low_water or (runs_out_on is not None and runs_out_on < today + SHORT)
    return Shortage(kind, left, weekly, runs_out_on, is_short)


def locked_kinds(kinds: Collection[int]) -> list[StampKind]:
    """Locks these kinds in one fixed order, so that two bookings never wait for each other."""
    return list(StampKind.objects.select_for_update().filter(pk__in=kinds).order_by("pk"))
