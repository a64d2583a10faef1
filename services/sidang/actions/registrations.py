"""Registering for a sidang without an account, cancelling, and erasing the personal data afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.calendar.rules import why_no_places
from services.enums import RegistrationStatus
from services.models import Registration, RegistrationLine, Sidang
from services.sidang.actions.moves import move_registration
from services.sidang.messages import registration_body, registration_subject
from services.sidang.queries.registrations import registrations_to_forget
from simetro.core.db.locking import lock
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.outbox.mail import owe_mail
from simetro.core.settings.retention import RetentionRule
from uttp.owner_fields import OWNER_FIELDS

# The fields of an owner that a registration stores too.
PERSON_FIELDS = tuple(field for field in OWNER_FIELDS if hasattr(Registration, field.name))
PERSON = tuple(field.name for field in PERSON_FIELDS)


@dataclass(frozen=True)
class Wanted:
    """A number of instruments of one kind."""

    kind: str
    count: int
    brand: str = ""


@transaction.atomic
def sign_up(*, sidang: Sidang, wanted: Sequence[Wanted], by: User | None, **person: str) -> Registration:
    """Registers somebody without an account and holds a place for each instrument. `by`: the desk, at the door."""
    sidang = lock(sidang)
    _check_wanted(sidang, wanted, is_walk_in=by is not None)
    registration = Registration.objects.create(sidang=sidang, is_walk_in=by is not None, **person)
    RegistrationLine.objects.bulk_create(
        RegistrationLine(registration=registration, kind_code=line.kind, count=line.count, brand=line.brand)
        for line in wanted
    )
    record(by, "services.sign_up", registration, number=registration.number)
    _tell(registration)
    return registration


def _check_wanted(sidang: Sidang, wanted: Sequence[Wanted], *, is_walk_in: bool) -> None:
    if not wanted:
        raise Invalid(_("Isi jumlah paling sedikit satu jenis UTTP."))
    counts = {line.kind: line.count for line in wanted}
    reason = why_no_places(sidang, {} if is_walk_in else counts, timezone.localdate())
    if reason:
        raise Conflict(reason, code="no_place")


@transaction.atomic
def cancel_registration(*, registration: Registration) -> Registration:
    """Cancels a registration, for whoever has its number, until the sidang is over. Its places become free."""
    registration = lock(registration)
    if registration.state_on(timezone.localdate()) == RegistrationStatus.EXPIRED:
        raise Conflict(_("Sidang ini sudah selesai, jadi pendaftarannya tidak perlu dibatalkan."), code="too_late")
    return _cancelled(registration, by=None)


def cancel_with(sidang: Sidang, by: User) -> None:
    """Cancels the registrations of a sidang that the caller has just cancelled, and tells those people."""
    for registration in sidang.registrations.filter(status=RegistrationStatus.REGISTERED).select_for_update():
        _tell(_cancelled(registration, by=by))


def tell_of(sidang: Sidang) -> None:
    """Tells those registered for a sidang that the caller has just moved."""
    for registration in sidang.registrations.filter(status=RegistrationStatus.REGISTERED):
        _tell(registration)


def _cancelled(registration: Registration, by: User | None) -> Registration:
    move_registration(registration, RegistrationStatus.CANCELLED)
    registration.save_change()
    record(by, "services.registration_cancelled", registration)
    return registration


def _tell(registration: Registration) -> None:
    if registration.email:
        owe_mail(registration.email, registration_subject(registration), registration_body(registration))


def forget_registrations(before: datetime) -> int:
    """Erases the personal data of people who registered and never came. Returns how many were erased."""
    return forget(registrations_to_forget(timezone.localdate(before)))


def forget(registrations: QuerySet[Registration]) -> int:
    return registrations.update(**dict.fromkeys(PERSON, ""), forgotten_at=timezone.now())


RETENTION = RetentionRule(
    code="services.registrations",
    label=gettext_lazy("Pendaftaran sidang tanpa akun"),
    what=gettext_lazy("Nama, telepon dan alamat orang yang mendaftar tetapi tidak datang, dihitung sejak sidangnya."),
    usual_days=30,
    least_days=1,
    purge=forget_registrations,
)
