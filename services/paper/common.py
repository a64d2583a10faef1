from django.conf import settings
from django.utils import translation

from services.enums import Place, Service
from services.sheet import Letterhead
from simetro.core.models import Office


def printed(choice: Place | Service) -> str:
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
