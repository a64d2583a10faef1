"""The stamp ledger: entries are added, never changed, and neither the store nor a penera can fall below zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.enums import INTO_STORE, OUT_OF_HANDS, OUT_OF_STORE, StampMoveKind
from services.models import StampKind, StampMove, Verification
from services.stamps.queries import in_hands, in_store, locked_kinds
from services.stamps.rules import check_marks, refuse_unless_bookable, refuse_unless_correctable
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.log.audit import record
from simetro.core.models import User


@dataclass(frozen=True)
class Marks:
    """A number of marks of one kind and year, on a day."""

    kind: StampKind
    year: int
    quantity: int
    on: date


@transaction.atomic
def save_stamp_kind(*, by: User, kind: StampKind) -> StampKind:
    kind.save()
    record(by, "services.save_stamp_kind", kind, code=kind.code, low_water=kind.low_water)
    return kind


@transaction.atomic
def receive_stamps(*, by: User, marks: Marks, letter_number: str, note: str = "") -> StampMove:
    """Books marks that came from the ministry or the printer, with the letter that came along."""
    letter = _letter(letter_number)
    return _book(by, marks, StampMoveKind.RECEIVED, letter_number=letter, note=note)


@transaction.atomic
def hand_out_stamps(*, by: User, marks: Marks, holder: User, note: str = "") -> StampMove:
    if not holder.has_perm("services.record_verification") or not holder.is_active:
        raise Invalid.field("holder", _("Cap hanya diserahkan kepada penera yang aktif."))
    return _book(by, marks, StampMoveKind.HANDED, holder, note=note)


@transaction.atomic
def take_back_stamps(*, by: User, marks: Marks, holder: User, note: str = "") -> StampMove:
    return _book(by, marks, StampMoveKind.BACK, holder, note=note)


@transaction.atomic
def return_stamps(*, by: User, marks: Marks, letter_number: str, note: str = "") -> StampMove:
    """Books what is left at the end of the year and goes back to whoever supplied it."""
    letter = _letter(letter_number)
    return _book(by, marks, StampMoveKind.RETURNED, letter_number=letter, note=note)


@transaction.atomic
def damage_stamps(*, by: User, marks: Marks, note: str, holder: User | None = None) -> StampMove:
    if not note.strip():
        raise Invalid.field("note", _("Tulis bagaimana rusaknya."))
    return _book(by, marks, StampMoveKind.DAMAGED, holder, note=note)


@transaction.atomic
def use_stamps(
    *, by: User, uses: Sequence[Marks], verification: Verification | None = None, note: str = ""
) -> list[StampMove]:
    """Books what a penera put on one instrument, from what he himself holds."""
    if not uses:
        raise Invalid(_("Isi jumlah yang dibubuhkan paling sedikit satu."))
    if verification:
        refuse_unless_bookable(by, verification)
    elif not note.strip():
        raise Invalid.field("note", _("Tulis untuk apa cap ini dipakai."))
    locked_kinds([marks.kind.pk for marks in uses])
    return [_book(by, marks, StampMoveKind.USED, by, verification=verification, note=note) for marks in uses]


@transaction.atomic
def correct_move(*, by: User, move: StampMove, reason: str) -> StampMove:
    """Adds a counter-entry. The mistaken entry stays, and lists show both."""
    if not reason.strip():
        raise Invalid.field("reason", _("Tulis apa yang keliru."))
    locked_kinds([move.kind_id])
    refuse_unless_correctable(by, move)
    undone = StampMove(
        kind=move.kind,
        year=move.year,
        move=move.move,
        quantity=move.quantity,
        holder=move.holder,
        verification=move.verification,
        letter_number=move.letter_number,
        note=reason.strip(),
        on=timezone.localdate(),
        reverses=move,
        booked_by=by,
    )
    return _written(by, undone)


def _letter(number: str) -> str:
    if not number.strip():
        raise Invalid.field("letter_number", _("Isi nomor surat pengantarnya."))
    return number.strip()


def _book(
    by: User,
    marks: Marks,
    move: StampMoveKind,
    holder: User | None = None,
    *,
    verification: Verification | None = None,
    letter_number: str = "",
    note: str = "",
) -> StampMove:
    check_marks(marks.year, marks.quantity, marks.on, timezone.localdate())
    locked_kinds([marks.kind.pk])
    row = StampMove(
        kind=marks.kind,
        year=marks.year,
        move=move,
        quantity=marks.quantity,
        holder=holder,
        verification=verification,
        letter_number=letter_number,
        note=note.strip(),
        on=marks.on,
        booked_by=by,
    )
    return _written(by, row)


def _written(by: User, row: StampMove) -> StampMove:
    """Saves an entry, unless it would leave the store or a penera below zero. The kind is locked meanwhile."""
    left = _left_after(row)
    if left < 0:
        who = _("Gudang") if _takes_from_store(row) else row.holder
        had = {"kind": row.kind, "year": row.year, "left": left + row.quantity, "who": who}
        sentence = _(
            "%(who)s hanya punya %(left)s %(kind)s tahun %(year)s. Periksa jumlahnya, atau catat dulu gerakannya."
        )
        raise Conflict(sentence % had, code="too_few")
    row.save(force_insert=True)
    facts = {"kind": row.kind.code, "year": row.year, "move": row.move, "quantity": row.quantity}
    record(by, "services.correct_stamps" if row.reverses_id else "services.move_stamps", row, **facts, note=row.note)
    return row


def _left_after(row: StampMove) -> int:
    """How many are left in the store or with the penera that the entry takes from."""
    if _takes_from_store(row):
        return in_store(row.kind, row.year) - row.quantity
    if row.holder and _takes_from_hands(row):
        return in_hands(row.kind, row.year, row.holder) - row.quantity
    return 0


def _takes_from_store(row: StampMove) -> bool:
    if row.reverses_id:
        return row.move in INTO_STORE
    return row.move in OUT_OF_STORE or (row.move == StampMoveKind.DAMAGED and row.holder is None)


def _takes_from_hands(row: StampMove) -> bool:
    return row.move == StampMoveKind.HANDED if row.reverses_id else row.move in OUT_OF_HANDS
