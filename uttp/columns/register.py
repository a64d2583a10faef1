"""An office's old register: any columns in any order, read as owners and instruments."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simetro.core.kit.phones import international
from simetro.core.spreadsheets import Spreadsheet, SpreadsheetRow
from uttp.codes import parse_uttp_id
from uttp.columns.plate import ATTRIBUTES, FACTS, UploadColumn, columns_of, read_attributes, read_texts
from uttp.enums import OwnerKind
from uttp.kinds import Kind, Rules, all_kinds, get_kind
from uttp.kinds.registers import Unclear
from uttp.owner_fields import IMPORTED_FIELDS, OwnerField

OWNER_PATHS = [f"owner.{field.name}" for field in IMPORTED_FIELDS]
PLAIN = ("capacity", "interval", "accuracy_class", "count")
HEADS_WITHIN = 30  # rows from the top
FIRST_DAY = date(1980, 1, 1)
EXCEL_EPOCH = date(1899, 12, 30)
Mapping_ = Mapping[str, Mapping[str, Any]]


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


TARGETS = (
    *(_owner_target(field) for field in IMPORTED_FIELDS),
    Target("kind", gettext_lazy("Jenis UTTP"), ("jenis", "uttp", "nama uttp", "nama alat", "jenis alat"), True),
    Target("brand", gettext_lazy("Merek"), ("merk", "merek uttp"), True),
    Target("model", gettext_lazy("Tipe"), ("type", "model", "tipe/model")),
    Target("serial_number", gettext_lazy("Nomor seri"), ("no seri", "seri", "serial number", "no serial")),
    Target("made_in", gettext_lazy("Buatan"), ("negara", "negara pembuat")),
    Target("location", gettext_lazy("Tempat pakai"), ("lokasi", "tempat", "pasar", "lokasi uttp")),
    Target("capacity", gettext_lazy("Kapasitas"), ("kap", "kapasitas maksimum", "kap maks", "max", "maks", "nominal")),
    Target("interval", gettext_lazy("Daya baca"), ("e", "d", "interval", "daya baca (e)", "skala terkecil")),
    Target("accuracy_class", gettext_lazy("Kelas"), ("kls", "kelas ketelitian", "kelas akurasi")),
    Target("count", gettext_lazy("Jumlah"), ("jml", "banyak", "qty")),
    Target(
        "verified_on",
        gettext_lazy("Terakhir ditera"),
        ("tgl tera", "tanggal tera", "tera terakhir", "tgl tera ulang", "tanggal tera ulang", "tanggal", "tgl"),
    ),
    Target("uttp_id", gettext_lazy("ID UTTP"), ("id",)),
)


@dataclass
class Entry:
    """What a row says of an instrument and its owner. With `problems` it cannot be taken into the register."""

    number: int
    owner: dict[str, str] = field(default_factory=dict)
    kind: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    uttp_id: str = ""
    verified: dict[str, date | None] = field(default_factory=lambda: {"verified_on": None, "valid_until": None})
    problems: list[str] = field(default_factory=list)


def plain_head(text: str) -> str:
    """The head of a column without case, dots and extra blanks, which differ from office to office."""
    return " ".join(re.sub(r"[.:*_]", " ", text).casefold().split())


@cache
def _known_heads() -> dict[str, str]:
    """Path of the target by each known head; the heads are Indonesian, whatever the language of the page."""
    heads = {word: target.path for target in TARGETS for word in target.known_as}
    with translation.override(settings.LANGUAGE_CODE):
        return heads | {plain_head(str(target.label)): target.path for target in TARGETS}


def head_of(sheet: Spreadsheet, learned: Mapping[str, str]) -> SpreadsheetRow:
    """The row near the top with most known column heads, so that titles above it are skipped."""
    return max(sheet.rows[:HEADS_WITHIN], key=lambda row: (len(guess(row, learned)), -row.number))


def head_cells(sheet: Spreadsheet, number: int) -> list[str]:
    return next((row.cells for row in sheet.rows if row.number == number), [])


def guess(head: SpreadsheetRow, learned: Mapping[str, str]) -> dict[str, int]:
    """The column for each target: as it was mapped in the last import, else by its usual names."""
    known = {**_known_heads(), **learned}
    places: dict[str, int] = {}
    for index, cell in enumerate(head.cells):
        path = known.get(plain_head(cell), "")
        if path:
            places.setdefault(path, index)
    return places


class Register:
    """Reads the rows of one sheet under one mapping; equal owners and plates are read once."""

    def __init__(self, head: SpreadsheetRow, mapping: Mapping_, rules: Rules, today: date) -> None:
        self._rules, self._today = rules, today
        self._places = {path: int(place["column"]) for path, place in mapping.items() if "column" in place}
        self._fixed = {path: str(place["fixed"]) for path, place in mapping.items() if "fixed" in place}
        self._columns = {plain_head(cell): index for index, cell in reversed(list(enumerate(head.cells)))}
        self._kinds: dict[str, Kind | None] = {}
        self._rules_of: dict[date, Rules] = {}
        self._owners: dict[tuple[str, ...], dict[str, str]] = {}
        self._plates: dict[tuple[Any, ...], tuple[dict[str, Any], tuple[str, ...]]] = {}

    def read(self, row: SpreadsheetRow) -> Entry:
        entry = Entry(row.number, owner=self._owner(row), uttp_id=parse_uttp_id(self._cell(row, "uttp_id")) or "")
        if not entry.owner["name"]:
            entry.problems.append(_("Nama pemilik kosong."))
        self._read_instrument(row, entry)
        self._read_day(row, entry)
        return entry

    def _cell(self, row: SpreadsheetRow, path: str) -> str:
        index = self._places.get(path)
        if index is None:
            return self._fixed.get(path, "")
        return row.cells[index] if index < len(row.cells) else ""

    def _owner(self, row: SpreadsheetRow) -> dict[str, str]:
        key = tuple(self._cell(row, path) for path in OWNER_PATHS)
        if key not in self._owners:
            self._owners[key] = _owner_of(*key)
        return self._owners[key]

    def _read_instrument(self, row: SpreadsheetRow, entry: Entry) -> None:
        named = self._cell(row, "kind")
        kind = self._kind(named)
        if kind is None:
            sentence = _("Jenis UTTP “%(kind)s” tidak dikenal.") % {"kind": named} if named else _("Jenis UTTP kosong.")
            entry.problems.append(sentence)
            return
        facts, wrong = read_texts({name: self._cell(row, name) for name in FACTS})
        plain = {name: self._cell(row, name) for name in PLAIN}
        own = self._own(row, kind)
        key = (kind.code, *plain.values(), *own.items())
        if key not in self._plates:
            self._plates[key] = self._attributes(kind, plain, own)
        attributes, problems = self._plates[key]
        entry.problems.extend((*wrong, *problems))
        entry.kind, entry.facts = kind.code, {**facts, ATTRIBUTES: attributes}

    def _own(self, row: SpreadsheetRow, kind: Kind) -> dict[str, str]:
        """The cells of columns whose head is the kind's own name for an attribute; these need no mapping."""
        places = [(path, self._columns[head]) for path, head in _own_heads(kind.code) if head in self._columns]
        return {path: row.cells[index] for path, index in places if index < len(row.cells)}

    def _attributes(
        self, kind: Kind, plain: Mapping[str, str], own: Mapping[str, str]
    ) -> tuple[dict[str, Any], tuple[str, ...]]:
        try:
            known = kind.from_register(plain, self._rules)
        except Unclear as unclear:
            return {}, (f"{_target(unclear.field).label}: {unclear}",)
        return read_attributes(kind, own, self._rules, known)

    def _kind(self, named: str) -> Kind | None:
        if named not in self._kinds:
            self._kinds[named] = kind_named(named)
        return self._kinds[named]

    def _read_day(self, row: SpreadsheetRow, entry: Entry) -> None:
        written = self._cell(row, "verified_on")
        if not written:
            return
        day = day_of(written)
        if day is None:
            entry.problems.append(
                _("Terakhir ditera: tulis tanggal seperti 22/11/2025, bukan “%(day)s”.") % {"day": written}
            )
        elif not FIRST_DAY <= day <= self._today:
            entry.problems.append(_("Terakhir ditera: %(day)s bukan hari yang sudah lewat.") % {"day": written})
        else:
            entry.verified = {"verified_on": day, "valid_until": self._until(entry, day)}

    def _until(self, entry: Entry, day: date) -> date | None:
        """The end of the validity, under the rules of the day of the verification."""
        rules = self._rules_of.setdefault(day, Rules(day, self._rules.added))
        return None if entry.problems else get_kind(entry.kind).valid_until(day, entry.facts[ATTRIBUTES], rules)


@cache
def _own_heads(kind_code: str) -> list[tuple[str, str]]:
    with translation.override(settings.LANGUAGE_CODE):
        own = [column for column in columns_of(get_kind(kind_code)) if "." in column.path]
    heads = [(column.path, plain_head(column.label)) for column in own]
    return [(path, head) for path, head in heads if head not in _known_heads()]


def blank_columns(kind: Kind) -> list[UploadColumn]:
    """The columns of an empty register for one kind: its own attributes instead of the general capacity columns."""
    with translation.override(settings.LANGUAGE_CODE):
        plain = [
            UploadColumn(target.path, str(target.label), target.required)
            for target in TARGETS
            if target.path not in (*PLAIN, "kind")
        ]
        named = UploadColumn("kind", str(_target("kind").label), required=True, choices=(kind.name,))
        return [*plain, named, *(column for column in columns_of(kind) if "." in column.path)]


def _target(path: str) -> Target:
    return next(target for target in TARGETS if target.path == path)


@cache
def _kinds_by_name() -> dict[str, Kind]:
    own = {name.casefold(): kind for kind in all_kinds() for name in (kind.name, kind.name_en, kind.code)}
    return {name: kind for kind in all_kinds() for name in kind.names_in_registers} | own


def kind_named(text: str) -> Kind | None:
    return _kinds_by_name().get(" ".join(text.casefold().split()))


def phone_of(text: str) -> str:
    """The phone number, beginning with 0 also where a spreadsheet program dropped the leading zero."""
    number = re.sub("^62", "0", international(text.split("/")[0]))
    return number if 5 <= len(number) <= 15 else ""


def _owner_of(*cells: str) -> dict[str, str]:
    facts = {field.name: _read(field, cell) for field, cell in zip(IMPORTED_FIELDS, cells, strict=True)}
    return facts | {"kind": _sort_of(facts["name"])}


def _read(field: OwnerField, cell: str) -> str:
    """The text of an owner field; an impossible phone or e-mail is left out, a text that is too long is cut."""
    if field.name == "phone":
        cell = phone_of(cell)
    if field.name == "email" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", cell):
        return ""
    return cell[: field.max_length]


def _sort_of(name: str) -> str:
    words = set(re.findall(r"[a-z]+", name.casefold()))
    if words & {"pt", "cv", "ud", "fa", "spbu", "koperasi", "kud", "pd", "perum"}:
        return OwnerKind.COMPANY
    if words & {"dinas", "puskesmas", "rsud", "kantor", "desa", "kelurahan", "pemkab", "bpbd", "bulog"}:
        return OwnerKind.GOVERNMENT
    return OwnerKind.PERSON


_MONTHS = ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"]
_OTHER_MONTHS = {"may": 5, "aug": 8, "agt": 8, "ags": 8, "oct": 10, "dec": 12, "nop": 11, "peb": 2}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})[-/. ]+([a-z]{3,})\.?[-/. ]+(\d{4}|\d{2})", re.IGNORECASE)


def day_of(text: str) -> date | None:
    """22/11/2025, 22-11-25, 22 November 2025, 2025-11-22 or the number that Excel keeps; the day stands first."""
    text = text.strip()
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(text):
            return date(_year(match[3]), int(match[2]), int(match[1]))
        if match := _NAMED.fullmatch(text):
            return date(_year(match[3]), _month(match[2]), int(match[1]))
        return EXCEL_EPOCH + timedelta(days=int(text)) if re.fullmatch(r"[2-6]\d{4}", text) else None
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(text: str) -> int:
    start = text[:3].casefold()
    return _MONTHS.index(start) + 1 if start in _MONTHS else _OTHER_MONTHS.get(start, 0)
