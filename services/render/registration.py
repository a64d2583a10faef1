"""Registrations on paper; their templates see what the sheets say, nothing else."""

from services.sheet import FormRow, RegistrationForm, SignUpSlip
from services.sheet.tables import Line
from simetro.core.documents import Document, render_pdf
from simetro.core.documents.indonesian import long_date
from simetro.core.documents.qr import qr_svg
from simetro.core.documents.tables import Column, PrintedTable, group

TITLE = "Formulir Pendaftaran"
SLIP = "Bukti Pendaftaran Sidang"
COLUMNS = (
    Column(label="No."),
    Column(label="Jenis UTTP"),
    Column(label="Merek / nomor seri"),
    Column(label="Kapasitas / daya baca"),
    Column(label="Pekerjaan"),
    Column(label="Jumlah", align="right"),
)


def render_registration_form(form: RegistrationForm, *, is_small: bool = False) -> Document:
    """On A4, or on A5 where the owner only takes a receipt along."""
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


def render_sign_up_slip(slip: SignUpSlip) -> Document:
    columns = (Column(label="No."), Column(label="Jenis UTTP"), Column(label="Jumlah", align="right"))
    rows = [(str(number), kind, str(count)) for number, (kind, count) in enumerate(slip.rows, 1)]
    context = {
        "slip": slip,
        "title": SLIP,
        "qr": qr_svg(slip.url),
        "facts": (
            Line("Sidang", slip.appointment.sidang),
            Line("Tempat", slip.appointment.venue),
            Line("Hari dan jam", slip.appointment.when),
        ),
        "table": PrintedTable("", columns, (group(columns, rows),)),
    }
    return render_pdf("services/documents/sign_up_slip.html", context, title=f"{SLIP} {slip.number}")
