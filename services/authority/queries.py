from datetime import date

from django.db.models import Q, QuerySet

from services.models import (
    Competence,
    Scope,
)
from simetro.core.kit.roles import Role
from simetro.core.models import User


def active_penera() -> QuerySet[User]:
    return User.objects.filter(groups__name=Role.PENERA, is_active=True)


def letters_of(penera: User, kind_code: str) -> list[Competence]:
    """Those that ever made him competent for the kind, the newest first."""
    return list(Competence.objects.filter(person=penera, kinds__contains=[kind_code]))


def competent_people(day: date) -> QuerySet[User]:
    """Who may test anything to the end on that day."""
    in_force = Competence.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
    return User.objects.filter(pk__in=in_force.values("person"), is_active=True)


def kinds_in_scope(day: date) -> set[str]:
    """The codes of what the office is authorised for on that day."""
    in_force = Scope.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
    return {code for kinds in in_force.values_list("kinds", flat=True) for code in kinds}
