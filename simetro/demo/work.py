"""A year's work of the office, up to this morning: orders in every status, documents at every tier."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random
from uuid import UUID

from certificates import actions as documents
from certificates.models import Certificate
from services.enums import OrderStatus, Place, Service
from services.models import Order, OrderItem, Standard, Verification
from services.orders.actions.orders import NewItem, cancel_order, register_order, reject_order, schedule_order
from services.repairs.actions.repairs import send_to_repair
from services.testing.actions.verifications import Readings, finalize_verification, start_verification
from services.testing.queries.standards import standards_serving
from services.testing.rules import is_fit
from simetro.core.models import User
from simetro.core.outbox import deliveries
from simetro.demo.people import TIERS
from simetro.demo.readings import observe
from uttp.actions import register_instrument, register_owner, retire_instrument, transfer_instrument
from uttp.models import Instrument
from uttp.queries import rules_on

# A filled observation sheet of the office: one row is too far off, so the verdict is batal.
WORKED_PLATE = {"unit": "g", "max": "6000", "min": "40", "e": "2", "d": "2", "accuracy_class": "III"}
WORKED_ROWS = (("40", "40"), ("1000", "1000"), ("3000", "2996"))


@dataclass
class Work:
    people: dict[str, User]
    chance: Random
    today: date

    def register(
        self, instruments: Sequence[Instrument], *, days_ago: int = 3, by: str = "admin", certificate: bool = True
    ) -> Order:
        first = instruments[0]
        service = Service.TERA if first.pk % 9 == 0 else Service.TERA_ULANG
        return register_order(
            by=self.people[by],
            owner=first.owner,
            place=Place.ON_SITE if first.kind.on_site_only else Place.OFFICE,
            requested_on=self.today - timedelta(days=days_ago),
            items=[NewItem(instrument, service, certificate) for instrument in instruments],
        )

    def schedule(self, order: Order, *, in_days: int) -> Order:
        on = max(self.today + timedelta(days=in_days), order.requested_on)
        team = [self.people["penera"]] if order.pk % 2 else [self.people["penera"], self.people["penera2"]]
        return schedule_order(by=self.people["admin"], order=order, on=on, penera=team)

    def begin(self, item: OrderItem, on: date, *, good: bool = True) -> Verification:
        instrument = item.instrument
        readings = Readings(
            tested_on=on,
            observations=observe(
                instrument.kind, item.service, instrument.attributes, rules_on(on), self.chance, good=good
            ),
            temperature=f"{self.chance.randint(260, 310) / 10}",
            humidity=str(self.chance.randint(55, 80)),
            standards=self.standards_for(item, on),
        )
        verification, _is_new = start_verification(
            by=self.people["penera"], item=item, client_id=self._uuid(), readings=readings
        )
        return verification

    def test(self, order: Order, *, days_ago: int = 0, failing: int = 0) -> list[Verification]:
        """Tests every item of an order; the first `failing` ones are batal."""
        if order.place != Place.OFFICE:
            order = self.schedule(order, in_days=-days_ago)
        on = self.today - timedelta(days=days_ago)
        return [
            finalize_verification(by=self.people["penera"], verification=self.begin(item, on, good=index >= failing))
            for index, item in enumerate(order.items.all())
        ]

    def submit(self, verifications: Sequence[Verification]) -> Certificate:
        draft = documents.draft_certificate(by=self.people["admin"], verifications=verifications)
        return documents.submit_certificate(by=self.people["admin"], certificate=draft)

    def approve(self, certificate: Certificate, tiers: int) -> Certificate:
        for username, _title, _short in TIERS[:tiers]:
            certificate = documents.approve_certificate(
                by=self.people[username], certificate=certificate, version=certificate.version
            )
        deliveries.sweep()
        certificate.refresh_from_db()
        return certificate

    def standards_for(self, item: OrderItem, on: date) -> list[Standard]:
        rules = rules_on(on)
        return [
            standard for standard in standards_serving(item.instrument.kind_code) if is_fit(standard, rules, item=item)
        ]

    def _uuid(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)


def make_work(work: Work, instruments: list[Instrument], scale: int) -> None:
    scales = iter([instrument for instrument in instruments if instrument.kind_code != "fuel_dispenser"])
    stations = iter(_stations(instruments))
    _run_worked_sheet(work)
    for _ in range(scale):
        _past_year(work, scales, stations)
        _open_orders(work, scales, stations)
        _documents(work, scales, stations)
        _register_changes(work, scales)
    deliveries.sweep()


def _stations(instruments: list[Instrument]) -> Iterator[list[Instrument]]:
    of_owner: dict[int, list[Instrument]] = {}
    for instrument in instruments:
        if instrument.kind_code == "fuel_dispenser":
            of_owner.setdefault(instrument.owner_id, []).append(instrument)
    return iter(of_owner.values())


def _few(instruments: Iterator[Instrument], count: int) -> list[Instrument]:
    """Takes the next instrument and returns it with others of the same owner, `count` in all."""
    first = next(instruments)
    return [
        first,
        *islice((instrument for instrument in first.owner.instruments.exclude(pk=first.pk).order_by("pk")), count - 1),
    ]


def _run_worked_sheet(work: Work) -> None:
    by = work.people["admin"]
    owner = register_owner(
        by=by,
        name="Warung Bu Darsih",
        kind="person",
        phone="081327000613",
        address="Pasar Wijahan blok A no. 6",
        district="Kemranjen",
        village="Sirau",
    )
    scale = register_instrument(
        by=by, owner=owner, kind="nawi.electronic", brand="Sonic", model="SC-6", attributes=WORKED_PLATE
    )
    order = register_order(by=by, owner=owner, place=Place.OFFICE, items=[NewItem(scale, Service.TERA)])
    item = order.items.get()
    zero = {"base": "20", "after_quarter_e": "20", "after_three_quarter_e": "22"}
    observations = {
        "visual": observe(scale.kind, Service.TERA, WORKED_PLATE, rules_on(work.today), work.chance, good=True)[
            "visual"
        ],
        "accuracy": [{"load": load, "indication": shown} for load, shown in WORKED_ROWS],
        "eccentricity": {"load": "2000", "rows": [{"position": str(n), "indication": "2000"} for n in range(1, 6)]},
        "zero_setting": zero,
    }
    verification, _is_new = start_verification(
        by=work.people["penera"],
        item=item,
        client_id=work._uuid(),
        readings=Readings(work.today, observations, standards=work.standards_for(item, work.today)),
    )
    finalize_verification(by=work.people["penera"], verification=verification)


def _past_year(work: Work, scales: Iterator[Instrument], stations: Iterator[list[Instrument]]) -> None:
    """Orders of the past year without certificates, as most are; some instruments are due soon, some overdue."""
    for days_ago in (400, 372, 366, 350, 340, 338, 300, 250, 200, 150, 100, 60):
        order = work.register([next(scales)], days_ago=days_ago, certificate=False)
        work.test(order, days_ago=days_ago, failing=1 if days_ago == 200 else 0)
    order = work.register(next(stations), days_ago=355, certificate=False)
    work.test(order, days_ago=350)


def _open_orders(work: Work, scales: Iterator[Instrument], stations: Iterator[list[Instrument]]) -> None:
    admin = work.people["admin"]
    owned = _own(work, "owner")
    for instrument in owned[:3]:
        work.register([instrument], by="owner", days_ago=1)
    rejected = work.register(owned[3:4], by="owner", days_ago=6)
    reject_order(by=admin, order=rejected, reason="Timbangan bukan untuk transaksi, tidak wajib ditera.")
    for _ in range(4):
        work.register(
            [
                next(scales),
            ],
            days_ago=0,
        )
    cancelled = work.register([next(scales)], days_ago=4)
    cancel_order(by=admin, order=cancelled, reason="Pemilik berhalangan, akan mendaftar lagi.")
    work.register(next(stations), days_ago=1)
    work.schedule(work.register(next(stations), days_ago=2), in_days=1)
    for _ in range(3):
        order = work.register([next(scales)], days_ago=1)
        work.begin(order.items.get(), work.today)
    for days in (1, 12):
        order = work.register([next(scales)], days_ago=days)
        failed = work.test(order, days_ago=days, failing=1)[0].item
        until = work.today + timedelta(days=5)
        send_to_repair(by=admin, item=failed, reason="Tuas penyetel longgar, dibawa ke reparatir.", until=until)


def _own(work: Work, username: str) -> list[Instrument]:
    return list(Instrument.objects.filter(owner__account=work.people[username]).select_related("owner").order_by("-pk"))


def _documents(work: Work, scales: Iterator[Instrument], stations: Iterator[list[Instrument]]) -> None:
    admin, kadis, subkoor = (work.people[name] for name in ("admin", "kadis", "subkoor"))

    def tested(failing: int = 0) -> list[Verification]:
        return work.test(work.register([next(scales)], days_ago=2), days_ago=1, failing=failing)

    for _ in range(3):
        tested()
    documents.draft_certificate(by=admin, verifications=tested())
    for tiers in (0, 0, 1, 1, 2, 3):
        work.approve(work.submit(tested()), tiers)
    returned = work.submit(tested())
    documents.return_certificate(
        by=subkoor, certificate=returned, version=returned.version, reason="Alamat pemilik belum lengkap."
    )
    documents.discard_certificate(
        by=admin, certificate=documents.draft_certificate(by=admin, verifications=tested()), reason="Salah pilih."
    )
    for failing in (0, 0, 0, 1):
        work.approve(work.submit(tested(failing)), 4)
    station = work.test(work.register(next(stations), days_ago=5), days_ago=2)
    work.approve(work.submit(station), 4)
    revoked, replaced = (work.approve(work.submit(tested()), 4) for _ in range(2))
    reason = "Merek pada surat tidak sesuai lemping."
    documents.revoke_certificate(by=admin, certificate=revoked, reason=reason)
    documents.revoke_certificate(by=kadis, certificate=revoked, reason=reason)
    documents.replace_certificate(by=admin, certificate=replaced, reason="Nama pemilik salah eja.")
    documents.replace_certificate(by=kadis, certificate=replaced, reason="Nama pemilik salah eja.")
    draft = documents.submit_certificate(by=admin, certificate=replaced.replacements.get())
    work.approve(draft, 4)
    mine = work.test(work.register(_own(work, "owner")[5:6], days_ago=4), days_ago=3)
    work.approve(work.submit(mine), 4)


def _register_changes(work: Work, scales: Iterator[Instrument]) -> None:
    admin = work.people["admin"]
    retire_instrument(by=admin, instrument=next(scales), reason="Rusak, diganti timbangan baru.")
    moved = next(scales)
    buyer = next(scales).owner
    if buyer.pk != moved.owner_id:
        transfer_instrument(by=admin, instrument=moved, owner=buyer, reason="Dijual kepada pemilik baru.")


def examples() -> list[str]:
    """Three transaction numbers worth looking at: finished, being signed, being tested."""
    wanted = (OrderStatus.COMPLETED, OrderStatus.CERTIFYING, OrderStatus.TESTING)
    newest = {status: Order.objects.filter(status=status).order_by("-pk").first() for status in wanted}
    return [f"{order.transaction_number}  {order.get_status_display()}" for order in newest.values() if order]
