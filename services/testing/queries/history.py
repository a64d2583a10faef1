"""The history of tests: filters, and its log."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from services.codes import parse_transaction_number
from services.enums import AttemptState, VerificationStatus
from services.models import Order, OrderItem, Verification
from simetro.core.kit.text import search_terms
from simetro.core.models import LogEntry, User
from uttp.models import Instrument
from uttp.queries import keys_of_few, named_by, says, search_instruments


def verifications_like(
    verifications: QuerySet[Verification],
    *,
    search: str = "",
    kind: str | None = None,
    penera: User | None = None,
    verdict: str | None = None,
    since: date | None = None,
    until: date | None = None,
    owner: str | None = None,
    district: str | None = None,
    market: str | None = None,
    service: str | None = None,
    place: str | None = None,
    status: str | None = None,
) -> QuerySet[Verification]:
    """The verifications that match.

    `owner` and `market`: a part of the name. `place`: the kind of place of the order.
    """
    lookups = {
        "item__instrument__kind_code": kind,
        "item__order__owner__district__iexact": district,
        "item__service": service,
        "item__order__place": place,
        "penera": penera,
        "verdict": verdict,
        "tested_on__gte": since,
        "tested_on__lte": until,
    }
    verifications = verifications.filter(**{name: value for name, value in lookups.items() if value})
    if owner:
        verifications = verifications.filter(_owned_by(owner))
    if market:
        verifications = verifications.filter(tested_at(market))
    if status:
        verifications = verifications.filter(is_counted() if status == AttemptState.COUNTED else ~is_counted())
    return verifications.filter(_matching(search)) if search.strip() else verifications


def _owned_by(name: str) -> Q:
    owners = keys_of_few(named_by(name))[0]
    return Q(item__order__owner__name__icontains=name) if owners is None else Q(item__order__owner__in=owners)


def _matching(text: str) -> Q:
    """Verifications that match a search.

    Where few instruments and orders match, they are filtered by keys, because a join would read the whole history.
    Where many match, a page is filled soon from the newest days.
    """
    if number := parse_transaction_number(text):
        return Q(item__order__transaction_number=number)
    by_number = Order.objects.filter(transaction_number__icontains=text.strip())
    instruments, numbered = keys_of_few(search_instruments(Instrument.objects.all(), text), by_number)
    if instruments is None or numbered is None:
        return _tested_for(text)
    items = OrderItem.objects.order_by()
    tested = items.filter(Q(instrument__in=instruments) | Q(order__in=numbered)).values_list("pk", flat=True)
    return Q(item__in=list(tested))


def _tested_for(text: str) -> Q:
    words = Q(*(says(word, "item__instrument__") for word in search_terms(text)))
    return words | Q(item__order__transaction_number__icontains=text.strip())


def tested_at(market: str) -> Q:
    """Verifications at a sidang in this market, or of an instrument that is used there."""
    return Q(item__order__sidang__venue__icontains=market) | Q(item__instrument__location__icontains=market)


def is_counted() -> Q:
    """The newest final attempt of its item. Earlier ones were corrected, or tested again after a repair."""
    newer = Verification.objects.filter(
        item=OuterRef("item"), status=VerificationStatus.FINAL, finalized_at__gt=OuterRef("finalized_at")
    )
    return Q(~Exists(newer), status=VerificationStatus.FINAL)


def log_of_items(items: Collection[OrderItem]) -> QuerySet[LogEntry]:
    """Log entries of the orders of these items and of every attempt at them."""
    attempts = Verification.objects.filter(item__in=items)
    orders = Q(subject_type=Order._meta.label_lower, subject_id__in=[item.order_id for item in items])
    tests = Q(subject_type=Verification._meta.label_lower, subject_id__in=attempts.values("pk"))
    return LogEntry.objects.filter(orders | tests).select_related("actor")
