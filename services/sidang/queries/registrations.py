from datetime import date

from django.db.models import Q, QuerySet

from services.codes import parse_registration_number
from services.enums import RegistrationStatus
from services.models import Registration, Sidang
from simetro.core.kit.text import search_terms


def expected_registrations(sidang: Sidang) -> QuerySet[Registration]:
    expected = Registration.objects.filter(sidang=sidang, status=RegistrationStatus.REGISTERED)
    return expected.prefetch_related("lines").order_by("name", "pk")


def registration_by_number(text: str) -> Registration | None:
    number = parse_registration_number(text)
    rows = Registration.objects.select_related("sidang", "order").prefetch_related("lines")
    return rows.filter(number=number).first() if number else None


def search_registrations(registrations: QuerySet[Registration], text: str) -> QuerySet[Registration]:
    """Searches by number, also as the address that a QR code holds, by name or by phone."""
    number = parse_registration_number(text.rstrip("/").rpartition("/")[2])
    if number:
        return registrations.filter(number=number)
    for word in search_terms(text):
        registrations = registrations.filter(Q(name__icontains=word) | Q(phone__contains=word))
    return registrations


def registrations_to_forget(before: date) -> QuerySet[Registration]:
    """Registrations of past sidang that never became an order and still hold personal data."""
    over = Registration.objects.filter(sidang__ends_on__lt=before, order__isnull=True)
    return over.filter(forgotten_at__isnull=True)
