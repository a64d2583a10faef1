from django.conf import settings

from services.models import Order, Registration
from uttp.models import Instrument


def status_url(order: Order) -> str:
    return f"{settings.PUBLIC_URL}/status/{order.transaction_number}"


def instrument_url(instrument: Instrument) -> str:
    return f"{settings.PUBLIC_URL}/uttp/{instrument.uttp_id}"


def registration_url(registration: Registration) -> str:
    return f"{settings.PUBLIC_URL}/pendaftaran/{registration.number}"
