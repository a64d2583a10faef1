"""Whose instruments the rows of an old register are: one person is written in many ways."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from simetro.core.kit.text import folded
from uttp.columns.phones import phone_in
from uttp.likeness import Facts, identity, line_of, place_of, plain_name, why_alike
from uttp.models import Owner
from uttp.owner_fields import OWNER_FIELDS

BLOCK = 3  # letters of a name that look-alikes share
COMPARED = 50  # others of a block that one person is compared with


@dataclass(eq=False)
class Person:
    """One owner: `known` where the register has him already; `like` may be the same, `why` says so."""

    facts: dict[str, str]
    known: Owner | None = None
    like: "Person | None" = None
    why: str = ""
    names: str = field(init=False)

    def __post_init__(self) -> None:
        self.names = plain_name(self.facts["name"])

    @classmethod
    def of(cls, owner: Owner) -> "Person":
        facts = {field.name: field.value(owner) for field in OWNER_FIELDS}
        return cls(facts | {"phone": phone_in(owner.phone).number or owner.phone}, owner)

    @property
    def key(self) -> str:
        return key_of(self.facts)


def key_of(facts: Facts) -> str:
    """A key that identifies a person within one register, and is the same when the register is checked again."""
    return "|".join(folded(facts[name]) for name in ("name", "phone", "village", "district"))


class People:
    """Finds the owner of each row: the same name with the same phone, or with the same place where one has none."""

    def __init__(self, known: Iterable[Owner]) -> None:
        self.all: list[Person] = []
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for owner in known:
            self._add(Person.of(owner))

    def _add(self, person: Person) -> Person:
        self.all.append(person)
        self._by_name[identity(person.facts["name"])].append(person)
        return person

    def named_by(self, facts: Facts) -> Person:
        """The person with these facts. One who is known gets the facts that he lacked; a new one is added."""
        namesakes = self._by_name[identity(facts["name"])]
        person = next((person for person in namesakes if _same(person.facts, facts)), None)
        if person is None:
            return self._add(Person(dict(facts)))
        if person.known is None:
            person.facts = {name: person.facts[name] or facts[name] for name in person.facts}
        return person

    def join(self, joined: Iterable[tuple[str, str]]) -> dict[Person, Person]:
        """Drops persons who are the same as another one, by pairs of keys. Returns whom each of them is."""
        by_key = {person.key: person for person in self.all}
        same = {by_key[key]: by_key[other] for key, other in joined if key in by_key and other in by_key}
        self.all = [person for person in self.all if person not in same]
        return {person: _last(same, person) for person in same}

    def look_for_likes(self) -> None:
        """Marks new persons who may be another one. Only who share a phone or the start of a name are compared."""
        blocks: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        for person in self.all:
            for block in _blocks(person):
                others = blocks[block]
                if person.known is None and person.like is None:
                    self._compare(person, others)
                others.append(person)

    def _compare(self, person: Person, others: list[Person]) -> None:
        for other in others[:COMPARED]:
            why = why_alike(person.facts, other.facts)
            if why and other.like is not person:
                person.like, person.why = other, why
                return


def _last(same: Mapping[Person, Person], person: Person) -> Person:
    seen = {person}
    while person in same and same[person] not in seen:
        person = same[person]
        seen.add(person)
    return person


def _same(facts: Facts, other: Facts) -> bool:
    if facts["phone"] and other["phone"]:
        return facts["phone"] == other["phone"]
    place, another = place_of(facts), place_of(other)
    return place == another or not (any(place) and any(another))


def _blocks(person: Person) -> Iterable[tuple[str, ...]]:
    if line := line_of(person.facts["phone"]):
        yield ("phone", line)
    yield ("name", person.names)
    if any(place := place_of(person.facts)):
        yield ("place", *place, person.names[:BLOCK])
