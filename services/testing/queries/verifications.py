from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from services.enums import (
    OPEN_ITEMS,
    OPEN_ORDERS,
    OrderStatus,
    Place,
    VerificationStatus,
)
from services.models import (
    Order,
    OrderItem,
    Verification,
)
from services.orders.queries import items_for
from simetro.core.models import User
from uttp.models import Instrument
from uttp.queries import owners_for


def verifications_for(user: User) -> QuerySet[Verification]:
    rows = Verification.objects.select_related("item__order__owner", "item__instrument", "penera")
    verifications = rows.prefetch_related("standards")
    if user.is_office:
        return verifications
    return verifications.filter(item__order__owner__in=owners_for(user), status=VerificationStatus.FINAL)


def items_with_work(user: User) -> QuerySet[OrderItem]:
    """Items with `is_mine`, `has_team` and `has_draft`."""
    team, own = _assigned_to(user)
    draft = Verification.objects.filter(item=OuterRef("pk"), status=VerificationStatus.DRAFT)
    return items_for(user).annotate(is_mine=Exists(own), has_team=Exists(team), has_draft=Exists(draft))


def items_to_test(user: User) -> QuerySet[OrderItem]:
    """What a penera may test now.

    His own come first, then what nobody is assigned to; those that were begun come before the others.
    """
    team, own = _assigned_to(user)
    unscheduled = Q(order__status=OrderStatus.ACCEPTED) & ~Q(order__place=Place.OFFICE)
    ready = items_with_work(user).filter(order__status__in=OPEN_ORDERS, status__in=OPEN_ITEMS).exclude(unscheduled)
    return ready.filter(Exists(own) | ~Exists(team)).order_by(
        F("is_mine").desc(),
        F("has_draft").desc(),
        "order__scheduled_for",
        F("order__queue_number").asc(nulls_last=True),
        "pk",
    )


def items_beside(item: OrderItem, user: User) -> list[OrderItem]:
    """Items of the same kind and order that he may test too, such as nozzles of a station. `drafts`: their drafts."""
    alike = items_to_test(user).filter(order=item.order_id, instrument__kind_code=item.instrument.kind_code)
    drafts = Prefetch("verifications", _drafts().prefetch_related("standards"), to_attr="drafts")
    return list(alike.order_by("pk").prefetch_related(None).prefetch_related(drafts))


def _drafts() -> QuerySet[Verification]:
    return Verification.objects.filter(status=VerificationStatus.DRAFT)


def _assigned_to(user: User) -> tuple[QuerySet[Any], QuerySet[Any]]:
    team = Order.penera.through.objects.filter(order=OuterRef("order"))
    return team, team.filter(user=user)


def attempts_at(instrument: Instrument, user: User) -> QuerySet[Verification]:
    """The final attempts at an instrument, newest first."""
    attempts = verifications_for(user).filter(item__instrument=instrument, status=VerificationStatus.FINAL)
    return attempts.select_related("superseded_by").order_by("-tested_on", "-finalized_at")


def corrections_of(verification: Verification) -> list[Verification]:
    """The chain of attempts that correct each other, oldest first; a single attempt is its own chain."""
    chain = {
        attempt.pk: attempt
        for attempt in Verification.objects.filter(item=verification.item_id).select_related("penera")
    }
    first = chain[verification.pk]
    while first.supersedes_id:
        first = chain[first.supersedes_id]
    attempts = [first]
    while later := next((attempt for attempt in chain.values() if attempt.supersedes_id == attempts[-1].pk), None):
        attempts.append(later)
    return attempts


def current_attempts() -> QuerySet[Verification]:
    """Final attempts that no later one supersedes."""
    return Verification.objects.filter(status=VerificationStatus.FINAL, superseded_by__isnull=True)


def results_of(order: Order) -> dict[int, Verification]:
    """The final attempt that counts, by item. A correction that is still a draft changes nothing yet."""
    corrected = Q(superseded_by__status=VerificationStatus.FINAL)
    final = Verification.objects.filter(item__order=order, status=VerificationStatus.FINAL).exclude(corrected)
    attempts = final.select_related("item__instrument", "penera").prefetch_related("testers")
    return {attempt.item_id: attempt for attempt in attempts.order_by("finalized_at", "pk")}


def newest_attempt(instrument_id: int) -> Verification | None:
    attempts = current_attempts().filter(item__instrument_id=instrument_id)
    return attempts.order_by("-tested_on", "-finalized_at").first()


def latest_final(item: OrderItem) -> Verification | None:
    return item.verifications.filter(status=VerificationStatus.FINAL).order_by("-finalized_at").first()


def draft_of(item: OrderItem) -> Verification | None:
    return item.verifications.filter(status=VerificationStatus.DRAFT).first()


def verification_before(item: OrderItem, user: User) -> Verification | None:
    """This penera's last test of today of the same kind at the same kind of place; on site, on the same order."""
    today = Verification.objects.filter(testers=user, tested_on=timezone.localdate()).exclude(item=item)
    alike = today.filter(item__instrument__kind_code=item.instrument.kind_code, item__order__place=item.order.place)
    here = alike if item.order.place != Place.ON_SITE else alike.filter(item__order=item.order_id)
    return here.order_by("-pk").first()
