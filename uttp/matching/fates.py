"""What becomes of each row of an old register: new, the same, changed, a twin, or refused with reasons."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from simetro.core.kit.text import folded
from uttp.columns.entries import Entry
from uttp.enums import Fate, Verdict
from uttp.matching.people import People, Person
from uttp.models import Instrument, Owner
from uttp.models.register import plate_key
from uttp.queries import all_owners, instruments_matching

FACTS = ("brand", "model", "serial_number", "made_in", "location", "verified_note", "attributes")


class Fates:
    """What becomes of each entry, and whose it is."""

    def __init__(self, entries: Sequence[Entry], joined: Iterable[tuple[str, str]] = ()) -> None:
        """`joined`: pairs of person keys; somebody has decided that the first is the same person as the second."""
        good = [entry for entry in entries if self.takes(entry)]
        people = People(all_owners())
        named = {entry.number: people.named_by(entry.owner) for entry in good}
        same = people.join(joined)
        people.look_for_likes()
        self._person = {number: same.get(person, person) for number, person in named.items()}
        self.named = list(dict.fromkeys(self._person.values()))
        self._plates = {entry.number: _plate(entry) for entry in good}
        self._known = _Known(good, self._plates, [person.known for person in self.named if person.known])
        self._seen: dict[Any, Entry] = {}

    @staticmethod
    def takes(entry: Entry) -> bool:
        """Whether the row says all that is needed, and without doubt."""
        return not entry.problems and not entry.questions

    def person_of(self, entry: Entry) -> Person:
        return self._person[entry.number]

    def of(self, entry: Entry) -> tuple[Fate, list[str], Instrument | None]:
        """Fate, reasons and instrument. The reasons are sentences; of a changed instrument, the changed fields."""
        if entry.problems:
            return Fate.ERROR, entry.problems, None
        if entry.questions:
            return Fate.ASKED, list(dict.fromkeys(question.sentence for question in entry.questions)), None
        return self._fate(entry, self.person_of(entry))

    def _fate(self, entry: Entry, person: Person) -> tuple[Fate, list[str], Instrument | None]:
        instrument = self._known.find(entry, person)
        keys: list[Any] = [instrument.pk] if instrument else []
        if twin := self._twin(entry, person, [*keys, *filter(None, [self._plates[entry.number]])]):
            return *twin, None
        if instrument is None:
            return (Fate.ERROR, [owner_closed()], None) if _is_closed(person) else (Fate.NEW, [], None)
        if reason := self._why_not(entry, person, instrument):
            return Fate.ERROR, [reason], None
        changed = list(new_values(instrument, facts_of(entry)))
        return (Fate.CHANGED if changed else Fate.SAME), changed, instrument

    def _twin(self, entry: Entry, person: Person, keys: Iterable[Any]) -> tuple[Fate, list[str]] | None:
        """The fate of a row whose instrument an earlier row has already: a double, or an error if they disagree."""
        earlier = [twin for key in keys if (twin := self._seen.setdefault(key, entry)) is not entry]
        if not earlier:
            return None
        first = earlier[0]
        if self.person_of(first) is person and facts_of(first) == facts_of(entry):
            return Fate.DOUBLE, [_("Alat yang sama dengan baris %(n)s.") % {"n": first.number}]
        return Fate.ERROR, [_("UTTP ini sama dengan baris %(n)s, tetapi datanya berbeda.") % {"n": first.number}]

    def _why_not(self, entry: Entry, person: Person, instrument: Instrument) -> str:
        if instrument.kind_code != entry.kind:
            return _("%(id)s terdaftar sebagai alat jenis lain.") % {"id": instrument.uttp_id}
        if person.known is None or instrument.owner_id != person.known.pk:
            return _("Sudah terdaftar sebagai %(id)s atas nama pemilik lain.") % {"id": instrument.uttp_id}
        other = self._known.with_plate(entry)
        if other and other != instrument:
            return _("Merek dan nomor seri ini milik %(id)s.") % {"id": other.uttp_id}
        return ""


def owner_closed() -> str:
    """The sentence that refuses a new instrument for a closed owner."""
    return _("Pemilik ini sudah dinyatakan tutup. Buka lagi datanya, lalu periksa lagi berkas ini.")


def _is_closed(person: Person) -> bool:
    return person.known is not None and person.known.closed_on is not None


def _plate(entry: Entry) -> str:
    facts = entry.facts
    return plate_key(entry.kind, facts["brand"], facts["serial_number"], facts["attributes"])


def facts_of(entry: Entry) -> dict[str, Any]:
    """What the row says, as JSON: days in ISO 8601."""
    verified = {name: day.isoformat() if day else "" for name, day in entry.verified.items()}
    return {"kind": entry.kind, "verdict": entry.verdict, **verified, **entry.facts}


class _Known:
    """The instruments that are registered already. One without a serial number is matched with one row only."""

    def __init__(self, entries: Sequence[Entry], plates: Mapping[int, str], owners: Sequence[Owner]) -> None:
        """`plates`: by number of the row, the key of its plate."""
        self._plates = plates
        self._by_id: dict[str, Instrument] = {}
        self._by_plate: dict[str, Instrument] = {}
        self._alike: dict[tuple[Any, ...], list[Instrument]] = defaultdict(list)
        ids = {entry.uttp_id for entry in entries if entry.uttp_id}
        for instrument in {
            row.pk: row for row in instruments_matching(set(plates.values()) - {""}, ids, owners)
        }.values():
            self._by_id[instrument.uttp_id] = instrument
            if instrument.plate_key:
                self._by_plate[instrument.plate_key] = instrument
            elif instrument.uttp_id not in ids:  # a row that names the ID is about this very instrument
                looks = (instrument.owner_id, instrument.kind_code, instrument.brand, instrument.attributes)
                self._alike[_likeness(*looks)].append(instrument)

    def find(self, entry: Entry, person: Person) -> Instrument | None:
        """The instrument with this ID, else with this plate; without either, one of the owner's that looks the same."""
        instrument = self._by_id.get(entry.uttp_id) or self.with_plate(entry)
        if instrument or entry.facts["serial_number"]:
            return instrument
        owner = person.known.pk if person.known else None
        alike = self._alike.get(_likeness(owner, entry.kind, entry.facts["brand"], entry.facts["attributes"]))
        return alike.pop(0) if alike else None

    def with_plate(self, entry: Entry) -> Instrument | None:
        return self._by_plate.get(self._plates[entry.number])


def _likeness(owner: int | None, kind: str, brand: str, attributes: Mapping[str, Any]) -> tuple[Any, ...]:
    return owner, kind, folded(brand), str(sorted(attributes.items()))


def new_values(instrument: Instrument, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that the row changes. An empty cell changes nothing; of a tested instrument only its location may."""
    names = ("location",) if instrument.last_verdict else FACTS
    changed = {name: facts[name] for name in names if facts.get(name) and facts[name] != getattr(instrument, name)}
    if not instrument.last_verdict:
        changed |= verified(facts)
    return changed


def verified(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The last verification that a row tells of. Where the register names no verdict it lists only what passed."""
    if not facts["verified_on"]:
        return {}
    on = date.fromisoformat(facts["verified_on"])
    until = date.fromisoformat(facts["valid_until"]) if facts["valid_until"] else None
    return {"last_verified_on": on, "last_verdict": facts.get("verdict") or Verdict.SAH, "valid_until": until}
