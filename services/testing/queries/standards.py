from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from services.enums import (
    StandardState,
    VerificationStatus,
)
from services.models import (
    Standard,
    Verification,
)
from services.models.standard import DUE_SOON
from services.testing.queries.verifications import verifications_for
from simetro.core.kit.text import search_terms
from simetro.core.models import User


def standards() -> QuerySet[Standard]:
    return Standard.objects.all()


def standards_like(*, search: str = "", state: str | None = None) -> QuerySet[Standard]:
    narrowed = standards().filter(_in_state(StandardState(state))) if state else standards()
    for word in search_terms(search):
        narrowed = narrowed.filter(
            Q(name__icontains=word) | Q(serial_number__icontains=word) | Q(certificate_number__icontains=word)
        )
    return narrowed


def _in_state(state: StandardState) -> Q:
    today = timezone.localdate()
    return {
        StandardState.EXPIRED: Q(valid_until__lt=today),
        StandardState.DUE: Q(valid_until__range=(today, today + DUE_SOON)),
        StandardState.VALID: Q(valid_until__gt=today + DUE_SOON),
    }[state]


def tested_with(standard: Standard, user: User) -> QuerySet[Verification]:
    """Every final verification with this standard, newest first: these are affected if the standard proves wrong."""
    final = verifications_for(user).filter(standards=standard, status=VerificationStatus.FINAL)
    return final.select_related("superseded_by").order_by("-tested_on", "-pk")


def standards_last_used(user: User, kind_code: str) -> QuerySet[Standard]:
    """The standards that this penera named the last time that he named any for this kind."""
    own = Verification.objects.filter(testers=user, item__instrument__kind_code=kind_code)
    last = own.filter(standards__isnull=False).order_by("-pk").values("pk")[:1]
    return standards().filter(verifications__in=last)


def standards_serving(kind_code: str, *, also: Iterable[Standard] = ()) -> QuerySet[Standard]:
    return standards().filter(Q(kinds__contains=[kind_code]) | Q(pk__in=[standard.pk for standard in also]))
