from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from services.enums import Service, VerificationStatus
from services.models import MarkStatement, Verification
from services.papers.facts import Officer, printed
from services.papers.letter import Letterhead, Signature, letterhead_of, print_letter, signature_of
from services.papers.tables import PrintedLine
from simetro.core.documents import Document
from simetro.core.documents.indonesian import long_date
from simetro.core.documents.qr import qr_svg
from simetro.core.kit.errors import Conflict
from simetro.core.models import Office
from simetro.core.web.public_pages import public_url


@dataclass(frozen=True, kw_only=True)
class MarkStatementSheet:
    letterhead: Letterhead
    number: str
    order_number: str
    kind: str
    instrument: str
    capacity: str
    uttp_id: str
    owner: str
    address: str
    service: str
    tested_on: date
    tested_by: Officer
    valid_until: date | None
    marks: tuple[str, ...]
    reason: str
    instrument_url: str
    signature: Signature


def mark_statement_of(verification: Verification) -> MarkStatementSheet:
    """The statement as it is printed. Raises Conflict where there is none, or where the result was corrected since."""
    kept = _kept(verification)
    item, office = verification.item, Office.current()
    instrument, kind, owner = item.instrument, item.instrument.kind, item.order.owner
    return MarkStatementSheet(
        letterhead=letterhead_of(office),
        number=kept.number,
        order_number=item.order.transaction_number,
        kind=kind.name,
        instrument=str(instrument),
        capacity=kind.describe_capacity(verification.attributes),
        uttp_id=instrument.uttp_id,
        owner=owner.name,
        address=owner.full_address,
        service=printed(Service(item.service)),
        tested_on=verification.tested_on,
        tested_by=Officer(name=verification.penera.name, nip=verification.penera.nip),
        valid_until=verification.valid_until,
        marks=tuple(str(mark) for mark in kind.marks_for(item.service)),
        reason=kept.reason,
        instrument_url=public_url(instrument),
        signature=signature_of(office, kept.issued_on),
    )


def _kept(verification: Verification) -> MarkStatement:
    kept = MarkStatement.objects.filter(verification=verification).first()
    if kept is None:
        raise Conflict(
            _("Keterangan pengganti tanda tera belum dibuat. Buat dari halaman hasil pengujian."), code="wrong_state"
        )
    if Verification.objects.filter(supersedes=verification, status=VerificationStatus.FINAL).exists():
        raise Conflict(_("Hasil ini sudah dikoreksi, sehingga keterangannya tidak berlaku lagi."), code="superseded")
    return kept


STATEMENT = ("Surat Keterangan Pengganti Tanda Tera", "Statement in Lieu of Verification Mark")


def render_mark_statement(statement: MarkStatementSheet) -> Document:
    context = {
        "statement": statement,
        "facts": tuple(line for line in _statement_lines(statement) if line.value),
        "valid_until": long_date(statement.valid_until) if statement.valid_until else "",
        "qr": qr_svg(statement.instrument_url),
    }
    return print_letter("mark_statement", STATEMENT, statement.number, context, statement.signature)


def _statement_lines(statement: MarkStatementSheet) -> Iterator[PrintedLine]:
    yield PrintedLine("Nomor order", statement.order_number, code=True)
    yield PrintedLine("Jenis UTTP", statement.kind)
    yield PrintedLine("Merek / tipe / nomor seri", statement.instrument)
    yield PrintedLine("Kapasitas / daya baca", statement.capacity)
    yield PrintedLine("ID UTTP", statement.uttp_id, code=True)
    yield PrintedLine("Pemilik", statement.owner)
    yield PrintedLine("Alamat", statement.address)
    yield PrintedLine("Pekerjaan", statement.service)
    yield PrintedLine("Tanggal pengujian", long_date(statement.tested_on))
    yield PrintedLine("Diuji oleh", str(statement.tested_by))
