"""A year of the stamp ledger: what the ministry sent, who was handed what, and what went onto instruments."""

from collections.abc import Iterable
from datetime import date, timedelta

from services.models import StampKind, Verification
from services.stamps.actions import Marks, damage_stamps, hand_out_stamps, receive_stamps, save_stamp_kind, use_stamps
from services.stamps.queries import in_hands
from simetro.demo.work import Work
from uttp.enums import Verdict

STOCK = (
    # code, received, low-water mark, handed to the first and to the second penera
    ("SL4", 400, 50, 60, 40),
    ("SL6", 2000, 200, 150, 100),
    ("SP6", 3000, 300, 250, 150),
    ("JP8", 3000, 300, 250, 150),
    ("D4", 400, 50, 60, 40),
    ("D8", 1500, 150, 120, 80),
    ("H", 1500, 150, 120, 80),
    ("BATAL", 200, 20, 20, 20),
    ("STIKER", 260, 200, 120, 60),
)
BOOKED = 40


def make_stamps(work: Work) -> None:
    admin, year = work.people["admin"], work.today.year
    january = date(year, 1, min(12, work.today.day) if work.today.month == 1 else 12)
    for code, received, low_water, *handed in STOCK:
        kind = StampKind.objects.get(code=code)
        kind.low_water = low_water
        save_stamp_kind(by=work.people["superadmin"], kind=kind)
        letter = f"PKTN.4/{kind.pk + 110}/{year}"
        source = "Percetakan daerah" if code == "STIKER" else "Direktorat Metrologi"
        marks = Marks(kind, year, received, january)
        receive_stamps(by=admin, marks=marks, letter_number=letter, note=source)
        for username, number in zip(("penera", "penera2"), handed, strict=True):
            hand_out_stamps(by=admin, marks=Marks(kind, year, number, january), holder=work.people[username])
    _use(work, Verification.objects.filter(tested_on__year=year, verdict__in=Verdict.values).order_by("-pk")[:BOOKED])
    spoiled = Marks(StampKind.objects.get(code="SP6"), year, 3, work.today)
    penera = work.people["penera"]
    damage_stamps(by=penera, holder=penera, marks=spoiled, note="Plombir penyok waktu dijepit.")


def _use(work: Work, results: Iterable[Verification]) -> None:
    penera = work.people["penera"]
    for result in results:
        on = max(result.tested_on, work.today - timedelta(days=50))
        uses = [marks for marks in _marks_on(result, on) if in_hands(marks.kind, marks.year, penera) >= marks.quantity]
        if uses:
            use_stamps(by=penera, uses=uses, verification=result)


def _marks_on(result: Verification, on: date) -> Iterable[Marks]:
    item = result.item
    is_sah = result.verdict == Verdict.SAH
    codes = [(code, mark.places) for mark in item.instrument.kind.marks_for(item.service) for code in mark.codes]
    kinds = StampKind.objects.in_bulk(field_name="code")
    wanted = [*codes, ("STIKER", 1)] if is_sah else [("BATAL", 1)]
    return [Marks(kinds[code], on.year, number, on) for code, number in dict(wanted).items()]
