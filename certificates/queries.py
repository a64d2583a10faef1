from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Func, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject
from django.utils import timezone

from certificates.enums import EVER_ISSUED, CertificateStatus, CertificateType, Turnaround
from certificates.models import Certificate, CertificateLine, SignOff, StandIn, Tier
from services.calendar.queries import closed_workdays
from services.codes import parse_transaction_number
from services.enums import FINAL_ITEMS, DocumentState
from services.models import Verification
from services.office_settings import ServiceSettings
from services.testing.queries.verifications import current_attempts
from simetro.core.kit.text import search_terms
from simetro.core.models import LogEntry, User
from uttp.enums import Verdict
from uttp.models import Instrument
from uttp.queries import owners_for

GOAL_DAYS = 1  # the same or the next working day
NAMING = ("brand", "model", "serial_number", "uttp_id")


class Weekdays(Func):
    """SQL: the number of days from Monday to Friday since a fixed Monday in 2000."""

    template = (
        "(5 * (((%(expressions)s) - DATE '2000-01-03') / 7)"
        " + LEAST(MOD((%(expressions)s) - DATE '2000-01-03', 7) + 1, 5))"
    )
    output_field = IntegerField()

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> tuple[str, tuple[str | int, ...]]:
        """The template uses the expression twice, so its parameters are passed twice."""
        sql, params = super().as_sql(compiler, connection, *args, **extra)
        return sql, (*params, *params)


def workdays(day: Combinable) -> Any:
    """SQL: the number of working days since that fixed Monday. Subtract two of them to count the days between."""
    closed = ArraySubquery(closed_workdays().values("on"))  # which the database reads once
    return Weekdays(day) - Func(day, closed, function="WIDTH_BUCKET", output_field=IntegerField())


def certificates_for(user: User) -> QuerySet[Certificate]:
    certificates = Certificate.objects.select_related("owner", "drafted_by")
    if user.is_office:
        return certificates
    return certificates.filter(owner__in=owners_for(user), status__in=EVER_ISSUED)


def awaiting_document(*, asked_only: bool = True) -> QuerySet[Verification]:
    """Final attempts that count and have no document.

    A batal always needs one, a sah where the item asked for it; `asked_only=False` gives all.
    """
    current = CertificateLine.objects.filter(verification=OuterRef("pk"), is_current=True)
    newer = current_attempts().filter(item=OuterRef("item"), finalized_at__gt=OuterRef("finalized_at"))
    wanted = Q(verdict=Verdict.BATAL) | Q(item__certificate=True) if asked_only else Q()
    return (
        current_attempts()
        .filter(wanted, item__document=DocumentState.NONE, item__status__in=FINAL_ITEMS)
        .exclude(Exists(current))
        .exclude(Exists(newer))
        .select_related("item__order__owner", "item__instrument", "penera")
        .order_by("finalized_at")
    )


def awaiting_by_owner(*, asked_only: bool = True) -> QuerySet[Verification]:
    """Orders `awaiting_document` so that what can share one document is together, the oldest first."""
    alike = ["item__order__owner", "item__instrument__kind_code", "verdict"]
    oldest = Window(Min("finalized_at"), partition_by=alike)
    return awaiting_document(asked_only=asked_only).annotate(oldest=oldest).order_by("oldest", *alike, "finalized_at")


def search_awaiting(verifications: QuerySet[Verification], text: str) -> QuerySet[Verification]:
    number = parse_transaction_number(text)
    if number:
        return verifications.filter(item__order__transaction_number=number)
    for word in search_terms(text):
        verifications = verifications.filter(
            Q(item__order__owner__name__icontains=word)
            | Q(item__instrument__brand__icontains=word)
            | Q(item__instrument__uttp_id__icontains=word)
        )
    return verifications


def certificates_like(
    certificates: QuerySet[Certificate],
    *,
    search: str = "",
    type: str | None = None,
    status: str | None = None,
    asked: str | None = None,
    tier: int | None = None,
    since: date | None = None,
    until: date | None = None,
    within: str | None = None,
) -> QuerySet[Certificate]:
    """The certificates that match, for a list, `with_instruments`."""
    exact: dict[str, Any] = {"type": type, "status": status, "asked": asked, "tier": tier}
    exact |= {"issued_on__gte": since, "issued_on__lte": until}
    certificates = in_time(certificates, within) if within else certificates
    certificates = certificates.filter(**{name: value for name, value in exact.items() if value})
    number = parse_transaction_number(search)
    if number:
        lines = CertificateLine.objects.filter(verification__item__order__transaction_number=number)
        certificates = certificates.filter(pk__in=lines.values("certificate"))
    else:
        for word in search_terms(search):
            certificates = certificates.filter(Q(number__icontains=word) | Q(certificate_name__icontains=word))
    return with_instruments(certificates)


def turnaround(certificates: QuerySet[Certificate]) -> QuerySet[Any]:
    """Valid first SKHPs, with `taken`: working days from the oldest request on it to its issue."""
    lines = CertificateLine.objects.filter(certificate=OuterRef("pk")).order_by()
    asked = lines.values("certificate").annotate(on=Min("verification__item__order__requested_on")).values("on")
    first = certificates.filter(type=CertificateType.SKHP, status=CertificateStatus.ISSUED, replaces=None)
    return first.annotate(taken=workdays(F("issued_on")) - workdays(Subquery(asked)))


def in_time(certificates: QuerySet[Certificate], within: str) -> QuerySet[Any]:
    days = ServiceSettings.current().service_days
    narrowed = {
        Turnaround.ALL: Q(),
        Turnaround.GOAL: Q(taken__lte=GOAL_DAYS),
        Turnaround.STANDARD: Q(taken__lte=days),
        Turnaround.LATE: Q(taken__gt=days),
    }
    return turnaround(certificates).filter(narrowed[Turnaround(within)])


def with_instruments(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """With `instruments`, the number of instruments on each, and `first`, the name plate and ID of the first one."""
    lines = CertificateLine.objects.filter(certificate=OuterRef("pk"))
    count = lines.order_by().values("certificate").annotate(n=Count("pk")).values("n")
    names = {name: f"verification__item__instrument__{name}" for name in NAMING}
    first = lines.order_by("pk").values(row=JSONObject(**names))[:1]
    return certificates.annotate(instruments=Subquery(count), first=Subquery(first))


def count_by_status(statuses: Iterable[str]) -> dict[str, int]:
    counted = Certificate.objects.order_by().filter(status__in=statuses).values_list("status").annotate(Count("pk"))
    return dict(counted)


def _seats(user: User, on: date) -> Q:
    """The tiers that a person may sign for on a day, by membership or as a stand-in."""
    acting = StandIn.objects.filter(person=user, since__lte=on, until__gte=on)
    return Q(members=user) | Q(stand_ins__in=acting)


def tiers_of(user: User, on: date | None = None) -> QuerySet[Tier]:
    return Tier.objects.filter(_seats(user, on or timezone.localdate())).distinct()


def awaiting_signature_of(user: User) -> QuerySet[Certificate]:
    """The signing inbox: what waits at one of his tiers and what he has neither tested nor signed in this round."""
    signed = user.sign_offs.filter(certificate=OuterRef("pk"), round=OuterRef("round"))
    tested = CertificateLine.objects.filter(certificate=OuterRef("pk"), verification__testers=user)
    waiting = certificates_for(user).filter(
        status=CertificateStatus.IN_SIGNOFF, tier__in=tiers_of(user).values("position")
    )
    return waiting.exclude(Exists(signed)).exclude(Exists(tested)).order_by("waiting_since")


def oldest_waiting(user: User) -> date | None:
    oldest = awaiting_signature_of(user).aggregate(oldest=Min("waiting_since"))["oldest"]
    return oldest and timezone.localtime(oldest).date()


def asked_of_last_tier() -> QuerySet[Certificate]:
    return Certificate.objects.exclude(asked="").filter(status=CertificateStatus.ISSUED).select_related("owner")


def last_tier() -> Tier | None:
    return Tier.objects.order_by("-position").first()


def tier_at(position: int | None) -> Tier | None:
    return Tier.objects.filter(position=position or 0).first()


def next_tier(position: int) -> Tier | None:
    return Tier.objects.filter(position__gt=position).order_by("position").first()


def acting_for(user: User, tier: Tier, on: date) -> StandIn | None:
    return tier.stand_ins.filter(person=user, since__lte=on, until__gte=on).first()


def signed_as(stand_in: StandIn) -> QuerySet[SignOff]:
    """The sign-offs that were given by this appointment."""
    days = (stand_in.since, stand_in.until)
    return SignOff.objects.filter(
        tier=stand_in.tier, person=stand_in.person, acting=stand_in.acting, at__date__range=days
    )


def people_for(tier: Tier, on: date) -> QuerySet[User]:
    acting = StandIn.objects.filter(tier=tier, since__lte=on, until__gte=on)
    return User.objects.filter(Q(tiers=tier) | Q(stand_ins__in=acting), is_active=True).distinct()


def testers_of(certificate: Certificate) -> set[int]:
    lines = certificate.lines.values_list("verification__testers", flat=True)
    return {pk for pk in lines if pk is not None}


def signed_in_round(certificate: Certificate) -> set[int]:
    return {sign_off.person_id for sign_off in certificate.sign_offs.all() if sign_off.round == certificate.round}


def tiers_without_signer(
    certificates: Collection[Certificate], people: Mapping[Tier, set[int]]
) -> dict[int, list[Tier]]:
    """By certificate, the tiers still to come for which none of `people` could sign, so that one must be appointed."""
    excluded = _excluded_by(certificates)
    return {
        certificate.pk: _unmatched(
            {
                tier: people[tier] - excluded[certificate.pk]
                for tier in people
                if tier.position >= (certificate.tier or 0)
            }
        )
        for certificate in certificates
    }


def people_by_tier(on: date) -> dict[Tier, set[int]]:
    """Who may sign for each tier on a day, in the order of the chain."""
    members = Tier.objects.order_by().filter(members__is_active=True).values_list("pk", "members")
    acting = StandIn.objects.order_by().filter(since__lte=on, until__gte=on, person__is_active=True)
    pairs = list(members.union(acting.values_list("tier", "person")))
    return {tier: {person for pk, person in pairs if pk == tier.pk} for tier in Tier.objects.all()}


def _excluded_by(certificates: Collection[Certificate]) -> dict[int, set[int]]:
    """By certificate, those who tested for it or have signed in its current round: they cannot sign."""
    tested = CertificateLine.objects.order_by().filter(certificate__in=certificates)
    going_on = Q(round=F("certificate__round"), certificate__status=CertificateStatus.IN_SIGNOFF)
    signed = SignOff.objects.order_by().filter(going_on, certificate__in=certificates)
    pairs = tested.values_list("certificate", "verification__testers").union(
        signed.values_list("certificate", "person")
    )
    excluded: dict[int, set[int]] = {certificate.pk: set() for certificate in certificates}
    for certificate, person in pairs:
        excluded[certificate].add(person)
    return excluded


def _unmatched(candidates: Mapping[Tier, set[int]]) -> list[Tier]:
    """The tiers left over when as many tiers as possible get a person of their own (augmenting paths)."""
    seat_of: dict[int, Tier] = {}

    def place(tier: Tier, tried: set[int]) -> bool:
        for person in candidates[tier] - tried:
            tried.add(person)
            if person not in seat_of or place(seat_of[person], tried):
                seat_of[person] = tier
                return True
        return False

    return [tier for tier in candidates if not place(tier, set())]


def certificates_telling_of(instrument: Instrument, user: User) -> QuerySet[Certificate]:
    lines = CertificateLine.objects.filter(verification__item__instrument=instrument)
    return certificates_for(user).filter(pk__in=lines.values("certificate")).order_by("-issued_at", "-pk")


def valid_documents(user: User, today: date) -> QuerySet[Certificate]:
    """Documents that are in force today: neither expired nor withdrawn."""
    issued = certificates_for(user).filter(status=CertificateStatus.ISSUED)
    return issued.filter(Q(valid_until=None) | Q(valid_until__gte=today)).order_by("owner__name", "number")


def documents_of(verifications: Iterable[Verification]) -> QuerySet[Certificate]:
    return Certificate.objects.filter(lines__verification__in=verifications, lines__is_current=True).distinct()


def log_of_certificates(keys: Iterable[int]) -> QuerySet[LogEntry]:
    entries = LogEntry.objects.filter(subject_type=Certificate._meta.label_lower, subject_id__in=list(keys))
    return entries.select_related("actor").order_by("-pk")
