from datetime import date

from django.db.models import Q, QuerySet

from services.models import (
    Competence,
    Scope,
)
from simetro.core.models import User, people_with

TESTS = "services.record_verification"  # what makes somebody a penera


def all_penera() -> QuerySet[User]:
    """Every penera, including those who do not work here any more."""
    return people_with(TESTS)


def active_penera() -> QuerySet[User]:
    return all_penera().filter(is_active=True)


def letters_of(penera: User, kind_code: str) -> list[Competence]:
    """The letters that made this penera competent for this kind, also those that have ended, the newest first."""
    return list(Competence.objects.filter(person=penera, kinds__contains=[kind_code]))


def competent_people(day: date) -> QuerySet[User]:
    """Everybody whose competence, for whatever kinds, is in force on that day."""
    in_force = Competence.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
    return User.objects.filter(pk__in=in_force.values("person"), is_active=True)


def kinds_in_scope(day: date) -> set[str]:
    """The codes of the kinds that the office is authorised for on that day."""
    in_force = Scope.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
    return {code for kinds in in_force.values_list("kinds", flat=True) for code in kinds}
