from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from services.enums import ItemStatus, Place, Service
from services.models import Sidang
from simetro.core.models import User


@dataclass(frozen=True, kw_only=True)
class SidangAppointment:
    """Where and when an owner brings his instruments to a sidang."""

    sidang: str
    venue: str
    when: str


@dataclass(frozen=True, kw_only=True)
class Officer:
    name: str
    nip: str = ""

    def __str__(self) -> str:
        return f"{self.name}, NIP {self.nip}" if self.nip else self.name


def printed(choice: ItemStatus | Place | Service) -> str:
    """The Indonesian label, whatever language the reader's screen has."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(choice.label)


def appointment_at(sidang: Sidang) -> SidangAppointment:
    with translation.override(settings.LANGUAGE_CODE):
        venue = f"{sidang.venue}, {sidang.address}, {sidang.district}"
        return SidangAppointment(sidang=sidang.name, venue=venue, when=sidang.when)


def officers_of(people: Iterable[User]) -> tuple[Officer, ...]:
    """The officers, each person once, in the order in which they first appear."""
    return tuple(Officer(name=person.name, nip=person.nip) for person in dict.fromkeys(people))
