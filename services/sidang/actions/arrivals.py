"""Turns a registration without an account into an owner with instruments, an order and a queue number."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from services.enums import RegistrationStatus, Service
from services.models import Order, Registration
from services.orders.actions.orders import NewItem
from services.sidang.actions.moves import move_registration
from services.sidang.actions.registrations import PERSON
from services.sidang.actions.sidang import register_walk_in
from simetro.core.db.locking import lock
from simetro.core.log.audit import record
from simetro.core.models import User
from uttp.actions import register_alike, register_owner
from uttp.models import Instrument, Owner


@dataclass(frozen=True)
class NewPlates:
    """New instruments that are alike: what their name plate says, and how many there are."""

    kind: str
    count: int
    service: Service
    attributes: Mapping[str, Any]
    facts: Mapping[str, str] = field(default_factory=dict)
    certificate: bool = True


@transaction.atomic
def arrive(
    *,
    by: User,
    registration: Registration,
    owner: Owner | None,
    kind: str = "",
    held: Sequence[NewItem] = (),
    moved: Collection[Instrument] = (),
    new: Iterable[NewPlates] = (),
    version: int | None = None,
) -> Order:
    """Gives whoever has come an order with the next queue number, for `owner` or for a new owner of this `kind`.

    `held`: instruments that the register knows; `moved`: those of them that leave the order on which they wait.
    `new`: instruments that are registered now.
    """
    sidang = lock(registration.sidang)
    registration = lock(registration, version)
    move_registration(registration, RegistrationStatus.ARRIVED)
    if owner is None:
        owner = register_owner(by=by, kind=kind, **{name: getattr(registration, name) for name in PERSON})
    items = [*held, *(item for plates in new for item in _items(by, owner, plates))]
    registration.order = register_walk_in(by=by, sidang=sidang, owner=owner, items=items, moved=moved)
    registration.save_change()
    record(by, "services.registration_arrived", registration, number=registration.number)
    return registration.order


def _items(by: User, owner: Owner, plates: NewPlates) -> list[NewItem]:
    made: list[Instrument] = register_alike(
        by=by,
        owner=owner,
        kind=plates.kind,
        attributes=dict(plates.attributes),
        others=[""] * (plates.count - 1),
        **plates.facts,
    )
    return [NewItem(instrument, plates.service, plates.certificate) for instrument in made]
