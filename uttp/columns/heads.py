"""What the columns of an old register mean, by the words of their heads in any order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy

from simetro.core.kit.text import folded
from simetro.core.spreadsheets import Spreadsheet, SpreadsheetRow
from uttp.columns.plate import columns_of
from uttp.kinds import all_kinds, get_kind
from uttp.owner_fields import IMPORTED_FIELDS, OwnerField

HEADS_WITHIN = 30  # rows from the top


@dataclass(frozen=True)
class Target:
    """One meaning that a column of a register can have; `known_as`: its names in registers, in lower case."""

    path: str
    label: Any
    known_as: tuple[str, ...]
    required: bool = False


def _owner_target(field: OwnerField) -> Target:
    """A row must name its owner; whatever else of him it lacks, the office asks later."""
    label = field.import_label or field.label
    return Target(f"owner.{field.name}", label, field.register_heads, required=field.name == "name")


_LAST_TEST = (
    "tgl tera",
    "tera terakhir",
    "tgl tera terakhir",
    "tgl tera ulang",
    "tgl tera ulang terakhir",
    "tera ulang terakhir",
    "tahun tera",
    "tahun tera terakhir",
    "tahun tera ulang",
    "bulan tera",
    "tgl pengujian",
    "tgl uji",
    "tgl",
)
TARGETS = (
    *(_owner_target(field) for field in IMPORTED_FIELDS),
    Target(
        "kind",
        gettext_lazy("Jenis UTTP"),
        ("jenis", "uttp", "nama uttp", "nama alat", "jenis alat", "alat", "jenis alat uttp", "jenis timbangan"),
        True,
    ),
    Target(
        "brand",
        gettext_lazy("Merek"),
        ("merek uttp", "merek alat", "merek timbangan", "merek pabrik", "merek tipe", "merek model"),
    ),
    Target("model", gettext_lazy("Tipe"), ("tipe", "model", "tipe model", "tipe alat")),
    Target(
        "serial_number",
        gettext_lazy("Nomor seri"),
        ("no seri", "seri", "serial no", "no serial", "no seri alat", "no seri sn", "sn", "s n"),
    ),
    Target("made_in", gettext_lazy("Buatan"), ("negara", "negara pembuat", "negara asal")),
    Target("location", gettext_lazy("Tempat pakai"), ("lokasi", "tempat", "pasar", "lokasi uttp", "lokasi pasar")),
    Target(
        "capacity",
        gettext_lazy("Kapasitas"),
        ("kapasitas maks", "maks", "nominal", "kapasitas nominal", "kapasitas alat", "kapasitas daya baca"),
    ),
    Target(
        "interval",
        gettext_lazy("Daya baca"),
        ("e", "d", "interval", "daya baca e", "skala terkecil", "interval skala"),
    ),
    Target("accuracy_class", gettext_lazy("Kelas"), ("kelas ketelitian", "kelas akurasi", "kelas timbangan")),
    Target("count", gettext_lazy("Jumlah"), ("banyak", "qty", "jumlah alat", "jumlah uttp", "banyaknya")),
    Target("verified_on", gettext_lazy("Terakhir ditera"), _LAST_TEST),
    Target(
        "verdict",
        gettext_lazy("Hasil tera"),
        ("hasil", "hasil tera ulang", "hasil uji", "hasil pengujian", "hasil tera terakhir"),
    ),
    Target("uttp_id", gettext_lazy("ID UTTP"), ("id",)),
)

_SAME_WORDS = {
    "nomor": "no",
    "nomer": "no",
    "number": "no",
    "num": "no",
    "tanggal": "tgl",
    "tangal": "tgl",
    "merk": "merek",
    "telpon": "telepon",
    "telfon": "telepon",
    "telephone": "telepon",
    "telp": "telepon",
    "tlp": "telepon",
    "tel": "telepon",
    "handphone": "hp",
    "type": "tipe",
    "kap": "kapasitas",
    "maksimum": "maks",
    "maksimal": "maks",
    "max": "maks",
    "min": "minimum",
    "kls": "kelas",
    "jml": "jumlah",
    "jmlh": "jumlah",
    "ditera": "tera",
    "kec": "kecamatan",
    "kel": "kelurahan",
    "ds": "desa",
    "thn": "tahun",
    "bln": "bulan",
    "almt": "alamat",
    "nozel": "nozzle",
    "nosel": "nozzle",
    "nozle": "nozzle",
    "nossel": "nozzle",
    "nozzel": "nozzle",
}
_UNIT = re.compile(r"\(\s*(kg|g|gr|gram|mg|t|ton|l|ltr|liter|ml|m|cm|mm)\s*\)", re.IGNORECASE)
_FILLERS = {"data", "dari", "dan", "di", "yang", "wajib", "diisi", "isi", "kolom", "the", "of"}

_STEP = frozenset({"daya", "baca", "d"})
PLACE_WORDS = {"pasar"}
COUNTED_WORDS = {"total", "jumlah"}
INSTRUMENT_WORDS = {"timb", "timbangan", "neraca", "dacin", "tb", "tmb", "takaran"}
FEWEST_COUNTS = 3


def plain_head(text: str) -> str:
    """The head of a column without case, signs and extra blanks, which differ from office to office."""
    return " ".join(re.sub(r"[^\w&]|_", " ", folded(text)).split())


def head_words(text: str) -> frozenset[str]:
    """The words of a head, each in its one form; their order does not count."""
    words = (_SAME_WORDS.get(word, word) for word in plain_head(text).split())
    return frozenset(word for word in words if word not in _FILLERS)


@cache
def known_heads() -> dict[frozenset[str], str]:
    """Path of the target by the words of each known head; they are Indonesian, whatever the language of the page."""
    with translation.override(settings.LANGUAGE_CODE):
        named = [(name, target.path) for target in TARGETS for name in (*target.known_as, str(target.label))]
    return {head_words(name): path for name, path in named}


def unit_of(head: str) -> str:
    """The unit that a head names in brackets for the whole column, as in "Kapasitas (kg)"."""
    unit = _UNIT.search(head)
    return unit.group(1) if unit else ""


def head_of(sheet: Spreadsheet, learned: Mapping[str, str]) -> SpreadsheetRow:
    """The row near the top with most known column heads, so that titles above it are skipped."""
    rows = [head_row(sheet, row.number) for row in sheet.rows[:HEADS_WITHIN]]
    return max(rows, key=lambda row: (len(guess(row, learned)), -row.number))


def head_row(sheet: Spreadsheet, number: int) -> SpreadsheetRow:
    """The row of heads with this number. Where heads take two rows, the upper one names the columns left blank."""
    by_number = {row.number: row.cells for row in sheet.rows if number - 1 <= row.number <= number}
    lower, upper = by_number.get(number, []), by_number.get(number - 1, [])
    pairs = zip_longest(lower, upper, fillvalue="")
    return SpreadsheetRow(number, [below or above for below, above in pairs])


def guess(head: SpreadsheetRow, learned: Mapping[str, str]) -> dict[str, int]:
    """The column for each target: as it was mapped in the last import, else by its usual names."""
    places: dict[str, int] = {}
    for index, cell in enumerate(head.cells):
        path = learned.get(plain_head(cell)) or path_named(cell)
        if path:
            places.setdefault(path, index)
    if "capacity" in places and "interval" not in places:  # else it is the kind's own column, beside its Max
        for index, cell in enumerate(head.cells):
            if head_words(cell) == _STEP:
                places["interval"] = index
    return places


def path_named(head: str) -> str:
    """Path of the target that a head names, with or without a unit behind; empty where it names none.

    A head that is literally what a kind calls an attribute of its own means that attribute.
    """
    known = known_heads()
    if plain_head(head) in _own_labels():
        return ""
    return known.get(head_words(head)) or known.get(head_words(_UNIT.sub("", head)), "")


@cache
def own_heads(kind_code: str) -> list[tuple[str, str]]:
    """Path and head of each attribute of the kind, unless any register means by that head a general column."""
    with translation.override(settings.LANGUAGE_CODE):
        own = [(column.path, column.label) for column in columns_of(get_kind(kind_code)) if "." in column.path]
        named = {plain_head(name) for target in TARGETS for name in (*target.known_as, str(target.label))}
    return [(path, label) for path, label in own if plain_head(label) not in named]


@cache
def _own_labels() -> set[str]:
    return {plain_head(label) for kind in all_kinds() for _path, label in own_heads(kind.code)}


def counts_markets(head: Sequence[str]) -> bool:
    """Whether a table has one line for each market: how many instruments of each kind, but no owner and no plate."""
    words = [head_words(cell) for cell in head]
    if any(known_heads().get(cell) in ("owner.name", "serial_number", "brand") for cell in words):
        return False
    counts = [cell for cell in words if cell & (INSTRUMENT_WORDS | COUNTED_WORDS)]
    return any(cell & PLACE_WORDS for cell in words) and len(counts) >= FEWEST_COUNTS
