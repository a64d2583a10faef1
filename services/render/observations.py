from collections.abc import Iterable, Iterator
from dataclasses import replace

from services.sheet import Finding
from services.sheet.observations import ObservationSheet
from services.sheet.readings import VERDICTS
from services.sheet.tables import (
    Line,
    conditions_table,
    instrument_name,
    readings_tables,
    standards_table,
    summary_table,
    text_table,
)
from simetro.core.documents import Document, render_pdf
from simetro.core.documents.indonesian import long_date, long_moment
from simetro.core.documents.tables import PrintedTable

TITLE = "Cerapan Pengujian"
DRAFT = "KONSEP"


def render_observations(sheet: ObservationSheet) -> Document:
    """A draft is marked on every page."""
    item = sheet.item
    context = {
        "sheet": sheet,
        "title": TITLE,
        "facts": tuple(line for line in _lines(sheet) if line.value),
        "verdict": VERDICTS[sheet.verdict],
        "valid_until": long_date(item.valid_until) if item.valid_until else "",
        "finalized_at": long_moment(sheet.finalized_at) if sheet.finalized_at else "",
        "corrected_on": long_date(sheet.corrects.tested_on) if sheet.corrects else "",
        "replaced_on": long_date(sheet.corrected_by.tested_on) if sheet.corrected_by else "",
        "tables": tuple(table for table in _tables(sheet) if table.groups),
    }
    title = f"{TITLE} {item.uttp_id} {sheet.order_number}"
    watermark = None if sheet.finalized_at else DRAFT
    return render_pdf("services/documents/observations.html", context, title=title, watermark=watermark)


def _lines(sheet: ObservationSheet) -> Iterator[Line]:
    item = sheet.item
    yield Line("Jenis UTTP", sheet.kind)
    yield Line("Merek / tipe / nomor seri", instrument_name(item))
    yield Line("Kapasitas / daya baca", item.capacity)
    yield from (Line(fact.label, fact.value) for fact in sheet.plate)
    yield Line("Buatan", item.made_in)
    yield Line("Pemilik", sheet.owner)
    yield Line("Alamat", sheet.address)
    yield Line("Pekerjaan", sheet.service)
    yield Line("Tanggal pengujian", long_date(item.tested_on))
    yield Line("Diuji oleh", "; ".join(map(str, sheet.testers)))
    yield Line("Metode", sheet.method)
    yield Line("Catatan", sheet.remark)


def _tables(sheet: ObservationSheet) -> Iterator[PrintedTable]:
    item = sheet.item
    yield conditions_table([item])
    yield standards_table(sheet.standards)
    yield summary_table(item)
    for answered in sheet.answers:
        yield text_table(answered.label, ("Butir", "Memenuhi"), answered.rows)
    yield from readings_tables((item,))
    yield from readings_tables((replace(item, findings=sheet.noted),))
    yield _noted(sheet.noted)


def _noted(findings: Iterable[Finding]) -> PrintedTable:
    rows = ((found.label, found.given) for found in findings if found.given and not found.table)
    return text_table("Cerapan tanpa penilaian", ("Cerapan", "Nilai"), rows)
