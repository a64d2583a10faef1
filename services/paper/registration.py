from collections import Counter

from services.enums import ItemStatus, Place, Service
from services.messages import registration_url, status_url
from services.models import Order, OrderItem, Registration
from services.paper.common import address_of, appointment_at, letterhead_of, printed
from services.sheet import FormRow, RegistrationForm, SignUpSlip
from simetro.core.models import Office


def registration_form_of(order: Order) -> RegistrationForm:
    owner = order.owner
    items = order.items.exclude(status=ItemStatus.WITHDRAWN).select_related("instrument")
    rows = Counter(_row(item) for item in items)
    return RegistrationForm(
        letterhead=letterhead_of(Office.current()),
        order_number=order.transaction_number,
        status_url=status_url(order),
        registered_on=order.requested_on,
        applicant=owner.name,
        address=address_of(owner),
        phone=owner.phone,
        place=printed(Place(order.place)),
        certificate_name=order.name_on_certificate,
        certificate_address=order.address_on_certificate,
        rows=tuple(_form_row(row, count) for row, count in rows.items()),
        expected_on=order.expected_on,
        received_by=order.registered_by.name if order.registered_by.is_office else "",
        appointment=appointment_at(order.sidang) if order.sidang else None,
    )


Row = tuple[str, str, str, str, str]


def _row(item: OrderItem) -> Row:
    instrument = item.instrument
    brand = f"{instrument.brand} {instrument.model}".strip()
    return instrument.kind.name, brand, instrument.serial_number, instrument.capacity, printed(Service(item.service))


def _form_row(row: Row, count: int) -> FormRow:
    """Instruments alike in all that the form tells, weights mostly, share a line."""
    kind, brand, serial_number, capacity, service = row
    return FormRow(kind=kind, brand=brand, serial_number=serial_number, capacity=capacity, service=service, count=count)


def sign_up_slip_of(registration: Registration) -> SignUpSlip:
    return SignUpSlip(
        letterhead=letterhead_of(Office.current()),
        number=registration.number,
        url=registration_url(registration),
        appointment=appointment_at(registration.sidang),
        rows=tuple((line.kind.name, line.count) for line in registration.lines.all()),
    )
