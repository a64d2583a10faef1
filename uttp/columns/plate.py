"""A table of instruments of one kind: which columns it has, and what a line of it says."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from django.db.models import CharField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from simetro.core.kit.errors import Invalid
from simetro.core.kit.quantities import parse_typed, show_quantity
from simetro.core.kit.sentences import FieldError
from simetro.core.spreadsheets import Spreadsheet, SpreadsheetRow
from uttp.kinds import InvalidInput, Kind, Rules
from uttp.kinds.describe import Choice, Field
from uttp.models import Instrument
from uttp.names import label_of

FACTS = ("brand", "model", "serial_number", "made_in", "location")
ATTRIBUTES = "attributes"
YES, NO = {"ya", "y", "yes", "1", "true", "benar", "x", "v"}, {"", "tidak", "t", "no", "n", "0", "false", "salah", "-"}
Cells = Mapping[str, str]


@dataclass(frozen=True)
class UploadColumn:
    """One column of a table of instruments. `path`: the name of the value in an action's arguments and errors."""

    path: str
    label: str
    required: bool
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class UploadLine:
    """One row of the table, its cells by the path of their column."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class UploadedPlate:
    """The instrument that a line describes. With `problems` it cannot be registered, and `facts` are empty."""

    number: int
    name: str
    facts: dict[str, Any]
    problems: tuple[str, ...] = ()


def columns_of(kind: Kind) -> list[UploadColumn]:
    own = [_fact(name) for name in FACTS]
    return [*own[:-1], *(_attribute(described) for described in kind.attributes), own[-1]]


def _fact(name: str) -> UploadColumn:
    field = _field(name)
    return UploadColumn(name, capfirst(str(field.verbose_name)), required=not field.blank)


def _field(name: str) -> "CharField[str, str]":
    return cast("CharField[str, str]", Instrument._meta.get_field(name))


def _attribute(described: Field) -> UploadColumn:
    label = label_of(described)
    if described.unit:
        label = f"{label} ({described.unit})"
    choices = tuple(label_of(choice) for choice in described.choices)
    if described.type == "boolean":
        choices = (_("ya"), _("tidak"))
    return UploadColumn(f"{ATTRIBUTES}.{described.code}", label, described.required, _hint(described), choices)


def _hint(described: Field) -> str:
    if described.type != "rows":
        return described.hint
    order = " ".join(label_of(field).lower() for field in described.fields)
    hint = _("Urutan: %(order)s. Pisahkan dengan titik koma bila lebih dari satu.") % {"order": order}
    return f"{described.hint} {hint}".strip()


def lines_of(kind: Kind, sheet: Spreadsheet) -> list[UploadLine]:
    """The first row names the columns, in any order; columns that nobody knows are left out."""
    head, *rows = sheet.rows
    columns = columns_of(kind)
    places = _places(head, columns)
    missing = [column.label for column in columns if column.required and column.path not in places]
    if missing:
        sentence = _(
            "Kolom ini tidak ada pada baris pertama: %(columns)s. Pakai templatnya, dan jangan ubah judul kolomnya."
        )
        raise Invalid.field("file", sentence % {"columns": ", ".join(missing)})
    return [UploadLine(row.number, {path: _cell(row, place) for path, place in places.items()}) for row in rows]


def _places(head: SpreadsheetRow, columns: Iterable[UploadColumn]) -> dict[str, int]:
    named = {cell.strip().casefold(): place for place, cell in reversed(list(enumerate(head.cells)))}
    places = {column.path: named.get(column.label.casefold()) for column in columns}
    return {path: place for path, place in places.items() if place is not None}


def _cell(row: SpreadsheetRow, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def plates_of(
    kind: Kind, lines: Iterable[UploadLine], rules: Rules, known: Container[tuple[str, str]]
) -> list[UploadedPlate]:
    """The instrument of each line; `known`: brand and serial number, in capitals, of those that are registered."""
    seen: dict[tuple[str, str], int] = {}
    return [_unless_twin(read_plate(kind, line, rules), seen, known) for line in lines]


def _unless_twin(
    plate: UploadedPlate, seen: dict[tuple[str, str], int], known: Container[tuple[str, str]]
) -> UploadedPlate:
    brand, serial = plate.facts.get("brand", "").upper(), plate.facts.get("serial_number", "").upper()
    if not serial:
        return plate
    first = seen.setdefault((brand, serial), plate.number)
    if first != plate.number:
        return replace(plate, problems=(_("Sama dengan baris %(n)s: merek dan nomor serinya.") % {"n": first},))
    if (brand, serial) in known:
        return replace(plate, problems=(_("Alat dengan merek dan nomor seri ini sudah tercatat. Hapus baris ini."),))
    return plate


def read_plate(kind: Kind, line: UploadLine, rules: Rules) -> UploadedPlate:
    facts, problems = read_texts(line.cells)
    attributes, others = read_attributes(kind, line.cells, rules)
    name = " ".join(facts[part] for part in FACTS[:3] if facts[part])
    problems += others
    return UploadedPlate(line.number, name, {} if problems else {**facts, ATTRIBUTES: attributes}, problems)


def read_texts(cells: Cells) -> tuple[dict[str, str], tuple[str, ...]]:
    """Brand, model and other texts of the plate, and sentences for what is wrong with them."""
    problems = []
    for name, (is_required, longest) in _limits().items():
        text = cells.get(name, "")
        if is_required and not text:
            problems.append(f"{_fact(name).label}: {_('Isian ini wajib diisi.')}")
        if len(text) > longest:
            problems.append(f"{_fact(name).label}: {_('Paling banyak %(n)s huruf.') % {'n': longest}}")
    return {name: cells.get(name, "") for name in FACTS}, tuple(problems)


@cache
def _limits() -> dict[str, tuple[bool, int]]:
    """For each text field: whether it is required, and its maximum length."""
    return {name: (not _field(name).blank, _field(name).max_length or 0) for name in FACTS}


def read_attributes(
    kind: Kind, cells: Cells, rules: Rules, known: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The attributes of a line, and what is wrong with them. `known`: values for what the cells leave empty."""
    errors: list[FieldError] = []
    attributes = {**(known or {}), **_attributes(kind, cells, errors)}
    if not errors:
        try:
            attributes = kind.check_attributes(attributes, rules)
        except InvalidInput as invalid:
            errors.extend(invalid.errors)
    return attributes, tuple(_sentence(kind, error) for error in errors)


def _attributes(kind: Kind, cells: Cells, errors: list[FieldError]) -> dict[str, Any]:
    attributes = {}
    for described in kind.attributes:
        path = f"{ATTRIBUTES}.{described.code}"
        text = cells.get(path, "")
        if not text:
            continue
        try:
            attributes[described.code] = _read(described, text)
        except ValueError as error:
            errors.append(FieldError(path, str(error)))
    return attributes


def _read(described: Field, text: str) -> Any:
    return READERS[described.type](described, text)


def _quantity(described: Field, text: str) -> str:
    return show_quantity(parse_typed(text))


def _boolean(described: Field, text: str) -> bool:
    if text.casefold() in YES | NO:
        return text.casefold() in YES
    raise ValueError(_("Isi dengan ya atau tidak."))


def _choice(described: Field, text: str) -> str:
    for choice in described.choices:
        if text.casefold() in (choice.value.casefold(), choice.label.casefold(), choice.label_en.casefold()):
            return choice.value
    raise ValueError(_("Pilih salah satu: %(choices)s.") % {"choices": _listed(described.choices)})


def _listed(choices: Sequence[Choice]) -> str:
    return ", ".join(label_of(choice) for choice in choices)


def _plain(described: Field, text: str) -> str:
    return text


def _rows(described: Field, text: str) -> list[dict[str, Any]]:
    """A list attribute: rows separated by semicolons, fields by blanks; the last field takes the rest."""
    return [_row(described, part.split()) for part in text.split(";") if part.strip()]


def _row(described: Field, words: list[str]) -> dict[str, Any]:
    if len(words) > len(described.fields):
        raise ValueError(_hint(described))
    pairs = zip(described.fields, words, strict=False)
    return {field.code: _read(field, word) for field, word in pairs}


READERS: dict[str, Callable[[Field, str], Any]] = {
    "quantity": _quantity,
    "boolean": _boolean,
    "choice": _choice,
    "text": _plain,
    "rows": _rows,
}


def _sentence(kind: Kind, error: FieldError) -> str:
    """The error with the name of its column in front, so that people find it in the sheet."""
    field = f"{error.field}."
    label = next((column.label for column in columns_of(kind) if field.startswith(f"{column.path}.")), "")
    return f"{label}: {error.message}" if label else error.message
