"""The report on paper, with letterhead and the head of the office's signature."""

from datetime import date

from services.papers.letter import letterhead_of, signature_of
from simetro.core.documents import Document, render_pdf
from simetro.core.documents.indonesian import date_span, long_date
from simetro.core.documents.tables import PrintedColumn, PrintedTable, group
from simetro.core.models import Office
from simetro.reports.figures.numbers import named
from simetro.reports.figures.report import Report, ReportRow
from simetro.reports.periods import Period

TITLE = "Laporan Pelayanan Tera dan Tera Ulang"
HEADINGS = (
    "Diuji",
    "Sah",
    "Batal",
    "Tera",
    "Tera ulang",
    "Kantor",
    "Sidang",
    "Tempat pakai",
    "Belum diuji",
    "Potensi",
    "% potensi",
)
COLUMNS = (PrintedColumn(label="Jenis UTTP"), *(PrintedColumn(label=heading, align="right") for heading in HEADINGS))


def render_report(report: Report, period: Period, office: Office, on: date) -> Document:
    signature = signature_of(office, on)
    table = PrintedTable("", COLUMNS, (group(COLUMNS, [_cells(row) for row in report.all_rows]),))
    context = {
        "title": TITLE,
        "period": named(period),
        "days": date_span((period.first, period.last)),
        "letterhead": letterhead_of(office),
        "table": table,
        "total": report.total,
        "signature": signature,
        "signed_on": long_date(on),
    }
    return render_pdf("reports/documents/report.html", context, title=f"{TITLE} {named(period)}")


def _cells(row: ReportRow) -> tuple[str, ...]:
    return (row.label, *(str(number.value) for number in row.numbers), str(row.potential), row.share)
