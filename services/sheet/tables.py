"""How what was found is arranged on paper: lines of facts, and tables whose decimals stand below each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.sheet.item import Item, Standard
from services.sheet.readings import VERDICTS, Finding
from simetro.core.documents.tables import Column, Group, PrintedTable, group
from simetro.core.quantities import comma

FAILED = VERDICTS["batal"]


@dataclass(frozen=True)
class Line:
    label: str
    value: str
    code: bool = False


def instrument_name(item: Item) -> str:
    return " / ".join(part for part in (item.brand, item.model, item.serial_number) if part)


def text_table(title: str, labels: Iterable[str], rows: Iterable[tuple[str, ...]]) -> PrintedTable:
    columns = tuple(Column(label=label) for label in labels)
    listed = tuple(rows)
    return PrintedTable(title, columns, (group(columns, listed, bold=FAILED),) if listed else ())


def standards_table(standards: Iterable[Standard]) -> PrintedTable:
    rows = ((one.name, one.accuracy_class, one.certificate_number, one.traceability) for one in standards)
    return text_table("Standar yang digunakan", ("Nama", "Kelas", "Nomor sertifikat", "Ketertelusuran"), rows)


def conditions_table(items: Iterable[Item]) -> PrintedTable:
    items = tuple(items)
    row = (
        "; ".join(dict.fromkeys(item.place for item in items if item.place)),
        _span((item.temperature for item in items), "°C"),
        _span((item.humidity for item in items), "%"),
    )
    return text_table("Kondisi pengujian", ("Tempat", "Suhu", "Kelembapan relatif"), (row,) if any(row) else ())


def _span(values: Iterable[Decimal | None], unit: str) -> str:
    known = sorted({value for value in values if value is not None})
    ends = dict.fromkeys(comma(value) for value in (*known[:1], *known[-1:]))
    return f"{' s.d. '.join(ends)} {unit}" if ends else ""


def summary_table(item: Item) -> PrintedTable:
    """What was set stands here, or above the readings where the test has any."""
    rows = (
        (found.label, "" if found.table else found.given, found.value, found.limit, VERDICTS[found.verdict])
        for found in item.findings
    )
    return text_table("Ringkasan hasil", ("Pengujian", "Keterangan", "Nilai", "Batas", "Hasil"), rows)


def readings_tables(items: tuple[Item, ...]) -> Iterator[PrintedTable]:
    """Tables alike become one, with the rows grouped by instrument."""
    alike: dict[tuple[str, tuple[Column, ...]], list[Group]] = {}
    for number, item in enumerate(items, 1):
        for found in item.findings:
            if found.table:
                name = f"{number}. {instrument_name(item)}" if len(items) > 1 else ""
                heading = ". ".join(part for part in (name, found.given) if part)
                rows = group(found.table.columns, found.table.rows, heading, bold=FAILED)
                alike.setdefault((found.label, found.table.columns), []).append(rows)
    for (title, columns), groups in alike.items():
        yield PrintedTable(title, columns, tuple(groups))


def failures_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """One line per failed test; the sentences with every value are longer."""
    return tuple(_failure(found) for found in findings if found.verdict == "batal")


def _failure(found: Finding) -> str:
    if found.table:
        failed = sum(FAILED in row for row in found.table.rows)
        return f"{found.label}: {failed} dari {len(found.table.rows)} pembacaan di luar batas"
    measured = f"{found.value}, batasnya {found.limit}" if found.value else found.given
    return f"{found.label}: {measured}" if measured else found.label
