"""The name plate in a table: which columns a kind has, and what their texts say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.db.models import CharField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from simetro.core.kit.quantities import AmbiguousNumber, parse_typed, show_quantity
from simetro.core.kit.sentences import FieldError
from simetro.core.spreadsheets import SpreadsheetRow
from uttp.kinds import InvalidInput, Kind, Rules, all_kinds
from uttp.kinds.describe import Bounds, Choice, Field
from uttp.kinds.registers import Doubtful
from uttp.models import Instrument
from uttp.names import label_of

FACTS = ("brand", "model", "serial_number", "made_in", "location")
ATTRIBUTES = "attributes"
TIMES = ("x", "X", "×", "*")
EXAMPLE = "CONTOH"
EXAMPLES = {
    "brand": EXAMPLE,
    "owner.name": EXAMPLE,
    "attributes.unit": "g",
    "attributes.max": "6000",
    "attributes.min": "40",
    "attributes.e": "2",
    "attributes.d": "2",
    "attributes.accuracy_class": "III",
    "attributes.items": "1 kg x 2; 500 g x 1",
    "attributes.nozzle": "1",
    "attributes.fuel": "Pertalite",
    "attributes.q_max": "40",
    "attributes.q_min": "4",
    "attributes.nominal_ml": "1000",
    "attributes.nominal_m": "1",
}
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


def example_of(kind: Kind, columns: Sequence[UploadColumn]) -> list[str]:
    """A row that shows how to fill in what is required; whoever leaves it in the table registers nothing by it."""
    return [_example(kind, column) if column.required or column.path == "brand" else "" for column in columns]


def _example(kind: Kind, column: UploadColumn) -> str:
    text = {**EXAMPLES, "kind": kind.name}.get(column.path, "")
    if not column.choices:
        return text
    return next((choice for choice in column.choices if text in (choice, choice.split()[-1])), column.choices[0])


def is_example(row: SpreadsheetRow) -> bool:
    """Whether a row is the template's example and nothing else."""
    return EXAMPLE in row.cells and _example_texts().issuperset(row.cells)


@cache
def _example_texts() -> set[str]:
    choices = {choice for kind in all_kinds() for column in columns_of(kind) for choice in column.choices}
    return {"", *EXAMPLES.values(), *choices, *(kind.name for kind in all_kinds())}


def read_texts(cells: Cells) -> tuple[dict[str, str], tuple[str, ...]]:
    """Brand, model and other texts of the plate, and sentences for what is wrong with them."""
    problems = []
    for name, (is_required, longest) in _limits().items():
        text = cells.get(name, "")
        if is_required and not text:
            problems.append(f"{_fact(name).label}: {_('Isian ini wajib diisi.')}")
        if len(text) > longest:
            problems.append(f"{_fact(name).label}: {_('Paling banyak %(n)s huruf.') % {'n': longest}}")
    if cells.get("brand") == EXAMPLE:
        problems.append(_("Baris ini masih memuat contoh. Ganti atau hapus barisnya."))
    return {name: cells.get(name, "") for name in FACTS}, tuple(problems)


@cache
def _limits() -> dict[str, tuple[bool, int]]:
    """For each text field: whether it is required, and its maximum length."""
    return {name: (not _field(name).blank, _field(name).max_length or 0) for name in FACTS}


def read_attributes(
    kind: Kind, cells: Cells, rules: Rules, known: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The attributes of a line, and what is wrong with them. `known`: values for what the cells leave empty.

    Raises Doubtful where a number can be read in two ways.
    """
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
    own = {path.partition(".")[2]: text for path, text in cells.items()}
    for described in kind.attributes:
        path = f"{ATTRIBUTES}.{described.code}"
        text = cells.get(path, "")
        if not text:
            continue
        try:
            attributes[described.code] = _read(described, text, described.bounds(own))
        except AmbiguousNumber as error:
            raise Doubtful(path, str(error)) from error
        except ValueError as error:
            errors.append(FieldError(path, str(error)))
    return attributes


def _read(described: Field, text: str, bounds: Bounds) -> Any:
    return READERS[described.type](described, text, bounds)


def _quantity(described: Field, text: str, bounds: Bounds) -> str:
    return show_quantity(parse_typed(text, step=bounds.step, most=bounds.most))


def _boolean(described: Field, text: str, bounds: Bounds) -> bool:
    if text.casefold() in YES | NO:
        return text.casefold() in YES
    raise ValueError(_("Isi dengan ya atau tidak."))


def _choice(described: Field, text: str, bounds: Bounds) -> str:
    for choice in described.choices:
        if text.casefold() in (choice.value.casefold(), choice.label.casefold(), choice.label_en.casefold()):
            return choice.value
    raise ValueError(_("Pilih salah satu: %(choices)s.") % {"choices": _listed(described.choices)})


def _listed(choices: Sequence[Choice]) -> str:
    return ", ".join(label_of(choice) for choice in choices)


def _plain(described: Field, text: str, bounds: Bounds) -> str:
    return text


def _rows(described: Field, text: str, bounds: Bounds) -> list[dict[str, Any]]:
    """A list attribute: rows separated by semicolons, fields by blanks. How many may stand before or behind an x."""
    return [_row(described, _in_order(part.split())) for part in text.split(";") if part.strip()]


def _in_order(words: list[str]) -> list[str]:
    """The words of a row without the x of "1 kg x 2" or "2 x 1 kg", how many there are at the end."""
    ordered = [*words[2:], words[0]] if len(words) > 2 and words[1] in TIMES else words
    return [word for word in ordered if word not in TIMES]


def _row(described: Field, words: list[str]) -> dict[str, Any]:
    if len(words) > len(described.fields):
        raise ValueError(described.unreadable or _hint(described))
    pairs = zip(described.fields, words, strict=False)
    return {field.code: _read(field, word, Bounds()) for field, word in pairs}


READERS: dict[str, Callable[[Field, str, Bounds], Any]] = {
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
