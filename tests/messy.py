"""An old register in which everything is wrong that is wrong in real ones, and what each row must become."""

import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADS = "No|Nama Pemilik|No. HP|Desa|Jenis UTTP|Merk|No. Seri|Kap.|Daya Baca|Kelas|TGL TERA TERAKHIR".split("|")  # noqa: SIM905 - one line
NAME, PHONE, VILLAGE, KIND, BRAND, SERIAL, CAPACITY, STEP, CLASS, DAY = range(1, 11)
FIRST = 4  # number of the first row below the heads
SIGNS = ('"', "''", "idem", "Idem.", "sda", "s.d.a.", "〃", '-"-', "ditto", "″")
NOTHING = ("-", "–", "- -", "nihil", "tanpa nomor", "n/a", "tidak ada", ".")
HIDDEN = "hidden"  # at the end of a row that the file hides
ERRORS = ("#N/A", "#REF!", "#VALUE!")


@dataclass
class Expected:
    """What a row becomes. `facts`: by path of the owner's or the instrument's field; `sentence`: part of a sentence."""

    fate: str = "new"
    facts: dict[str, str] = field(default_factory=dict)
    sentence: str = ""


@dataclass
class MessyRegister:
    content: bytes
    rows: dict[int, Expected]


Scene = Callable[[int, list[Any]], list[tuple[list[Any], Expected]]]


def _good(n: int) -> list[Any]:
    """A row without fault; `n` makes its owner and instrument its own."""
    cells = [n, f"Toko Rukun {n}", f"0812{n:08d}", "Sirau", "Timbangan elektronik", "Sonic", f"SN{n}"]
    return [*cells, "6000 g", "2 g", "III", datetime.date(2025, 3, 25)]


def _with(cells: list[Any], column: int, value: Any) -> list[Any]:
    return [*cells[:column], value, *cells[column + 1 :]]


def _plain(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    facts = {"name": f"Toko Rukun {n}", "phone": f"0812{n:08d}", "serial_number": f"SN{n}", "verified_on": "2025-03-25"}
    return [(cells, Expected(facts=facts))]


def _ditto(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    """A second instrument of the owner above, whose data stand there."""
    sign = SIGNS[n % len(SIGNS)]
    below = [n, sign, sign, sign, sign, sign, f"SN{n}b", sign, sign, sign, sign]
    facts = {"name": f"Toko Rukun {n}", "phone": f"0812{n:08d}", "brand": "Sonic", "verified_on": "2025-03-25"}
    sentence = "Dari baris di atasnya: Nama pemilik, Nomor telepon"
    return [*_plain(n, cells), (below, Expected(facts=facts, sentence=sentence))]


def _no_number(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    nothing = NOTHING[n % len(NOTHING)]
    return [(_with(_with(cells, SERIAL, nothing), BRAND, nothing), Expected(facts={"serial_number": "", "brand": ""}))]


def _no_name(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    return [(_with(cells, NAME, NOTHING[n % len(NOTHING)]), Expected("error", sentence="Nama pemilik kosong."))]


def _error(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    column, label = ((BRAND, "Merek"), (SERIAL, "Nomor seri"), (CAPACITY, "Kapasitas"))[n % 3]
    error = ERRORS[n % len(ERRORS)]
    return [(_with(cells, column, error), Expected("error", sentence=f"{label}: galat {error}"))]


def _phone(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    number = f"0812{n:08d}"
    written, phone, note = (
        (f"{number} / 0856{n:08d}", number, f"0856{n:08d}"),
        (f"{number} an. Budi 2", number, "an. Budi 2"),
        (f"0281-{600000 + n} ext 104", f"0281{600000 + n}", "ext 104"),
        (int(number), number, ""),
        ("8,12346E+11", "", "8,12346E+11"),
        (f"08l2{n:07d}", "", f"08l2{n:07d}"),
        ("#N/A", "", ""),
    )[n % 7]
    return [(_with(cells, PHONE, written), Expected(facts={"phone": phone, "phone_note": note}))]


def _day(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    written, verified_on, note = (
        ("Maret 2024", "", "Maret 2024"),
        ("2024", "", "2024"),
        ("-", "", ""),
        ("belum", "", ""),
        ("22/11/2024", "2024-11-22", ""),
    )[n % 5]
    return [(_with(cells, DAY, written), Expected(facts={"verified_on": verified_on, "verified_note": note}))]


def _wrong_day(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    return [(_with(cells, DAY, "31/02/2025"), Expected("error", sentence="Terakhir ditera: tulis tanggal"))]


def _long_name(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    return [(_with(cells, NAME, f"Toko {n} " + "a" * 200), Expected("error", sentence="Paling banyak 200 huruf."))]


def _unknown_kind(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    return [(_with(cells, KIND, ("Tmb Elektronik", "T. Elektr")[n % 2]), Expected("asked", sentence="Jenis apa ini?"))]


def _doubtful_number(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    row = _with(_with(cells, CAPACITY, "15.000 kg"), STEP, "0,005 kg")
    return [(row, Expected("asked", sentence="titik pemisah ribuan atau koma desimal?"))]


def _clear_number(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    """Thousands, as the step has fewer decimals."""
    return [(_with(_with(cells, CAPACITY, "6.000 g"), STEP, "2 g"), Expected(facts={"max": "6000"}))]


@dataclass(frozen=True)
class Coded:
    """A number that the spreadsheet program shows under a number format."""

    value: int
    code: str


def _coded_serial(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    digits = f"{n:08d}"
    code, serial = (
        ("00000000", digits),
        ('"SN-"00000000', f"SN-{digits}"),
        ("0000-0000", f"{digits[:4]}-{digits[4:]}"),
    )[n % 3]
    return [(_with(cells, SERIAL, Coded(n, code)), Expected(facts={"serial_number": serial}))]


def _nik(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    sentence = "Nomor seri: 16 angka seperti NIK, tidak disimpan."
    return [
        (_with(cells, SERIAL, f"330201120390{n + 1:04d}"), Expected(facts={"serial_number": ""}, sentence=sentence))
    ]


def _program_made_serial(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    """What a spreadsheet program may have made of a serial number."""
    serial, sentence = (
        (1234567890123456000 + n, "bilangan panjang"),
        (datetime.date(2024, 3, 12), "berupa tanggal"),
        ("=A1&B1", "rumus tanpa hasil"),
    )[n % 3]
    return [(_with(cells, SERIAL, serial), Expected("asked", sentence=sentence))]


def _hidden(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    return [
        ([*cells, HIDDEN], Expected(facts={"name": f"Toko Rukun {n}"}, sentence="Baris ini tersembunyi dalam berkas."))
    ]


def _titled(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    """Forms of address and another apostrophe, of one owner; and a H. who may be another."""
    names = (f"Pak Ma'ruf {n}", f"Ma’ruf {n}", f"H. Ma`ruf {n}")
    rows = [_with(_with(cells, NAME, name), SERIAL, f"SN{n}-{turn}") for turn, name in enumerate(names)]
    return [(row, Expected(facts={"phone": f"0812{n:08d}"})) for row in rows]


def _doubtful_serial(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    serial, sentence = (
        ("1.23457E+15", "bilangan panjang"),
        ("0", "hanya berisi 0"),
        (SIGNS[n % len(SIGNS)], "sama dengan di atas"),
    )[n % 3]
    return [*_plain(n, cells), (_with(_with(cells, SERIAL, serial), 0, n), Expected("asked", sentence=sentence))]


def _unlike_number(n: int, cells: list[Any]) -> list[tuple[list[Any], Expected]]:
    return [(_with(cells, CAPACITY, "besar"), Expected("error", sentence="Kapasitas: Tulis bilangan dengan satuannya"))]


SCENES: tuple[Scene, ...] = (
    _plain,
    _ditto,
    _plain,
    _phone,
    _day,
    _no_number,
    _plain,
    _error,
    _no_name,
    _wrong_day,
    _long_name,
    _unknown_kind,
    _doubtful_number,
    _clear_number,
    _doubtful_serial,
    _unlike_number,
    _coded_serial,
    _nik,
    _program_made_serial,
    _hidden,
    _titled,
    _plain,
    _plain,
)


def _append(sheet: Worksheet, number: int, cells: list[Any]) -> None:
    sheet.append([cell.value if isinstance(cell, Coded) else cell for cell in cells if cell is not HIDDEN])
    sheet.row_dimensions[number].hidden = HIDDEN in cells
    for column, cell in enumerate(cells, 1):
        if isinstance(cell, Coded):
            sheet.cell(row=number, column=column).number_format = cell.code


def messy_register(size: int) -> MessyRegister:
    """At least so many rows; every kind of fault many times, in every one of its spellings."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for title in (["BUKU REGISTER TERA ULANG, KAB. BANYUMAS"], [], HEADS):
        sheet.append(title)
    expected: dict[int, Expected] = {}
    for n, scene in enumerate(cycle(SCENES)):  # 23 scenes, so that each meets all of its spellings
        if len(expected) >= size:
            break
        for cells, becomes in scene(n, _good(n)):
            _append(sheet, FIRST + len(expected), cells)
            expected[FIRST + len(expected)] = becomes
    out = io.BytesIO()
    book.save(out)
    return MessyRegister(out.getvalue(), expected)
