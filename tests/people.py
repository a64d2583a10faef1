"""Everybody there is in the tests: his role, and the groups by which the table of access names him."""

from dataclasses import dataclass, field

from simetro.core.kit.roles import Role


@dataclass(frozen=True)
class Person:
    role: Role | None
    groups: frozenset[str] = field(default_factory=frozenset)


def _person(role: Role | None, groups: str) -> Person:
    return Person(role, frozenset(groups.split()))


# What each is let into is said here and not read from the `rights.py` of the apps, which the table is there to check.
# A new role is one line: its person and his groups.
PEOPLE = {
    "nobody": _person(None, "EVERYBODY NOBODY"),
    "superadmin": _person(Role.SUPER_ADMIN, "EVERYBODY SIGNED_IN STAFF READERS DESK SUPER_ADMIN"),
    "admin": _person(Role.ADMIN, "EVERYBODY SIGNED_IN STAFF READERS DESK"),
    "penera": _person(Role.PENERA, "EVERYBODY SIGNED_IN STAFF PENERA TESTER"),
    "penera2": _person(Role.PENERA, "EVERYBODY SIGNED_IN STAFF PENERA OTHER_PENERA"),
    "owner_account": _person(Role.OWNER, "EVERYBODY SIGNED_IN OWNERS OWNER"),
    "other_account": _person(Role.OWNER, "EVERYBODY SIGNED_IN OWNERS OTHER_OWNER"),
    "subkoor": _person(Role.SIGNATORY, "EVERYBODY SIGNED_IN STAFF READERS SIGNATORIES"),
    "kabid": _person(Role.SIGNATORY, "EVERYBODY SIGNED_IN STAFF READERS SIGNATORIES"),
    "sekdis": _person(Role.SIGNATORY, "EVERYBODY SIGNED_IN STAFF READERS SIGNATORIES"),
    "kadis": _person(Role.SIGNATORY, "EVERYBODY SIGNED_IN STAFF READERS SIGNATORIES LAST_TIER"),
}
GROUPS = frozenset[str]().union(*(person.groups for person in PEOPLE.values()))


def one_of_each_role() -> list[str]:
    """All that the guard of a page knows of."""
    names = {person.role: name for name, person in PEOPLE.items()}
    return list(names.values())
