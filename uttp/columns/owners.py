"""The owner whom a row of an old register names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from uttp.columns.entries import Entry, Places
from uttp.columns.phones import phone_in
from uttp.enums import OwnerKind
from uttp.owner_fields import IMPORTED_FIELDS, OwnerField

PATHS = {f"owner.{field.name}": field for field in IMPORTED_FIELDS}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_COMPANIES = {"pt", "cv", "ud", "fa", "spbu", "koperasi", "kud", "pd", "perum"}
_OFFICES = {"dinas", "puskesmas", "rsud", "kantor", "desa", "kelurahan", "pemkab", "bpbd", "bulog"}


@dataclass
class ReadOwner:
    facts: dict[str, str]
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class OwnerReader:
    """Reads the owners of rows; equal cells are read once."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._read: dict[tuple[str, ...], ReadOwner] = {}

    def read(self, entry: Entry) -> None:
        texts = {path: self._places.text(entry.line, path) for path in PATHS}
        mark = self._places.mark(entry.line, "owner.phone")
        key = (mark, *texts.values())
        if key not in self._read:
            self._read[key] = _owner_of(texts, mark)
        owner = self._read[key]
        entry.owner = owner.facts
        entry.problems.extend(owner.problems)
        entry.notes.extend(owner.notes)


def _owner_of(texts: Mapping[str, str], phone_mark: str) -> ReadOwner:
    facts = {owner_field.name: texts[path] for path, owner_field in PATHS.items()}
    owner = ReadOwner(facts | {"kind": _sort_of(facts["name"])})
    _read_phone(owner, phone_mark)
    if facts["email"] and not _EMAIL.fullmatch(facts["email"]):
        owner.notes.append(_("E-mail “%(email)s” tidak lengkap, dikosongkan.") % {"email": facts["email"]})
        owner.facts["email"] = ""
    owner.problems += _why_no_name(facts["name"])
    owner.problems += [_too_long(owner_field) for owner_field in IMPORTED_FIELDS if _is_too_long(owner, owner_field)]
    return owner


def _read_phone(owner: ReadOwner, mark: str) -> None:
    """Keeps the first complete number; what else the cell says stays in sight beside it."""
    written = owner.facts["phone"]
    phone = phone_in(written, mark)
    note = " · ".join(text for text in (phone.rest, owner.facts["phone_note"]) if text)
    owner.facts |= {"phone": phone.number, "phone_note": note}
    if written and not phone.number:
        sentence = _("Telepon “%(text)s” tidak pasti, jadi dikosongkan; tulisannya disimpan sebagai keterangan.")
        owner.notes.append(sentence % {"text": written})
    elif phone.rest:
        owner.notes.append(_("Keterangan telepon: %(text)s.") % {"text": phone.rest.rstrip(".")})


def _why_no_name(name: str) -> list[str]:
    if not name:
        return [_("Nama pemilik kosong.")]
    if not any(character.isalpha() for character in name):
        return [_("Nama pemilik “%(name)s” tidak memuat huruf.") % {"name": name}]
    return []


def _is_too_long(owner: ReadOwner, owner_field: OwnerField) -> bool:
    return len(owner.facts[owner_field.name]) > owner_field.max_length


def _too_long(owner_field: OwnerField) -> str:
    label = owner_field.import_label or owner_field.label
    return f"{label}: {_('Paling banyak %(n)s huruf.') % {'n': owner_field.max_length}}"


def _sort_of(name: str) -> str:
    words = set(re.findall(r"[a-z]+", name.casefold()))
    if words & _COMPANIES:
        return OwnerKind.COMPANY
    return OwnerKind.GOVERNMENT if words & _OFFICES else OwnerKind.PERSON
