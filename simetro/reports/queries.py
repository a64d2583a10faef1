"""Counts across the apps. Nothing is stored: the numbers are those of the rows at this moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import TruncMonth

from certificates.enums import CertificateStatus
from certificates.models import Certificate, CertificateLine, Tier
from certificates.queries import awaiting_document, certificates_for, turnaround
from services.enums import NEVER_HELD, OrderStatus, Todo, VerificationStatus
from services.models import Order, Sidang, Verification
from services.orders.queries import waits_for
from services.testing.queries.history import is_counted, tested_at, verifications_like
from services.testing.queries.verifications import verifications_for
from simetro.core.models import User
from simetro.reports.periods import Period
from uttp.enums import InstrumentStatus
from uttp.models import Instrument

IN_HAND = [status for status in OrderStatus if status not in {*NEVER_HELD, OrderStatus.COMPLETED}]
MARKETS = 10
HEAVY = ("observations", "attributes", "evaluation", "questions")  # what no list shows


@dataclass(frozen=True)
class Waiting:
    """How many rows wait, and since when the oldest does."""

    count: int
    oldest: Any


@dataclass(frozen=True)
class Tested:
    """The number of tests with the same kind, district, penera and verdict."""

    kind: str
    district: str
    penera: int
    name: str
    verdict: str
    count: int


@dataclass(frozen=True)
class Due:
    """Instruments whose validity ends in the same month."""

    kind: str
    district: str
    month: date
    count: int


@dataclass(frozen=True)
class Market:
    name: str
    tested: int
    batal: int
    due: int


def history_like(user: User, *, certificate: str | None = None, **wanted: Any) -> QuerySet[Verification]:
    """Final attempts that match the filters, each with the `number` of its current document."""
    rows = verifications_for(user).filter(status=VerificationStatus.FINAL)
    rows = verifications_like(rows, **wanted).select_related("superseded_by", "item__order__sidang")
    rows = rows.prefetch_related(None).defer(*HEAVY, *(f"superseded_by__{name}" for name in HEAVY))
    if certificate:
        lines = CertificateLine.objects.filter(certificate__number__icontains=certificate)
        rows = rows.filter(pk__in=lines.values("verification"))
    current = CertificateLine.objects.filter(verification=OuterRef("pk"), is_current=True)
    return rows.annotate(number=Subquery(current.values("certificate__number")[:1]))


def counted(period: Period) -> QuerySet[Verification]:
    """The newest attempt of each item that was tested in the period."""
    rows = Verification.objects.filter(is_counted(), tested_on__range=(period.first, period.last))
    return rows.order_by()


def tests_in(period: Period) -> list[Tested]:
    alike = ("item__instrument__kind_code", "item__order__owner__district", "penera", "penera__name", "verdict")
    return [Tested(*row) for row in counted(period).values_list(*alike).annotate(Count("pk"))]


def report_rows(period: Period) -> list[tuple[str, str, str, str, int]]:
    """Rows of kind, service, place, verdict and number of tests."""
    alike = ("item__instrument__kind_code", "item__service", "item__order__place", "verdict")
    return list(counted(period).values_list(*alike).annotate(Count("pk")))


def in_use() -> QuerySet[Instrument]:
    return Instrument.objects.order_by().filter(status=InstrumentStatus.ACTIVE)


def due_until(last: date) -> list[Due]:
    """Instruments in use that are due by then, counted by kind, district and month."""
    rows = in_use().filter(valid_until__lte=last).annotate(month=TruncMonth("valid_until"))
    return [Due(*row) for row in rows.values_list("kind_code", "owner__district", "month").annotate(Count("pk"))]


def due_by_kind(last: date) -> dict[str, int]:
    return dict(in_use().filter(valid_until__lte=last).values_list("kind_code").annotate(Count("pk")))


def markets_in(period: Period) -> list[Market]:
    """The markets that the office goes to, the most recently visited first."""
    venues = Sidang.objects.order_by().values_list("venue").annotate(last=Max("starts_on")).order_by("-last", "venue")
    names = [venue for venue, _last in venues[:MARKETS]]
    if not names:
        return []
    tested = counted(period).aggregate(
        **{f"t{n}": Count("pk", filter=tested_at(name)) for n, name in enumerate(names)},
        **{f"b{n}": Count("pk", filter=tested_at(name) & Q(verdict="batal")) for n, name in enumerate(names)},
    )
    places = {f"d{n}": Count("pk", filter=Q(location__icontains=name)) for n, name in enumerate(names)}
    due = in_use().filter(valid_until__lte=period.last).aggregate(**places)
    return [Market(name, tested[f"t{n}"], tested[f"b{n}"], due[f"d{n}"]) for n, name in enumerate(names)]


def work_in_hand() -> list[tuple[str, str, Waiting]]:
    """Open orders, counted by status and by what has to be done next."""
    todos = [When(waits_for(todo), then=Value(todo.value)) for todo in (Todo.REVIEW, Todo.SCHEDULE, Todo.TEST)]
    rows = Order.objects.order_by().filter(status__in=IN_HAND).annotate(todo=Case(*todos, default=Value("")))
    counted = rows.values_list("status", "todo").annotate(Count("pk"), Min("requested_on"))
    return [(status, todo, Waiting(n, on)) for status, todo, n, on in counted]


def together(waiting: Iterable[Waiting]) -> Waiting:
    groups = list(waiting)
    return Waiting(sum(group.count for group in groups), min((group.oldest for group in groups), default=None))


def to_be_drafted() -> Waiting:
    row = awaiting_document().order_by().aggregate(n=Count("pk"), on=Min("finalized_at"))
    return Waiting(row["n"], row["on"])


def documents_open() -> list[tuple[str, int | None, str | None, Waiting]]:
    """Unfinished documents, counted by status and tier, with the tier's title."""
    open_ones = (CertificateStatus.DRAFT, CertificateStatus.RETURNED, CertificateStatus.IN_SIGNOFF)
    title = Tier.objects.filter(position=OuterRef("tier")).values("title")[:1]
    rows = Certificate.objects.order_by().filter(status__in=open_ones).annotate(title=Subquery(title))
    counted = rows.values_list("status", "tier", "title").annotate(Count("pk"), Min("waiting_since"), Min("created_at"))
    return [(status, tier, title, Waiting(n, since or made)) for status, tier, title, n, since, made in counted]


def open_orders_of_penera() -> dict[int, tuple[str, int]]:
    waiting = Order.objects.order_by().filter(waits_for(Todo.TEST), penera__isnull=False)
    rows = waiting.values_list("penera", "penera__name").annotate(Count("pk"))
    return {penera: (name, n) for penera, name, n in rows}


def days_taken(period: Period, user: User) -> list[tuple[int, int]]:
    """For each number of working days from request to SKHP: how many documents took so long."""
    issued = certificates_for(user).filter(issued_on__range=(period.first, period.last)).order_by()
    return list(turnaround(issued).values_list("taken").annotate(Count("pk")).order_by("taken"))


def same_district(rows: Iterable[Tested | Due]) -> dict[str, str]:
    """The spelling to show for each district, by its name in capitals."""
    spelled: dict[str, str] = {}
    for row in rows:
        spelled.setdefault(row.district.upper(), row.district)
    return spelled
