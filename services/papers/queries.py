from typing import Any

from django.db.models import Q, QuerySet

from services.enums import (
    OrderStatus,
    SidangStatus,
)
from services.models import (
    AssignmentLetter,
    MarkStatement,
    Order,
    Sidang,
    Verification,
)
from simetro.core.models import User


def statement_of(verification: Verification) -> MarkStatement | None:
    return MarkStatement.objects.filter(verification=verification).first()


def has_letter(order: Order) -> bool:
    return AssignmentLetter.objects.filter(order=order).exists()


def letter_to(order: Order) -> AssignmentLetter | None:
    """The surat tugas of the order, or that of the sidang where it is tested."""
    own = AssignmentLetter.objects.filter(order=order).first()
    return own or (letter_for(order.sidang) if order.sidang else None)


def letter_for(sidang: Sidang) -> AssignmentLetter | None:
    return AssignmentLetter.objects.filter(sidang=sidang).first()


def orders_of_penera(user: User) -> QuerySet[Any]:
    return Order.penera.through.objects.filter(user=user).values("order")


def letters_to(user: User) -> QuerySet[AssignmentLetter]:
    """Every surat tugas that names this user, the newest first."""
    own = Q(order__in=orders_of_penera(user)) | Q(sidang__in=Sidang.objects.filter(penera=user))
    void = Q(order__status=OrderStatus.CANCELLED) | Q(sidang__status=SidangStatus.CANCELLED)
    letters = AssignmentLetter.objects.filter(own).exclude(void)
    return letters.select_related("order__owner", "sidang").order_by("-pk")
