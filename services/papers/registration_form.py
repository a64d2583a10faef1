from collections import Counter
from dataclasses import dataclass
from datetime import date

from services.enums import ItemStatus, Place, Service
from services.models import Order, OrderItem
from services.papers.facts import SidangAppointment, appointment_at, printed
from services.papers.letter import Letterhead, letterhead_of
from simetro.core.documents import Document, render_pdf
from simetro.core.documents.indonesian import long_date
from simetro.core.documents.qr import qr_svg
from simetro.core.documents.tables import PrintedColumn, PrintedTable, group
from simetro.core.models import Office
from simetro.core.web.public_pages import public_url


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """Instruments that are alike. `service`: in words, such as 'Tera ulang'."""

    kind: str
    brand: str
    serial_number: str
    capacity: str
    count: int
    service: str


@dataclass(frozen=True, kw_only=True)
class RegistrationForm:
    letterhead: Letterhead
    order_number: str
    status_url: str
    registered_on: date
    applicant: str
    address: str
    phone: str
    place: str
    certificate_name: str
    certificate_address: str
    rows: tuple[FormRow, ...]
    expected_on: date | None = None
    received_by: str = ""
    handed_over_by: str = ""
    appointment: SidangAppointment | None = None

    @property
    def total(self) -> int:
        return sum(row.count for row in self.rows)


def registration_form_of(order: Order) -> RegistrationForm:
    owner = order.owner
    items = order.items.exclude(status=ItemStatus.WITHDRAWN).select_related("instrument")
    rows = Counter(_row(item) for item in items)
    return RegistrationForm(
        letterhead=letterhead_of(Office.current()),
        order_number=order.transaction_number,
        status_url=public_url(order),
        registered_on=order.requested_on,
        applicant=owner.name,
        address=owner.full_address,
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
    """Instruments that are alike in everything printed, mostly weights, share one row."""
    kind, brand, serial_number, capacity, service = row
    return FormRow(kind=kind, brand=brand, serial_number=serial_number, capacity=capacity, service=service, count=count)


TITLE = "Formulir Pendaftaran"


COLUMNS = (
    PrintedColumn(label="No."),
    PrintedColumn(label="Jenis UTTP"),
    PrintedColumn(label="Merek / nomor seri"),
    PrintedColumn(label="Kapasitas / daya baca"),
    PrintedColumn(label="Pekerjaan"),
    PrintedColumn(label="Jumlah", align="right"),
)


def render_registration_form(form: RegistrationForm, *, is_small: bool = False) -> Document:
    """Prints the form on A4; on A5 where it is only the owner's receipt."""
    context = {
        "form": form,
        "is_small": is_small,
        "title": TITLE,
        "qr": qr_svg(form.status_url),
        "registered_on": long_date(form.registered_on),
        "expected_on": long_date(form.expected_on) if form.expected_on else "",
        "table": PrintedTable("", COLUMNS, (group(COLUMNS, map(_cells, form.rows, range(1, len(form.rows) + 1))),)),
    }
    title = f"{TITLE} {form.order_number}"
    return render_pdf("services/documents/registration_form.html", context, title=title)


def _cells(row: FormRow, number: int) -> tuple[str, ...]:
    name = " / ".join(part for part in (row.brand, row.serial_number) if part)
    return str(number), row.kind, name, row.capacity, row.service, str(row.count)
