"""An office's old register as it lies on a desk: merged heads, three ways to write a date, twins and mistakes."""

import datetime
import io
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADS = "No|Nama Pemilik|Telp.|Desa|Kecamatan|Jenis UTTP|Merk|No. Seri|Kap.|Daya Baca|Kls|Jml|Tgl Tera".split("|")  # noqa: SIM905 - one line
VILLAGES = (("Sirau", "Kemranjen"), ("Kebokura", "Sumpiuh"), ("Watuagung", "Tambak"), ("Ajibarang Wetan", "Ajibarang"))
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober")
NAMES = ("Sari", "Budi", "Tumini", "Slamet", "Rahayu", "Karto", "Wagimin", "Ningsih", "Suparman", "Yatini")
SORTS = (
    ("Anak Timbangan", "Cap Gajah", "1 kg", "", "M2"),
    ("Timbangan Meja", "Sonic", "10 kg", "10 g", "III"),
    ("timbangan digital", "Quattro", "15 kg", "5 g", "3"),
    ("Sentisimal", "Ria", "150 kg", "100 g", "Kelas III"),
    ("DACIN", "Nasional", "1.100 kg", "1 kg", "III"),
)
MISTAKES: tuple[tuple[str, Callable[[list[Any]], None]], ...] = (
    ("Nama pemilik kosong.", lambda row: row.__setitem__(1, "")),
    ("Jenis UTTP kosong.", lambda row: row.__setitem__(5, "-")),
    ("Kapasitas: ", lambda row: row.__setitem__(8, "besar")),
    ("Terakhir ditera: tulis tanggal", lambda row: row.__setitem__(12, "31/02/2025")),
    ("Merek: galat #N/A", lambda row: row.__setitem__(6, "#N/A")),
)


@dataclass
class OldRegister:
    content: bytes
    rows: int
    owners: int
    mistakes: dict[int, str] = field(default_factory=dict)  # by the number that the spreadsheet program shows
    twins: set[int] = field(default_factory=set)


def old_register(size: int, *, seed: int = 1) -> OldRegister:
    """One row in fifty is wrong, one in a hundred stands twice; an owner has about seven instruments."""
    chance = random.Random(seed)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    _heads(sheet)
    made = OldRegister(b"", size, 0)
    people: Counter[int] = Counter()
    last: list[Any] = []
    for number in range(4, 4 + size):
        who = chance.randrange(max(1, size // 7))
        row = _row(chance, number, who)
        if last and chance.random() < 0.01:
            row = [number - 3, *last[1:]]
            made.twins.add(number)
        elif chance.random() < 0.02:
            said, spoil = chance.choice(MISTAKES)
            spoil(row)
            made.mistakes[number] = said
        else:
            people[who] += 1
            last = row
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    made.content, made.owners = out.getvalue(), len(people)
    return made


def _heads(sheet: Worksheet) -> None:
    sheet.append(["BUKU REGISTER TERA ULANG"])
    sheet.merge_cells("A1:M1")
    sheet.append([])
    sheet.append(HEADS)


def _row(chance: random.Random, number: int, who: int) -> list[Any]:
    village, district = VILLAGES[who % len(VILLAGES)]
    kind, brand, capacity, interval, accuracy_class = chance.choice(SORTS)
    name = f"{chance.choice(('', 'Bpk. ', 'Pak ') if who % 3 else ('',))}{NAMES[who % len(NAMES)]} {who}"
    phone: Any = f"0812{who:07d}" if number % 2 else int(f"812{who:07d}")  # as a number it has lost its zero
    day = datetime.date(2025, 1, 1) + datetime.timedelta(days=chance.randrange(300))
    written: Any = (day, f"{day:%d/%m/%Y}", f"{day.day} {MONTHS[day.month - 1]} {day.year}")[number % 3]
    cells = [name, phone, village, district, kind, brand, f"S{number}", capacity, interval, accuracy_class, 1, written]
    return [number - 3, *cells]
