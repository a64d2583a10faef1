"""How facts and results are arranged on paper: labelled lines, and tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.papers.readings import VERDICTS, Finding
from services.papers.tested_item import TestedItem, UsedStandard
from simetro.core.documents.tables import PrintedColumn, PrintedGroup, PrintedTable, group
from simetro.core.kit.quantities import comma

FAILED = VERDICTS["batal"]


@dataclass(frozen=True)
class PrintedLine:
    label: str
    value: str
    code: bool = False


def instrument_name(item: TestedItem) -> str:
    return " / ".join(part for part in (item.brand, item.model, item.serial_number) if part)


def text_table(title: str, labels: Iterable[str], rows: Iterable[tuple[str, ...]]) -> PrintedTable:
    columns = tuple(PrintedColumn(label=label) for label in labels)
    listed = tuple(rows)
    return PrintedTable(title, columns, (group(columns, listed, bold=FAILED),) if listed else ())


def standards_table(standards: Iterable[UsedStandard]) -> PrintedTable:
    rows = (
        (standard.name, standard.accuracy_class, standard.certificate_number, standard.traceability)
        for standard in standards
    )
    return text_table("Standar yang digunakan", ("Nama", "Kelas", "Nomor sertifikat", "Ketertelusuran"), rows)


def conditions_table(items: Iterable[TestedItem]) -> PrintedTable:
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


def summary_table(item: TestedItem) -> PrintedTable:
    """One row per test. What was set is said here, unless the test has a table of readings that says it."""
    rows = (
        (finding.label, "" if finding.table else finding.given, finding.value, finding.limit, VERDICTS[finding.verdict])
        for finding in item.findings
    )
    return text_table("Ringkasan hasil", ("Pengujian", "Keterangan", "Nilai", "Batas", "Hasil"), rows)


def readings_tables(items: tuple[TestedItem, ...]) -> Iterator[PrintedTable]:
    """The tables of readings. Those with the same columns become one, grouped by instrument."""
    alike: dict[tuple[str, tuple[PrintedColumn, ...]], list[PrintedGroup]] = {}
    for number, item in enumerate(items, 1):
        for finding in item.findings:
            if finding.table:
                name = f"{number}. {instrument_name(item)}" if len(items) > 1 else ""
                heading = ". ".join(part for part in (name, finding.given) if part)
                rows = group(finding.table.columns, finding.table.rows, heading, bold=FAILED)
                alike.setdefault((finding.label, finding.table.columns), []).append(rows)
    for (title, columns), groups in alike.items():
        yield PrintedTable(title, columns, tuple(groups))


def failures_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """One short line per failed test, without every value."""
    return tuple(_failure(finding) for finding in findings if finding.verdict == "batal")


def _failure(finding: Finding) -> str:
    if finding.table:
        failed = sum(FAILED in row for row in finding.table.rows)
        return f"{finding.label}: {failed} dari {len(finding.table.rows)} pembacaan di luar batas"
    measured = f"{finding.value}, batasnya {finding.limit}" if finding.value else finding.given
    return f"{finding.label}: {measured}" if measured else finding.label
