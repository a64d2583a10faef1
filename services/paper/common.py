from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils import translation

from services.enums import ItemStatus, Place, Service
from services.models import Sidang
from services.sheet import Appointment, Letterhead, Officer
from services.sheet.letters import Signature
from simetro.core.models import Office, User
from uttp.models import Owner


def printed(choice: ItemStatus | Place | Service) -> str:
    """As paper says it, and as signatories approve it, whatever language their screen is in."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(choice.label)


def letterhead_of(office: Office) -> Letterhead:
    contacts = (f"Telepon {office.phone}" if office.phone else "", office.email)
    return Letterhead(
        regency=office.regency,
        office=office.department,
        unit=office.name,
        address=office.address,
        contacts=tuple(line for line in contacts if line),
    )


def appointment_at(sidang: Sidang) -> Appointment:
    with translation.override(settings.LANGUAGE_CODE):
        venue = f"{sidang.venue}, {sidang.address}, {sidang.district}"
        return Appointment(sidang=sidang.name, venue=venue, when=sidang.when)


def address_of(owner: Owner) -> str:
    return f"{owner.address}, {owner.village}, {owner.district}"


def officers_of(people: Iterable[User]) -> tuple[Officer, ...]:
    """Each person once, in the order in which they first appear."""
    return tuple(Officer(name=person.name, nip=person.nip) for person in dict.fromkeys(people))


def signature_of(office: Office, on: date) -> Signature:
    return Signature(
        place=office.city,
        on=on,
        title=office.head_title,
        name=office.head_name,
        rank=office.head_rank,
        nip=office.head_nip,
    )
