"""A made-up busy office: two years of orders with all that goes wrong, written as rows, by chance but always alike."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import uuid4

from django.utils import timezone

from certificates.enums import CertificateStatus, CertificateType
from certificates.models import Certificate, CertificateLine
from services.enums import (
    NEVER_HELD,
    OPEN_ITEMS,
    DocumentState,
    ItemStatus,
    OrderStatus,
    Place,
    Service,
    VerificationStatus,
)
from services.models import Order, OrderItem, Sidang, Verification
from simetro.core.models import User
from tests.office import Office
from tests.uttp.kinds import cases
from uttp.enums import InstrumentStatus
from uttp.models import Instrument, Owner

TODAY = date(2026, 11, 26)
KINDS = {
    "nawi.electronic": cases.SCALE,
    "fuel_dispenser": cases.NOZZLE,
    "weights": cases.WEIGHTS,
    "length_measure": cases.TAPE,
}
DISTRICTS = ("Sumpiuh", "SUMPIUH", "Kembaran", "Ajibarang")  # the first two are one
VENUES = ("Pasar Wage", "Pasar Manis")
OPEN = (OrderStatus.SUBMITTED, OrderStatus.ACCEPTED, OrderStatus.SCHEDULED, OrderStatus.TESTING)


@dataclass
class Busy:
    """`numbered` counts what has to have a number of its own."""

    office: Office
    chance: Random
    owners: list[Owner] = field(default_factory=list)
    sidang: list[Sidang] = field(default_factory=list)
    numbered: int = 0

    def choice(self, *of: object) -> object:
        return self.chance.choice(of)

    @property
    def penera(self) -> User:
        return self.chance.choice((self.office.penera, self.office.penera2))


def make_busy(office: Office, orders: int = 120) -> Busy:
    busy = Busy(office, Random(7))
    busy.owners = [
        Owner.objects.create(
            name=f"Pemilik {n}",
            kind="person",
            phone=f"0812{n}",
            address="Jl. 1",
            district=DISTRICTS[n % 4],
            village="A",
        )
        for n in range(16)
    ]
    busy.sidang = [office.sidang(name=venue, venue=venue) for venue in VENUES]
    for owner in busy.owners:
        for _ in range(4):
            _instrument(busy, owner)
    for _ in range(orders):
        _order(busy)
    return busy


def _instrument(busy: Busy, owner: Owner) -> None:
    end = TODAY + timedelta(days=busy.chance.randint(-400, 500)) if busy.chance.random() < 0.8 else None
    kind = busy.chance.choice(list(KINDS))
    Instrument.objects.create(
        owner=owner,
        kind_code=kind,
        attributes=KINDS[kind],
        brand="Quattro",
        location=busy.chance.choice((*VENUES, "Jl. Raya", "")) + " blok A",
        status=InstrumentStatus.RETIRED if busy.chance.random() < 0.1 else InstrumentStatus.ACTIVE,
        last_verified_on=end and end - timedelta(days=365),
        last_verdict="sah" if end else "",
        valid_until=end,
    )


def _order(busy: Busy) -> None:
    owner = busy.chance.choice(busy.owners)
    on = TODAY - timedelta(days=busy.chance.randint(0, 600))
    status = busy.chance.choice((*OPEN, OrderStatus.CANCELLED, OrderStatus.REJECTED, *[OrderStatus.COMPLETED] * 6))
    place = busy.chance.choice(Place.values)
    order = Order.objects.create(
        owner=owner,
        place=place,
        sidang=busy.chance.choice(busy.sidang) if place == Place.SIDANG else None,
        status=status,
        requested_on=on,
        expected_on=on + timedelta(days=9),
        registered_by=busy.office.admin,
    )
    order.penera.set(busy.chance.sample((busy.office.penera, busy.office.penera2), busy.chance.randint(0, 2)))
    for instrument in owner.instruments.all()[: busy.chance.randint(1, 4)]:
        _item(busy, order, instrument)


def _item(busy: Busy, order: Order, instrument: Instrument) -> None:
    is_done = order.status in (OrderStatus.COMPLETED, OrderStatus.TESTING)
    service, status = busy.chance.choice(Service.values), ItemStatus.WITHDRAWN
    if order.status in NEVER_HELD:
        status = ItemStatus.ENDED
    elif not is_done and not instrument.order_items.filter(status__in=OPEN_ITEMS).exists():
        status = ItemStatus.WAITING
    item = OrderItem.objects.create(order=order, instrument=instrument, service=service, status=status)
    if not is_done or busy.chance.random() < 0.15:
        return
    tested = order.requested_on + timedelta(days=busy.chance.randint(0, 12))
    verdict = _attempts(busy, item, tested)
    item.status = ItemStatus.PASSED if verdict.verdict == "sah" else ItemStatus.FAILED
    if busy.chance.random() < 0.7:
        _document(busy, item, verdict)
    item.save()


def _attempts(busy: Busy, item: OrderItem, on: date) -> Verification:
    """The one that counts; before it what it corrects, or what was tested before a repair."""
    counts = _attempt(busy, item, on)
    while busy.chance.random() < 0.3:
        on += timedelta(days=busy.chance.randint(0, 20))
        corrected = counts if busy.chance.random() < 0.5 else None
        counts = _attempt(busy, item, on, supersedes=corrected)
    if busy.chance.random() < 0.1:  # a correction that is still being typed changes nothing
        Verification.objects.create(
            item=item, client_id=uuid4(), penera=busy.penera, tested_on=on, supersedes=counts, reason="Salah"
        )
    return counts


def _attempt(busy: Busy, item: OrderItem, on: date, supersedes: Verification | None = None) -> Verification:
    busy.numbered += 1
    verdict = busy.chance.choice(("sah", "sah", "sah", "batal"))
    return Verification.objects.create(
        item=item,
        client_id=uuid4(),
        status=VerificationStatus.FINAL,
        penera=busy.penera,
        tested_on=on,
        verdict=verdict,
        valid_until=on + timedelta(days=365) if verdict == "sah" else None,
        finalized_at=_moment(on) + timedelta(seconds=busy.numbered),
        supersedes=supersedes,
    )


def _moment(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(9)))


def _document(busy: Busy, item: OrderItem, verification: Verification) -> None:
    busy.numbered += 1
    is_sah = verification.verdict == "sah"
    status = busy.chance.choice((*["issued"] * 6, "revoked", "draft", "in_signoff", "returned"))
    on = verification.tested_on + timedelta(days=busy.chance.randint(0, 9))
    certificate = Certificate.objects.create(
        type=CertificateType.SKHP if is_sah else CertificateType.REJECTION,
        owner=item.order.owner,
        kind_code=item.instrument.kind_code,
        certificate_name=item.order.owner.name,
        drafted_by=busy.office.admin,
        **_stage(busy, status, on),
    )
    CertificateLine.objects.create(certificate=certificate, verification=verification, is_current=status != "revoked")
    item.document = DocumentState.ISSUED if status in ("issued", "revoked") else DocumentState.DRAFTED


def _stage(busy: Busy, status: str, on: date) -> dict[str, object]:
    if status in (CertificateStatus.ISSUED, CertificateStatus.REVOKED):
        told = {"number": f"500/{busy.numbered}", "sha256": "0" * 64, "issued_on": on, "issued_at": _moment(on)}
        return {"status": status, **told}
    if status == CertificateStatus.IN_SIGNOFF:
        return {"status": status, "tier": busy.chance.randint(1, 4), "waiting_since": _moment(on)}
    return {"status": status}
