from dataclasses import dataclass

from services.models import Registration
from services.papers.facts import SidangAppointment, appointment_at
from services.papers.letter import Letterhead, letterhead_of
from services.papers.tables import PrintedLine
from simetro.core.documents import Document, render_pdf
from simetro.core.documents.qr import qr_svg
from simetro.core.documents.tables import PrintedColumn, PrintedTable, group
from simetro.core.models import Office
from simetro.core.web.public_pages import public_url


@dataclass(frozen=True, kw_only=True)
class SignUpSlip:
    """The slip for somebody who registered without an account. `rows`: kind and count. It names nobody."""

    letterhead: Letterhead
    number: str
    url: str
    appointment: SidangAppointment
    rows: tuple[tuple[str, int], ...]


def sign_up_slip_of(registration: Registration) -> SignUpSlip:
    return SignUpSlip(
        letterhead=letterhead_of(Office.current()),
        number=registration.number,
        url=public_url(registration),
        appointment=appointment_at(registration.sidang),
        rows=tuple((line.kind.name, line.count) for line in registration.lines.all()),
    )


SLIP = "Bukti Pendaftaran Sidang"


def render_sign_up_slip(slip: SignUpSlip) -> Document:
    columns = (
        PrintedColumn(label="No."),
        PrintedColumn(label="Jenis UTTP"),
        PrintedColumn(label="Jumlah", align="right"),
    )
    rows = [(str(number), kind, str(count)) for number, (kind, count) in enumerate(slip.rows, 1)]
    context = {
        "slip": slip,
        "title": SLIP,
        "qr": qr_svg(slip.url),
        "facts": (
            PrintedLine("Sidang", slip.appointment.sidang),
            PrintedLine("Tempat", slip.appointment.venue),
            PrintedLine("Hari dan jam", slip.appointment.when),
        ),
        "table": PrintedTable("", columns, (group(columns, rows),)),
    }
    return render_pdf("services/documents/sign_up_slip.html", context, title=f"{SLIP} {slip.number}")
