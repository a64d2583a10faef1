"""The stamp ledger: what there is follows from what was booked, and nobody has fewer than none."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from services.models import StampKind, StampMove
from services.stamps import queries
from services.stamps.actions import (
    Marks,
    correct_move,
    damage_stamps,
    hand_out_stamps,
    receive_stamps,
    return_stamps,
    take_back_stamps,
    use_stamps,
)
from services.stamps.home import stamps_short
from simetro.core.kit.errors import (
    Conflict,
    DomainError,
    Forbidden,
    Invalid,
)
from simetro.core.models import LogEntry
from tests.office import Office
from uttp.kinds import all_kinds
from uttp.kinds.describe import Mark
from uttp.kinds.terms import Occasion

pytestmark = pytest.mark.django_db


def shown(code: str = "SL6") -> tuple[int, dict[str, int], int, int]:
    """Store, hands, used and damaged."""
    (one,) = queries.balances(search=code)
    return one.store, {person.username: number for person, number in one.held}, one.used, one.damaged


def counted_otherwise(code: str = "SL6") -> tuple[int, int]:
    """Store and hands, summed move by move in Python."""
    store = hands = 0
    for move in StampMove.objects.filter(kind__code=code):
        n = -move.quantity if move.reverses_id else move.quantity
        into_store, into_hands = {
            "received": (n, 0),
            "handed": (-n, n),
            "back": (n, -n),
            "used": (0, -n),
            "returned": (-n, 0),
            "damaged": (0, -n) if move.holder_id else (-n, 0),
        }[move.move]
        store, hands = store + into_store, hands + into_hands
    return store, hands


def refused(act: Any, kind: type[DomainError], code: str = "", field: str = "") -> None:
    before = StampMove.objects.count()
    with pytest.raises(kind) as caught:
        act()
    assert not code or caught.value.code == code
    assert not field or [one.field for one in caught.value.errors] == [field]
    assert StampMove.objects.count() == before


def test_what_is_left_follows_from_every_move(office: Office) -> None:
    marks = office.stamps(20)
    some = {"by": office.admin, "holder": office.penera}
    hand_out_stamps(**some, marks=replace(marks, quantity=12))
    hand_out_stamps(by=office.admin, holder=office.penera2, marks=replace(marks, quantity=3))
    use_stamps(by=office.penera, uses=[replace(marks, quantity=2)], verification=office.tested())
    damage_stamps(by=office.penera, holder=office.penera, marks=replace(marks, quantity=1), note="Bengkok")
    damage_stamps(by=office.admin, marks=replace(marks, quantity=1), note="Basah")
    take_back_stamps(**some, marks=replace(marks, quantity=4))
    return_stamps(by=office.admin, marks=replace(marks, quantity=2), letter_number="B/9")
    assert shown() == (6, {"penera": 5, "penera2": 3}, 2, 2)
    assert counted_otherwise() == (6, 8)
    assert [(one.kind.code, one.number) for one in queries.holdings_of(office.penera)] == [("SL6", 5)]
    assert queries.balances(holder=office.penera2)[0].with_penera == 3
    log = LogEntry.objects.filter(verb="services.move_stamps")
    assert (log.count(), log.latest("pk").data["quantity"]) == (8, 2)


def test_nobody_gives_what_he_has_not(office: Office) -> None:
    marks = office.stamps(5, holder=office.penera)
    one, six = replace(marks, quantity=1), replace(marks, quantity=6)
    final = office.tested()
    refused(lambda: hand_out_stamps(by=office.admin, marks=one, holder=office.penera2), Conflict, "too_few")
    refused(lambda: return_stamps(by=office.admin, marks=one, letter_number="B"), Conflict, "too_few")
    refused(lambda: damage_stamps(by=office.admin, marks=one, note="x"), Conflict, "too_few")
    refused(lambda: take_back_stamps(by=office.admin, marks=one, holder=office.penera2), Conflict, "too_few")
    refused(lambda: use_stamps(by=office.penera, uses=[six], verification=final), Conflict, "too_few")
    another_year = replace(one, year=marks.year - 1)
    refused(lambda: use_stamps(by=office.penera, uses=[another_year], verification=final), Conflict, "too_few")


def test_several_kinds_of_one_instrument_are_booked_together_or_not_at_all(office: Office) -> None:
    lead, plate = office.stamps(5, "SP6", holder=office.penera), office.stamps(1, "SL6", holder=office.penera)
    uses = [replace(lead, quantity=2), replace(plate, quantity=2)]
    final = office.tested()
    refused(lambda: use_stamps(by=office.penera, uses=uses, verification=final), Conflict, "too_few")
    uses[1] = plate
    assert len(use_stamps(by=office.penera, uses=uses, verification=final)) == 2
    assert [(one.kind.code, one.quantity) for one in queries.stamps_on(final)] == [("SL6", 1), ("SP6", 2)]


def test_a_mistake_is_undone_by_a_counter_entry(office: Office) -> None:
    move = office.stamped(office.tested())
    undone = correct_move(by=office.penera, move=move, reason="Salah UTTP")
    assert (undone.reverses, undone.note, undone.holder, undone.quantity) == (move, "Salah UTTP", office.penera, 1)
    assert shown() == (0, {"penera": 5}, 0, 0)
    assert LogEntry.objects.filter(verb="services.correct_stamps").get().actor == office.penera
    assert list(queries.stamps_on(move.verification)) == []
    refused(lambda: correct_move(by=office.admin, move=move, reason="x"), Conflict, "corrected")
    refused(lambda: correct_move(by=office.admin, move=undone, reason="x"), Conflict, "corrected")


def test_undoing_does_not_leave_fewer_than_none(office: Office) -> None:
    office.stamps(5, holder=office.penera)
    received, handed = StampMove.objects.order_by("pk")
    refused(lambda: correct_move(by=office.admin, move=received, reason="x"), Conflict, "too_few")
    correct_move(by=office.admin, move=handed, reason="Orang lain")
    correct_move(by=office.admin, move=received, reason="Salah hitung")
    assert shown() == (0, {}, 0, 0)


def test_a_penera_undoes_only_what_he_booked(office: Office) -> None:
    move = office.stamped(office.tested())
    handed = StampMove.objects.get(move="handed")
    refused(lambda: correct_move(by=office.penera2, move=move, reason="x"), Forbidden)
    refused(lambda: correct_move(by=office.penera, move=handed, reason="x"), Forbidden)
    refused(lambda: correct_move(by=office.penera, move=move, reason=" "), Invalid, field="reason")


def test_rows_cannot_be_changed_or_removed(office: Office) -> None:
    move = office.stamped(office.tested())
    for change in (lambda: StampMove.objects.filter(pk=move.pk).update(quantity=2), move.delete):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            change()


def test_constraints_stand_behind_the_actions(office: Office) -> None:
    move = office.stamped(office.tested())
    facts = {"kind": move.kind, "year": 2026, "on": move.on, "booked_by": office.admin}
    for wrong in (
        {"move": "received", "quantity": 0, "letter_number": "B"},
        {"move": "received", "quantity": 1},
        {"move": "handed", "quantity": 1},
        {"move": "received", "quantity": 1, "letter_number": "B", "holder": office.penera},
        {"move": "damaged", "quantity": 1, "verification": move.verification},
        {"move": "damaged", "quantity": 1, "reverses": move},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            StampMove.objects.create(**facts, **wrong)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"quantity": 0}, "quantity"), ({"year": 2999}, "year"), ({"on": timezone.localdate() + timedelta(1)}, "on")],
)
def test_what_cannot_be_is_said_beside_the_field(office: Office, change: dict[str, Any], field: str) -> None:
    marks = replace(office.stamps(), **change)
    refused(lambda: receive_stamps(by=office.admin, marks=marks, letter_number="B/2"), Invalid, field=field)


def test_what_a_move_needs_is_asked_for(office: Office) -> None:
    marks = office.stamps(5, holder=office.penera)
    refused(lambda: receive_stamps(by=office.admin, marks=marks, letter_number=" "), Invalid, "", "letter_number")
    refused(lambda: return_stamps(by=office.admin, marks=marks, letter_number=""), Invalid, "", "letter_number")
    refused(lambda: damage_stamps(by=office.admin, marks=marks, note=" "), Invalid, field="note")
    refused(lambda: use_stamps(by=office.penera, uses=[marks]), Invalid, field="note")
    refused(lambda: use_stamps(by=office.penera, uses=[], note="x"), Invalid)
    refused(lambda: hand_out_stamps(by=office.admin, marks=marks, holder=office.kadis), Invalid, "", "holder")


def test_stamps_are_booked_for_final_results_of_ones_own(office: Office) -> None:
    marks = office.stamps(5, holder=office.penera)
    draft = office.reading(office.item())
    refused(lambda: use_stamps(by=office.penera, uses=[marks], verification=draft), Conflict, "wrong_state")
    final = office.tested()
    final.item.order.penera.add(office.penera2)
    refused(lambda: use_stamps(by=office.penera, uses=[marks], verification=final), Forbidden)


def use(office: Office, marks: Marks, weeks_ago: int, quantity: int) -> None:
    on = timezone.localdate() - timedelta(weeks=weeks_ago)
    use_stamps(by=office.penera, uses=[replace(marks, quantity=quantity, on=on)], note="Sidang")


def test_a_shortage_is_foretold_from_eight_weeks_of_use(office: Office) -> None:
    today = timezone.localdate()
    marks = office.stamps(100, holder=office.penera)
    for weeks_ago, number in ((0, 10), (3, 20), (7, 10), (9, 30)):
        use(office, marks, weeks_ago, number)
    (short,) = queries.shortages(today)
    assert (short.left, short.weekly, short.runs_out_on) == (30, 5.0, today + timedelta(weeks=6))
    assert not short.is_short
    use(office, marks, 0, 11)
    (short,) = queries.shortages(today)
    assert short.runs_out_on == today + timedelta(days=int(19 / (51 / 8) * 7))
    assert short.is_short


def test_the_desk_sees_what_is_below_its_low_water_mark(office: Office) -> None:
    office.stamps(5)
    card = stamps_short(office.admin)
    assert card is not None
    assert (card.count, stamps_short(office.penera)) == (0, None)
    StampKind.objects.filter(code="SL6").update(low_water=6)
    StampKind.objects.filter(code="STIKER").update(low_water=1)
    card = stamps_short(office.admin)
    assert card is not None
    assert [(row.title.split()[0], row.detail) for row in card.rows] == [
        ("SL6", "Sisa 5 buah"),
        ("STIKER", "Sisa 0 lembar"),
    ]
    StampKind.objects.update(low_water=0)


def test_every_mark_that_a_kind_asks_for_is_known(db: None) -> None:
    asked = {code for kind in all_kinds() for mark in kind.marks for code in mark.codes}
    known = set(StampKind.objects.values_list("code", flat=True))
    assert asked <= known
    assert {"BATAL", "STIKER"} <= known


def test_a_list_of_marks_says_which_and_on_how_many_places() -> None:
    many = Mark(Occasion.TERA_ULANG, "SP6 dan JP8", "pada lemping, kepala hitung dan justir")
    assert (many.codes, many.places) == (("SP6", "JP8"), 3)
    one = Mark(Occasion.TERA, "D4, H dan SL4", "pada bibir atau dekat garis volume")
    assert (one.codes, one.places) == (("D4", "H", "SL4"), 1)
