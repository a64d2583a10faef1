"""Who is sent where: surat tugas and the doors of market sessions, as each may see them."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from services.enums import OrderStatus, SidangStatus
from services.models import AssignmentLetter, Order, Sidang
from services.queries import announced_sidang, orders_for
from simetro.core.models import User


def letter_to(order: Order) -> AssignmentLetter | None:
    """Its own; else that of the sidang where it is tested."""
    own = AssignmentLetter.objects.filter(order=order).first()
    return own or (letter_for(order.sidang) if order.sidang else None)


def letter_for(sidang: Sidang) -> AssignmentLetter | None:
    return AssignmentLetter.objects.filter(sidang=sidang).first()


def orders_sending(user: User) -> QuerySet[Order]:
    """Those whose surat tugas he may read: a penera only what names him."""
    return (
        orders_for(user)
        if user.has_perm("services.use_desk")
        else orders_for(user).filter(pk__in=orders_of_penera(user))
    )


def sidang_sending(user: User) -> QuerySet[Sidang]:
    return Sidang.objects.all() if user.has_perm("services.use_desk") else Sidang.objects.filter(penera=user)


def orders_of_penera(user: User) -> QuerySet[Any]:
    return Order.penera.through.objects.filter(user=user).values("order")


def doors_of(user: User, day: date) -> QuerySet[Sidang]:
    """The sidang where he is sent and may register who comes."""
    return announced_sidang(day).filter(penera=user, starts_on__lte=day)


def letters_to(user: User) -> QuerySet[AssignmentLetter]:
    """By which he is sent, the newest first."""
    own = Q(order__in=orders_of_penera(user)) | Q(sidang__in=Sidang.objects.filter(penera=user))
    void = Q(order__status=OrderStatus.CANCELLED) | Q(sidang__status=SidangStatus.CANCELLED)
    letters = AssignmentLetter.objects.filter(own).exclude(void)
    return letters.select_related("order__owner", "sidang").order_by("-pk")
