"""What becomes of each row of an old register: new, the same, changed, a twin, or refused with reasons."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from uttp.columns.register import Entry
from uttp.enums import Fate, Verdict
from uttp.matching.people import People, Person
from uttp.models import Instrument, Owner
from uttp.queries import all_owners, instruments_matching

FACTS = ("brand", "model", "serial_number", "made_in", "location", "attributes")


class Fates:
    """What becomes of each entry, and whose it is."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        good = [entry for entry in entries if not entry.problems]
        self.people = People(all_owners())
        self._person = {entry.number: self.people.named_by(entry.owner) for entry in good}
        self.people.look_for_likes()
        self.named = list(dict.fromkeys(self._person.values()))
        self._known = _Known(good, [person.known for person in self.named if person.known])
        self._seen: dict[tuple[str, ...], tuple[int, tuple[Any, ...]]] = {}

    def person_of(self, entry: Entry) -> Person:
        return self._person[entry.number]

    def of(self, entry: Entry) -> tuple[Fate, list[str], Instrument | None]:
        """With reasons in words, or for a changed one the names of what changes."""
        return (Fate.ERROR, entry.problems, None) if entry.problems else self._fate(entry, self.person_of(entry))

    def _fate(self, entry: Entry, person: Person) -> tuple[Fate, list[str], Instrument | None]:
        key, content = _name_plate(entry), (id(person), str(facts_of(entry)))
        if key:
            first, before = self._seen.setdefault(key, (entry.number, content))
            if first != entry.number:
                same = before == content
                said = _("Alat yang sama dengan baris %(n)s.") if same else _("Alat baris %(n)s, tetapi datanya lain.")
                return (Fate.DOUBLE if same else Fate.ERROR), [said % {"n": first}], None
        instrument = self._known.take(entry, person)
        if instrument is None:
            return Fate.NEW, [], None
        if person.known is None or instrument.owner_id != person.known.pk:
            said = _("Sudah terdaftar sebagai %(id)s atas nama pemilik lain.") % {"id": instrument.uttp_id}
            return Fate.ERROR, [said], None
        changed = list(new_values(instrument, facts_of(entry)))
        return (Fate.CHANGED if changed else Fate.SAME), changed, instrument


def _name_plate(entry: Entry) -> tuple[str, ...]:
    if entry.uttp_id:
        return ("id", entry.uttp_id)
    serial = entry.facts["serial_number"].upper()
    return (entry.kind, entry.facts["brand"].upper(), serial) if serial else ()


def facts_of(entry: Entry) -> dict[str, Any]:
    """As JSON, days in ISO 8601."""
    verified = {name: day.isoformat() if day else "" for name, day in entry.verified.items()}
    return {"kind": entry.kind, **verified, **entry.facts}


class _Known:
    """What is registered already; one without a serial number is another one's twin once for each that there is."""

    def __init__(self, entries: Sequence[Entry], owners: Sequence[Owner]) -> None:
        self._by_plate: dict[tuple[str, ...], Instrument] = {}
        self._alike: dict[tuple[Any, ...], list[Instrument]] = defaultdict(list)
        serials = {entry.facts["serial_number"] for entry in entries if entry.facts["serial_number"]}
        ids = {entry.uttp_id for entry in entries if entry.uttp_id}
        for one in instruments_matching(serials, ids, owners):
            self._by_plate["id", one.uttp_id] = one
            if one.serial_number:
                self._by_plate[one.kind_code, one.brand.upper(), one.serial_number.upper()] = one
            else:
                self._alike[_likeness(one.owner_id, one.kind_code, one.brand, one.attributes)].append(one)

    def take(self, entry: Entry, person: Person) -> Instrument | None:
        plate = _name_plate(entry)
        if plate:
            return self._by_plate.get(plate)
        owner = person.known.pk if person.known else None
        alike = self._alike.get(_likeness(owner, entry.kind, entry.facts["brand"], entry.facts["attributes"]))
        return alike.pop(0) if alike else None


def _likeness(owner: int | None, kind: str, brand: str, attributes: Mapping[str, Any]) -> tuple[Any, ...]:
    return owner, kind, brand.upper(), str(sorted(attributes.items()))


def new_values(instrument: Instrument, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the row says otherwise; what it leaves empty stays. A tested plate and its verdict are the penera's."""
    names = ("location",) if instrument.last_verdict else FACTS
    changed = {name: facts[name] for name in names if facts.get(name) and facts[name] != getattr(instrument, name)}
    if not instrument.last_verdict:
        changed |= verified(facts)
    return changed


def verified(facts: Mapping[str, Any]) -> dict[str, Any]:
    """An old register tells of what was accepted; what was rejected stands in none."""
    if not facts["verified_on"]:
        return {}
    on, until = date.fromisoformat(facts["verified_on"]), date.fromisoformat(facts["valid_until"])
    return {"last_verified_on": on, "last_verdict": Verdict.SAH, "valid_until": until}
