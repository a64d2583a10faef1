"""Market sessions: one that runs today, some to come, one that was called off, one that is still a plan."""

from collections.abc import Iterator
from datetime import time, timedelta

from services.enums import Place, Service
from services.models import Order, Sidang
from services.orders.actions.orders import NewItem, register_order
from services.sidang.actions.sidang import (
    SidangFacts,
    announce_sidang,
    call_in,
    cancel_sidang,
    plan_sidang,
    register_walk_in,
)
from services.testing.actions.verifications import finalize_verification
from simetro.core.outbox import deliveries
from simetro.demo.work import Work
from uttp.models import Instrument

OPENS, CLOSES = time(8), time(12)
QUOTAS = {"nawi.electronic": 40, "nawi.mechanical": 60, "weights": 60, "capacity_measure": 20}
PLANS = (
    # in how many days, for how many, venue, address, district, what owners should know
    (0, 1, "Pasar Wage", "Jl. Brigjen Katamso 1", "Purwokerto Timur", "Bawa timbangan beserta anak timbangannya."),
    (5, 2, "Balai Desa Kebokura", "Jl. Raya Kebokura 14", "Sumpiuh", ""),
    (19, 1, "Pasar Ajibarang", "Jl. Raya Ajibarang Km 1", "Ajibarang", "Masuk dari pintu timur."),
    (12, 1, "Pasar Cilongok", "Jl. Raya Cilongok 20", "Cilongok", ""),
    (40, 1, "Pasar Sokaraja", "Jl. Jenderal Sudirman 5", "Sokaraja", ""),
)


def make_sidang(work: Work) -> None:
    admin = work.people["admin"]
    *plans, _planned = [_plan(work, *plan) for plan in PLANS]
    today, soon, _later, called_off = [announce_sidang(by=admin, sidang=plan) for plan in plans]
    unused = (
        instrument
        for instrument in Instrument.objects.filter(order_items=None).order_by("-pk")
        if instrument.kind_code in QUOTAS
    )
    _run(work, today, unused)
    for _ in range(4):
        _register(work, soon, next(unused))
    reason = "Pasar direnovasi sampai akhir tahun. Datanglah ke Ajibarang."
    cancel_sidang(by=admin, sidang=called_off, reason=reason)
    deliveries.sweep()


def _plan(work: Work, ahead: int, days: int, venue: str, address: str, district: str, note: str) -> Sidang:
    starts_on = work.today + timedelta(days=ahead)
    facts = SidangFacts(
        name=f"Sidang tera ulang {venue}",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=days - 1),
        venue=venue,
        address=address,
        district=district,
        note=note,
        quotas=QUOTAS,
        opens_at=OPENS,
        closes_at=CLOSES,
    )
    team = [work.people["penera"], work.people["penera2"]]
    return plan_sidang(by=work.people["admin"], facts=facts, penera=team)


def _run(work: Work, sidang: Sidang, unused: Iterator[Instrument]) -> None:
    """Three registered in advance, of whom one came; four came by themselves, of whom two are tested."""
    admin = work.people["admin"]
    expected = [_register(work, sidang, next(unused)) for _ in range(3)]
    call_in(by=admin, order=expected[0])
    for number in range(4):
        scale = next(unused)
        items = [NewItem(scale, Service.TERA_ULANG)]
        order = register_walk_in(by=admin, sidang=sidang, owner=scale.owner, items=items)
        if number < 2:
            verification = work.begin(order.items.get(), work.today, good=number == 0)
            finalize_verification(by=work.people["penera"], verification=verification)


def _register(work: Work, sidang: Sidang, scale: Instrument) -> Order:
    items = [NewItem(scale, Service.TERA_ULANG)]
    return register_order(by=work.people["admin"], owner=scale.owner, place=Place.SIDANG, items=items, sidang=sidang)
