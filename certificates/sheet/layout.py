"""How the facts of a Sheet are arranged on paper: the lines of page 1, and the tables of the lampiran."""

from collections.abc import Iterable

from certificates.sheet.facts import Sheet
from services.papers.readings import VERDICTS, Finding
from services.papers.tables import (
    PrintedLine,
    conditions_table,
    failures_of,
    instrument_name,
    readings_tables,
    standards_table,
    summary_table,
    text_table,
)
from services.papers.tested_item import TestedItem
from simetro.core.documents.indonesian import date_span, long_date, short_date
from simetro.core.documents.tables import PrintedTable

LISTED = "menurut daftar pada Lampiran"
MOST_FAILURES = 8
UNTIL = "Berlaku s.d."


def front_lines(sheet: Sheet) -> tuple[PrintedLine, ...]:
    """The lines of page 1 in the office's order, without empty ones."""
    items = sheet.items
    lines = (
        PrintedLine("Nomor order", sheet.order_number, code=True),
        PrintedLine("Jenis UTTP", sheet.kind),
        *(_one_instrument(items[0]) if len(items) == 1 else _several_instruments(items)),
        PrintedLine("Pemilik / pemakai", sheet.owner),
        PrintedLine("Alamat", sheet.address),
        PrintedLine("Diuji oleh", "; ".join(dict.fromkeys(str(item.tested_by) for item in items))),
        PrintedLine("Tanggal pengujian", date_span(item.tested_on for item in items)),
        PrintedLine("Metode", sheet.method),
    )
    return tuple(line for line in lines if line.value)


def appendix(sheet: Sheet) -> tuple[PrintedTable, ...]:
    """The tables of the lampiran in order, without empty ones."""
    items = sheet.items
    several = len(items) > 1
    tables = (
        *((_register(items),) if several else ()),
        standards_table(sheet.standards),
        conditions_table(items),
        _overview(items) if several else summary_table(items[0]),
        _reasons(items),
        *readings_tables(items),
    )
    return tuple(table for table in tables if table.groups)


def validity(sheet: Sheet) -> str:
    """The last day of validity. Where the instruments differ, the earliest, with a hint at the lampiran."""
    days = sorted({item.valid_until for item in sheet.items if item.valid_until})
    if not days:
        return ""
    return long_date(days[0]) + (f", selanjutnya {LISTED}" if len(days) > 1 else "")


def failures(sheet: Sheet) -> tuple[str, ...]:
    """For page 1 of a rejection: one line per failed test. The lampiran has every value."""
    named = len(sheet.items) > 1
    lines = tuple(
        f"{instrument_name(item)}: {failure}" if named else failure
        for item in sheet.items
        for failure in failures_of(item.findings)
    )
    return lines if len(lines) <= MOST_FAILURES else (f"{len(sheet.items)} alat tidak memenuhi syarat, {LISTED}",)


def _one_instrument(item: TestedItem) -> Iterable[PrintedLine]:
    return (
        PrintedLine("Merek / tipe / nomor seri", instrument_name(item)),
        PrintedLine("Kapasitas / daya baca", item.capacity),
        PrintedLine("Buatan", item.made_in),
        *(PrintedLine(fact.label, fact.value) for fact in item.details),
        PrintedLine("ID UTTP", item.uttp_id, code=True),
    )


def _several_instruments(items: tuple[TestedItem, ...]) -> Iterable[PrintedLine]:
    brands = dict.fromkeys(name for item in items if (name := f"{item.brand} {item.model}".strip()))
    made_in = dict.fromkeys(item.made_in for item in items if item.made_in)
    return (
        PrintedLine("Merek / tipe", "; ".join(brands)),
        PrintedLine("Jumlah", f"{len(items)} unit, {LISTED}"),
        PrintedLine("Buatan", "; ".join(made_in)),
    )


def _register(items: tuple[TestedItem, ...]) -> PrintedTable:
    listed = [_registered(item) for item in items]
    labels = [label for label in dict.fromkeys(label for row in listed for label in row) if _tells(label, listed)]
    rows = ((str(number), *(row.get(label, "") for label in labels)) for number, row in enumerate(listed, 1))
    return text_table("Daftar UTTP", ("No.", *labels), rows)


def _registered(item: TestedItem) -> dict[str, str]:
    return {
        "Merek / tipe": " / ".join(part for part in (item.brand, item.model) if part),
        "Nomor seri": item.serial_number,
        "ID UTTP": item.uttp_id,
        "Kapasitas / daya baca": item.capacity,
        **{fact.label: fact.value for fact in item.details},
        UNTIL: short_date(item.valid_until) if item.valid_until else "",
        "Hasil": VERDICTS[item.verdict],
    }


def _tells(label: str, rows: Iterable[dict[str, str]]) -> bool:
    """False for an empty column, and for the date of validity where page 1 says it for all."""
    values = {row.get(label, "") for row in rows}
    return len(values) > 1 if label == UNTIL else values != {""}


def _overview(items: tuple[TestedItem, ...]) -> PrintedTable:
    """One row per instrument, one column per test."""
    tests = dict.fromkeys((finding.code, finding.label) for item in items for finding in item.findings)
    rows = []
    for number, item in enumerate(items, 1):
        cells = {finding.code: _verdict_with_value(finding) for finding in item.findings}
        rows.append((str(number), *(cells.get(code, "-") for code, _ in tests)))
    return text_table("Ringkasan hasil", ("No.", *(label for _, label in tests)), rows)


def _verdict_with_value(finding: Finding) -> str:
    verdict = VERDICTS[finding.verdict]
    return f"{verdict} ({finding.value})" if finding.value else verdict


def _reasons(items: tuple[TestedItem, ...]) -> PrintedTable:
    if len(items) == 1:
        return text_table("Alasan pembatalan", ("Alasan",), ((reason,) for reason in items[0].reasons))
    rows = ((instrument_name(item), reason) for item in items for reason in item.reasons)
    return text_table("Alasan pembatalan", ("Alat", "Alasan"), rows)
