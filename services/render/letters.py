from collections.abc import Iterator

from services.sheet.letters import AssignmentSheet, MarkStatementSheet, ReportRow, Signature, SiteReport
from services.sheet.tables import FAILED, Line, text_table
from simetro.core.documents import Document, render_pdf
from simetro.core.documents.indonesian import date_span, long_date
from simetro.core.documents.qr import qr_svg
from simetro.core.documents.tables import Column, PrintedTable, group

ASSIGNMENT = ("Surat Tugas", "Assignment Letter")
REPORT = ("Berita Acara Pengujian", "Site Report")
STATEMENT = ("Surat Keterangan Pengganti Tanda Tera", "Statement in Lieu of Verification Mark")
REPORT_COLUMNS = (
    Column(label="No.", align="right"),
    Column(label="UTTP"),
    Column(label="ID UTTP"),
    Column(label="Pekerjaan"),
    Column(label="Hasil"),
    Column(label="Keterangan"),
)


def render_assignment_letter(letter: AssignmentSheet) -> Document:
    officers = [(str(number), one.name, one.nip, one.rank) for number, one in enumerate(letter.officers, 1)]
    lines = (
        Line("Tanggal pelaksanaan", date_span((letter.on, letter.until or letter.on))),
        Line("Pukul", letter.hours),
        Line("Tempat", letter.place),
        Line("Pemilik", letter.owner),
        Line("Telepon", letter.phone),
    )
    context = {
        "letter": letter,
        "facts": tuple(line for line in lines if line.value),
        "table": text_table("Petugas", ("No.", "Nama", "NIP", "Pangkat/golongan"), officers),
    }
    return print_letter("assignment_letter", ASSIGNMENT, letter.number, context, letter.signature)


def render_site_report(report: SiteReport) -> Document:
    context = {
        "report": report,
        "facts": tuple(line for line in _report_lines(report) if line.value),
        "table": _report_table(report),
        "signed_on": long_date(report.days[-1]),
    }
    return print_letter("site_report", REPORT, report.order_number, context)


def _report_lines(report: SiteReport) -> Iterator[Line]:
    yield Line("Surat tugas", report.assignment_number)
    yield Line("Tanggal", date_span(report.days))
    yield Line("Tempat", report.place)
    yield Line("Pemilik", report.owner)
    yield Line("Alamat", report.address)
    yield Line("Petugas", "; ".join(map(str, report.officers)))
    yield Line("Jenis UTTP", "; ".join(_kinds(report)))


def _kinds(report: SiteReport) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.kind for row in report.rows))


def _report_table(report: SiteReport) -> PrintedTable:
    """A row names its kind only where there are several."""
    is_mixed = len(_kinds(report)) > 1
    rows = (
        (str(number), _instrument(row, is_mixed), row.uttp_id, row.service, row.outcome, row.remark)
        for number, row in enumerate(report.rows, 1)
    )
    return PrintedTable("", REPORT_COLUMNS, (group(REPORT_COLUMNS, rows, bold=FAILED),))


def _instrument(row: ReportRow, is_mixed: bool) -> str:
    return ", ".join(part for part in (row.kind if is_mixed else "", row.instrument, row.capacity) if part)


def render_mark_statement(statement: MarkStatementSheet) -> Document:
    context = {
        "statement": statement,
        "facts": tuple(line for line in _statement_lines(statement) if line.value),
        "valid_until": long_date(statement.valid_until) if statement.valid_until else "",
        "qr": qr_svg(statement.instrument_url),
    }
    return print_letter("mark_statement", STATEMENT, statement.number, context, statement.signature)


def _statement_lines(statement: MarkStatementSheet) -> Iterator[Line]:
    yield Line("Nomor order", statement.order_number, code=True)
    yield Line("Jenis UTTP", statement.kind)
    yield Line("Merek / tipe / nomor seri", statement.instrument)
    yield Line("Kapasitas / daya baca", statement.capacity)
    yield Line("ID UTTP", statement.uttp_id, code=True)
    yield Line("Pemilik", statement.owner)
    yield Line("Alamat", statement.address)
    yield Line("Pekerjaan", statement.service)
    yield Line("Tanggal pengujian", long_date(statement.tested_on))
    yield Line("Diuji oleh", str(statement.tested_by))


def print_letter(
    template: str, titles: tuple[str, str], number: str, context: dict[str, object], signature: Signature | None = None
) -> Document:
    """`titles`: Indonesian and English; what nobody signs has no signature."""
    title, english = titles
    known: dict[str, object] = {"title": title, "english": english}
    if signature:
        known |= {"signature": signature, "signed_on": long_date(signature.on)}
    return render_pdf(f"services/documents/{template}.html", {**known, **context}, title=f"{title} {number}")
