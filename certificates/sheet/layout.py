"""How the facts of a Sheet are arranged on paper: the lines of page 1, and the tables of the lampiran."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from certificates.sheet.facts import Item, Officer, Sheet, Standard
from certificates.sheet.readings import VERDICTS, Column, Fact, Finding
from simetro.core.documents.indonesian import date_span, decimal_comma, short_date

LISTED = "menurut daftar pada Lampiran"
FAILED = VERDICTS["batal"]


@dataclass(frozen=True)
class Cell:
    text: str
    css: str = ""


@dataclass(frozen=True)
class Group:
    """Rows of one instrument; the heading is empty where there is only one."""

    heading: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class PrintedTable:
    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]


def front_facts(sheet: Sheet) -> tuple[Fact, ...]:
    """The lines of page 1 in the office's order, without what is empty."""
    items = sheet.items
    lines = (
        ("Jenis UTTP", sheet.kind),
        *(_one_instrument(items[0]) if len(items) == 1 else _several_instruments(items)),
        ("Pemilik / pemakai", sheet.owner),
        ("Alamat", sheet.address),
        ("Diuji oleh", "; ".join(dict.fromkeys(_officer(item.tested_by) for item in items))),
        ("Tanggal pengujian", date_span(item.tested_on for item in items)),
        ("Metode", sheet.method),
    )
    return tuple(Fact(label=label, value=value) for label, value in lines if value)


def appendix(sheet: Sheet) -> tuple[PrintedTable, ...]:
    """The tables of the lampiran in order, without those that would be empty."""
    items = sheet.items
    several = len(items) > 1
    tables = (
        *((_register(items),) if several else ()),
        _standards(sheet.standards),
        _conditions(items),
        _overview(items) if several else _summary(items[0]),
        *_readings(items),
    )
    return tuple(table for table in tables if table.groups)


def instrument_name(item: Item) -> str:
    return " / ".join(part for part in (item.brand, item.model, item.serial_number) if part)


def failures(sheet: Sheet) -> tuple[Fact, ...]:
    """For a rejection: which instrument, and why."""
    return tuple(
        Fact(label=instrument_name(item), value=reason) for item in sheet.items for reason in item.reasons
    )


def _one_instrument(item: Item) -> Iterable[tuple[str, str]]:
    return (
        ("Merek / tipe / nomor seri", instrument_name(item)),
        ("Kapasitas / daya baca", item.capacity),
        ("Buatan", item.made_in),
        *((fact.label, fact.value) for fact in item.details),
        ("ID UTTP", item.uttp_id),
    )


def _several_instruments(items: tuple[Item, ...]) -> Iterable[tuple[str, str]]:
    brands = dict.fromkeys(f"{item.brand} {item.model}".strip() for item in items)
    made_in = dict.fromkeys(item.made_in for item in items if item.made_in)
    return (
        ("Merek / tipe", "; ".join(brands)),
        ("Jumlah", f"{len(items)} unit, {LISTED}"),
        ("Buatan", "; ".join(made_in)),
    )


def _officer(officer: Officer) -> str:
    return f"{officer.name}, NIP {officer.nip}" if officer.nip else officer.name


def _table(title: str, labels: Iterable[str], rows: Iterable[tuple[str, ...]]) -> PrintedTable:
    columns = tuple(Column(label=label) for label in labels)
    listed = tuple(rows)
    return PrintedTable(title, columns, (_group("", columns, listed),) if listed else ())


def _group(heading: str, columns: tuple[Column, ...], rows: Iterable[tuple[str, ...]]) -> Group:
    styles = ["n" if column.align == "right" else "" for column in columns]
    return Group(heading, tuple(tuple(map(_cell, row, styles)) for row in rows))


def _cell(text: str, style: str) -> Cell:
    return Cell(text, "fail" if text.startswith(FAILED) else style)


def _standards(standards: tuple[Standard, ...]) -> PrintedTable:
    rows = ((one.name, one.accuracy_class, one.certificate_number, one.traceability) for one in standards)
    return _table("Standar yang digunakan", ("Nama", "Kelas", "Nomor sertifikat", "Ketertelusuran"), rows)


def _register(items: tuple[Item, ...]) -> PrintedTable:
    details = tuple(dict.fromkeys(fact.label for item in items for fact in item.details))
    labels = ("No.", "Merek / tipe", "Nomor seri", "ID UTTP", *details, "Berlaku s.d.", "Hasil")
    return _table(
        "Daftar UTTP", labels, (_register_row(number, item, details) for number, item in enumerate(items, 1))
    )


def _register_row(number: int, item: Item, details: tuple[str, ...]) -> tuple[str, ...]:
    values = {fact.label: fact.value for fact in item.details}
    return (
        str(number),
        " / ".join(part for part in (item.brand, item.model) if part),
        item.serial_number,
        item.uttp_id,
        *(values.get(label, "") for label in details),
        short_date(item.valid_until) if item.valid_until else "-",
        VERDICTS[item.verdict],
    )


def _conditions(items: tuple[Item, ...]) -> PrintedTable:
    row = (
        "; ".join(dict.fromkeys(item.place for item in items if item.place)),
        _span((item.temperature for item in items), "°C"),
        _span((item.humidity for item in items), "%"),
    )
    return _table("Kondisi pengujian", ("Tempat", "Suhu", "Kelembapan relatif"), (row,) if any(row) else ())


def _span(values: Iterable[Decimal | None], unit: str) -> str:
    known = sorted({value for value in values if value is not None})
    ends = dict.fromkeys(decimal_comma(value) for value in (*known[:1], *known[-1:]))
    return f"{' s.d. '.join(ends)} {unit}" if ends else ""


def _summary(item: Item) -> PrintedTable:
    rows = (
        (found.label, found.given, found.value, found.limit, VERDICTS[found.verdict])
        for found in item.findings
    )
    return _table("Ringkasan hasil", ("Pengujian", "Keterangan", "Nilai", "Batas", "Hasil"), rows)


def _overview(items: tuple[Item, ...]) -> PrintedTable:
    """One row per instrument, one column per test."""
    tests = dict.fromkeys((found.code, found.label) for item in items for found in item.findings)
    rows = []
    for number, item in enumerate(items, 1):
        cells = {found.code: _verdict_with_value(found) for found in item.findings}
        rows.append((str(number), *(cells.get(code, "-") for code, _ in tests)))
    return _table("Ringkasan hasil", ("No.", *(label for _, label in tests)), rows)


def _verdict_with_value(found: Finding) -> str:
    verdict = VERDICTS[found.verdict]
    return f"{verdict} ({found.value})" if found.value else verdict


def _readings(items: tuple[Item, ...]) -> Iterator[PrintedTable]:
    """Tables alike become one, with the rows grouped by instrument."""
    alike: dict[tuple[str, tuple[Column, ...]], list[Group]] = {}
    for number, item in enumerate(items, 1):
        for found in item.findings:
            if found.table:
                name = f"{number}. {instrument_name(item)}" if len(items) > 1 else ""
                heading = ". ".join(part for part in (name, found.given) if part)
                group = _group(heading, found.table.columns, found.table.rows)
                alike.setdefault((found.label, found.table.columns), []).append(group)
    for (title, columns), groups in alike.items():
        yield PrintedTable(title, columns, tuple(groups))
