from random import Random
from typing import Any

from simetro.core.models import User
from simetro.demo import names
from uttp.actions import register_instrument, register_owner
from uttp.models import Instrument, Owner

OWNERS, INSTRUMENTS = 60, 400


def make_register(people: dict[str, User], chance: Random, scale: int) -> list[Instrument]:
    """60 owners and 400 instruments, times the scale; the first two owners have accounts."""
    by = people["admin"]
    owners = [_owner(by, chance, index) for index in range(OWNERS * scale)]
    for owner, username in zip(owners, ("owner", "owner2"), strict=False):
        owner.account = people[username]
        owner.save()
    stations = [owner for owner in owners if owner.name.startswith(("SPBU", "PT Persada"))]
    shops = [owner for owner in owners if owner not in stations]
    nozzles = [nozzle for station in stations for nozzle in _nozzles(by, chance, station)]
    rest = INSTRUMENTS * scale - len(nozzles)
    kinds = [code for code, count in names.MIX for _ in range(count * scale)]
    chance.shuffle(kinds)
    others = [_instrument(by, chance, shops[index % len(shops)], index, kinds[index]) for index in range(rest)]
    return others + nozzles


def _owner(by: User, chance: Random, index: int) -> Owner:
    district, village = names.PLACES[index % len(names.PLACES)]
    name, kind = _name(chance, index)
    return register_owner(
        by=by,
        name=name,
        kind=kind,
        phone=f"08{chance.randint(10, 59)}{chance.randint(10**7, 10**8 - 1)}",
        email=f"pemilik{index + 1}@contoh.example" if index < 2 or index % 3 == 0 else "",
        address=f"{chance.choice(names.MARKETS)} blok {chance.choice('ABCDE')} no. {chance.randint(1, 60)}",
        district=district,
        village=village,
    )


def _name(chance: Random, index: int) -> tuple[str, str]:
    if index < 2:
        return ("Slamet Riyadi", "Sri Lestari")[index], "person"
    if index % 15 == 7:
        return names.STATIONS[index // 15 % len(names.STATIONS)], "company"
    if index % 4 == 3:
        return f"{chance.choice(names.SHOPS)} {names.PLACES[index % len(names.PLACES)][1]}", "company"
    return f"{chance.choice(names.GIVEN)} {chance.choice(names.FAMILY)}", "person"


def _instrument(by: User, chance: Random, owner: Owner, index: int, kind: str) -> Instrument:
    brand, model, attributes = _plate(kind, chance)
    return register_instrument(
        by=by,
        owner=owner,
        kind=kind,
        brand=brand,
        model=model,
        attributes=attributes,
        made_in="Indonesia",
        serial_number=f"{chance.randint(10**4, 10**5 - 1)}{index:03}" if kind == "nawi.electronic" else "",
        location=owner.address,
    )


def _plate(kind: str, chance: Random) -> tuple[str, str, dict[str, Any]]:
    """Brand, model and attributes."""
    if kind == "weights":
        accuracy_class, *piles = chance.choice(names.SETS)
        items = [dict(zip(("nominal", "unit", "count"), pile, strict=True)) for pile in piles]
        return "Mutiara", "Set", {"accuracy_class": accuracy_class, "items": items}
    if kind in names.OTHERS:
        return names.OTHERS[kind]
    is_digital = kind == "nawi.electronic"
    brand, model, *plate = chance.choice(names.ELECTRONIC if is_digital else names.MECHANICAL[kind])
    attributes = dict(zip(("unit", "max", "min", "e", "accuracy_class"), plate, strict=True))
    return brand, model, {**attributes, "d": attributes["e"]} if is_digital else attributes


def _nozzles(by: User, chance: Random, station: Owner) -> list[Instrument]:
    brand, model = chance.choice(names.DISPENSERS)
    serial = chance.randint(10**6, 10**7 - 1)
    return [
        register_instrument(
            by=by,
            owner=station,
            kind="fuel_dispenser",
            brand=brand,
            model=model,
            serial_number=f"{serial}-{number}",
            made_in="Jepang",
            location=f"{station.name}, {station.district}",
            attributes={
                "fuel": names.FUELS[number % len(names.FUELS)],
                "nozzle": str(number),
                "q_max": "50",
                "q_min": "5",
            },
        )
        for number in range(1, chance.choice((6, 8)) + 1)
    ]
