from collections.abc import Iterable
from datetime import timedelta
from time import time

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from simetro.core.audit import record
from simetro.core.models import Delivery, IdempotentAnswer, RateCount, User
from simetro.core.models.record import DeliveryState
from simetro.core.roles import Role

IDEMPOTENCY_KEPT = timedelta(days=30)
DELIVERIES_KEPT = timedelta(days=90)


@transaction.atomic
def create_user(
    *,
    by: User | None,
    username: str,
    name: str,
    password: str,
    roles: Iterable[Role],
    email: str = "",
    nip: str = "",
    rank: str = "",
) -> User:
    user = User.objects.create_user(username=username, email=email, password=password, name=name, nip=nip, rank=rank)
    user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    record(by, "core.create_user", user, username=username, roles=sorted(role.value for role in roles))
    return user


def purge_expired() -> None:
    """Removes what is kept for a while only. Nothing that tells of the office's work is among it."""
    now = timezone.now()
    IdempotentAnswer.objects.filter(created_at__lt=now - IDEMPOTENCY_KEPT).delete()
    Delivery.objects.filter(state=DeliveryState.DONE, done_at__lt=now - DELIVERIES_KEPT).delete()
    RateCount.objects.filter(until__lt=int(time())).delete()
