"""The people of one small office, each with a fixed meaning, and ways to bring work to any stage."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import partial
from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from certificates import actions as certificate_actions
from certificates.models import Certificate, Tier
from services.enums import Place, Service
from services.models import (
    Competence,
    Order,
    OrderItem,
    Registration,
    Scope,
    Sidang,
    StampKind,
    StampMove,
    Standard,
    Verification,
)
from services.orders.actions.orders import NewItem, register_order
from services.sidang.actions.registrations import Wanted, sign_up
from services.sidang.actions.sidang import SidangFacts, announce_sidang, plan_sidang
from services.stamps.actions import Marks, hand_out_stamps, receive_stamps, use_stamps
from services.testing.actions.standards import save_standard
from services.testing.actions.verifications import Readings, finalize_verification, start_verification
from simetro.core.models import ApiToken, User
from simetro.core.outbox import deliveries
from tests.people import PEOPLE
from uttp import actions as uttp_actions
from uttp.kinds import all_kinds
from uttp.models import Instrument, Owner

SCALE = {"unit": "g", "max": "6000", "min": "40", "e": "2", "d": "2", "accuracy_class": "III"}
READ = ("1", "0.8", "0.9", "1", "0.7")  # additional loads as they are read: no two weighings are quite alike
NOZZLE = {"fuel": "Pertalite", "nozzle": "1", "q_max": "50", "q_min": "5"}
PASSWORD = make_password("")
EVERY_KIND = [kind.code for kind in all_kinds()]
EVERYTHING: dict[str, Any] = {"kinds": EVERY_KIND, "since": date(2000, 1, 1)}
TIERS = (
    ("subkoor", "Sub Koordinator Pelayanan Tera", "Subkoor"),
    ("kabid", "Kepala Bidang Metrologi", "Kabid"),
    ("sekdis", "Sekretaris Dinas", "Sekdis"),
    ("kadis", "Kepala Dinas", "Kadis"),
)


def good_scale(service: str = "tera_ulang") -> dict[str, Any]:
    """Observations of SCALE that pass, complete for the service."""
    rows = [{"load": load, "indication": load} for load in ("40", "1000", "2000", "4000", "6000")]
    zero = {"base": "20", "after_quarter_e": "20", "after_three_quarter_e": "22"}
    observations: dict[str, Any] = {
        "visual": visual_of("nawi.electronic", service),
        "accuracy": [{**row, "additional_load": load} for row, load in zip(rows, READ, strict=True)],
        "repeatability": {"load": "3000", "indications": ["3000", "3000", "3000"]},
        "eccentricity": {
            "load": "2000",
            "rows": [
                {"position": str(n), "indication": "2000", "additional_load": load} for n, load in enumerate(READ, 1)
            ],
        },
        "zero_setting": zero,
    }
    return {**observations, "tare": zero} if service == "tera" else observations


def bad_scale(service: str = "tera_ulang") -> dict[str, Any]:
    observations = good_scale(service)
    observations["accuracy"][2]["indication"] = "1980"
    return observations


def visual_of(kind: str, service: str) -> dict[str, bool]:
    from uttp.kinds import get_kind

    return {place.key: True for place in get_kind(kind).checklist.places_for(service)}


@dataclass
class Office:
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def owner(self, name: str = "Sumber Rejeki", **facts: Any) -> Owner:
        known = {
            "kind": "person",
            "phone": "081234567890",
            "email": "",
            "address": "Jl. Pasar 1",
            "district": "Sumpiuh",
            "village": "Kebokura",
        }
        return uttp_actions.register_owner(by=self.admin, name=name, **(known | facts))

    def scale(self, owner: Owner | None = None, **facts: Any) -> Instrument:
        known = {"brand": "Quattro", "serial_number": "", "attributes": SCALE, "kind": "nawi.electronic"}
        return uttp_actions.register_instrument(by=self.admin, owner=owner or self.owner(), **(known | facts))

    def standard(self, name: str = "Anak timbangan", **facts: Any) -> Standard:
        """One that serves every kind and is valid, unless said otherwise."""
        known = {"accuracy_class": "F2", "kinds": EVERY_KIND, "valid_until": date(2999, 1, 31)}
        known |= {"certificate_number": "K-1", "traceability": "BSML"}
        return save_standard(by=self.superadmin, standard=Standard(name=name, **(known | facts)))

    def stamps(self, quantity: int = 5, code: str = "SL6", *, holder: User | None = None) -> Marks:
        """This year's marks, received, and handed to `holder` where one is named."""
        today = timezone.localdate()
        marks = Marks(StampKind.objects.get(code=code), today.year, quantity, today)
        receive_stamps(by=self.admin, marks=marks, letter_number="B/1")
        if holder:
            hand_out_stamps(by=self.admin, marks=marks, holder=holder)
        return marks

    def stamped(self, verification: Verification) -> StampMove:
        """One of the five that its penera was handed is put on the instrument."""
        marks = self.stamps(holder=self.penera)
        uses = [replace(marks, quantity=1)]
        return use_stamps(by=self.penera, uses=uses, verification=verification)[0]

    def sidang(self, *, is_announced: bool = True, penera: tuple[User, ...] = (), **facts: Any) -> Sidang:
        """One of today, that takes two electronic scales in advance, unless said otherwise."""
        today = timezone.localdate()
        known = {"name": "Sidang Pasar Wage", "venue": "Pasar Wage", "address": "Jl. Pasar 2", "district": "Sumpiuh"}
        known |= {"starts_on": today, "ends_on": today, "opens_at": time(8), "closes_at": time(12)}
        told = SidangFacts(**(known | {"quotas": {"nawi.electronic": 2}} | facts))
        sidang = plan_sidang(by=self.admin, facts=told, penera=penera)
        return announce_sidang(by=self.admin, sidang=sidang) if is_announced else sidang

    def registration(self, sidang: Sidang | None = None, count: int = 1, **person: str) -> Registration:
        known = {"name": "Bu Tumini", "phone": "081200001111", "email": "", "address": "Los sayur 12"}
        known |= {"village": "Sirau", "district": "Kemranjen"}
        return sign_up(
            by=None,
            sidang=sidang or self.sidang(),
            wanted=[Wanted("nawi.electronic", count)],
            **(known | person),
        )

    def order(
        self, *instruments: Instrument, place: Place = Place.OFFICE, by: User | None = None, **facts: Any
    ) -> Order:
        chosen = instruments or (self.scale(),)
        items = [NewItem(instrument, Service.TERA_ULANG) for instrument in chosen]
        who, owner = by or self.admin, chosen[0].owner
        return register_order(by=who, owner=owner, place=place, items=items, **facts)

    def item(self, *instruments: Instrument, **facts: Any) -> OrderItem:
        return self.order(*instruments, **facts).items.select_related("order", "instrument").first()

    def tested(
        self, item: OrderItem | None = None, observations: dict[str, Any] | None = None, **facts: Any
    ) -> Verification:
        """A final verification; a good one unless observations are given."""
        verification = self.reading(item or self.item(), observations, **facts)
        return finalize_verification(by=self.penera, verification=verification)

    def usual_standard(self) -> Standard:
        """One that serves every kind; there from the first reading on."""
        known = {"accuracy_class": "E2", "certificate_number": "K-0", "traceability": "BSML", "kinds": EVERY_KIND}
        known["valid_until"] = date(2999, 1, 31)
        return Standard.objects.get_or_create(name="Standar kantor", defaults=known)[0]

    def reading(
        self,
        item: OrderItem,
        observations: dict[str, Any] | None = None,
        on: date | None = None,
        standards: Sequence[Standard] | None = None,
        **facts: Any,
    ) -> Verification:
        """A draft with the usual standard unless others are named. Its order was asked for by the day of the test."""
        on = on or timezone.localdate()
        if on < item.order.requested_on:
            Order.objects.filter(pk=item.order_id).update(requested_on=on)
        named = [self.usual_standard()] if standards is None else list(standards)
        readings = Readings(tested_on=on, observations=observations or good_scale(), standards=named)
        verification, _ = start_verification(by=self.penera, item=item, client_id=uuid4(), readings=readings, **facts)
        return verification

    def draft(self, *verifications: Verification) -> Certificate:
        return certificate_actions.draft_certificate(by=self.admin, verifications=verifications or (self.tested(),))

    def submitted(self, *verifications: Verification) -> Certificate:
        return certificate_actions.submit_certificate(by=self.admin, certificate=self.draft(*verifications))

    def approved(self, certificate: Certificate, tiers: int = 4) -> Certificate:
        for username, _title, _short in TIERS[:tiers]:
            certificate.refresh_from_db()
            certificate_actions.approve_certificate(
                by=self.people[username], certificate=certificate, version=certificate.version
            )
        certificate.refresh_from_db()
        return certificate

    def issued(self, *verifications: Verification) -> Certificate:
        certificate = self.approved(self.submitted(*verifications))
        deliveries.sweep()
        certificate.refresh_from_db()
        return certificate


def open_office() -> Office:
    """Written in bulk: nearly every test begins here, and nothing of it is what a test is about."""
    roles = {username: person.role for username, person in PEOPLE.items() if person.role}
    people = User.objects.bulk_create(
        User(username=username, name=username.title(), password=PASSWORD, email=f"{username}@office.test")
        for username in roles
    )
    office = Office({person.username: person for person in people})
    groups = {group.name: group for group in Group.objects.all()}
    User.groups.through.objects.bulk_create(
        User.groups.through(user=office.people[username], group=groups[role]) for username, role in roles.items()
    )
    tiers = Tier.objects.bulk_create(
        Tier(position=position, title=title, short=short) for position, (_name, title, short) in enumerate(TIERS, 1)
    )
    Tier.members.through.objects.bulk_create(
        Tier.members.through(tier=tier, user=office.people[username])
        for tier, (username, _title, _short) in zip(tiers, TIERS, strict=True)
    )
    Scope.objects.bulk_create([Scope(letter_number="SK-1", **EVERYTHING)])
    Competence.objects.bulk_create(competence_of(person) for person in (office.penera, office.penera2))
    return office


def competence_of(person: User) -> Competence:
    return Competence(person=person, letter_number=f"SPT-{person.username}", **EVERYTHING)


class Api:
    """Calls the API as one person; `None` calls without a token."""

    def __init__(self, user: User | None) -> None:
        headers = {"Authorization": f"Bearer {ApiToken.issue(user)}"} if user else {}
        self._client = Client(headers=headers)
        self.get = partial(self._send, "get")
        self.post = partial(self._send, "post")
        self.put = partial(self._send, "put")
        self.patch = partial(self._send, "patch")

    def _send(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        call = getattr(self._client, method)
        if method == "get":
            return call(f"/api/v1{path}", body, headers=headers)
        data = body if isinstance(body, bytes) else json.dumps(body if body is not None else {})
        return call(f"/api/v1{path}", data, content_type="application/json", headers=headers)
