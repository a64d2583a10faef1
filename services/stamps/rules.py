from datetime import date

from django.utils.translation import gettext as _

from services.authority.rules import may_test
from services.calendar.workdays import EARLIEST_YEAR
from services.enums import (
    StampMoveKind,
    VerificationStatus,
)
from services.models import (
    StampMove,
    Verification,
)
from simetro.core.kit.errors import Conflict, Forbidden, Invalid
from simetro.core.models import User


def check_marks(year: int, quantity: int, on: date, today: date) -> None:
    """Refuses an entry whose year, number or day cannot be meant. Next year's marks arrive in December."""
    if quantity < 1:
        raise Invalid.field("quantity", _("Isi paling sedikit 1."))
    if not EARLIEST_YEAR <= year <= today.year + 1:
        raise Invalid.field("year", _("Periksa tahun tandanya."))
    if on > today or on.year < EARLIEST_YEAR:
        raise Invalid.field("on", _("Tanggal tidak boleh di masa depan. Periksa juga tahunnya."))


def may_book_stamps(user: User, verification: Verification) -> bool:
    is_final = verification.status == VerificationStatus.FINAL
    return is_final and user.has_perm("services.use_stamps") and may_test(user, verification.item)


def refuse_unless_bookable(user: User, verification: Verification) -> None:
    if not may_test(user, verification.item):
        raise Forbidden(_("UTTP ini ditugaskan kepada penera lain."))
    if verification.status != VerificationStatus.FINAL:
        raise Conflict(_("Cap dicatat setelah hasil pengujian disimpan."), code="wrong_state")


def may_correct_move(user: User, move: StampMove) -> bool:
    """The desk may correct every entry, a penera what he himself used or spoiled."""
    is_own = move.booked_by_id == user.pk and move.move in (StampMoveKind.USED, StampMoveKind.DAMAGED)
    return user.has_perm("services.keep_stamps") or (is_own and user.has_perm("services.use_stamps"))


def refuse_unless_correctable(user: User, move: StampMove) -> None:
    if not may_correct_move(user, move):
        raise Forbidden(_("Anda hanya dapat membetulkan catatan Anda sendiri."))
    if move.reverses_id or StampMove.objects.filter(reverses=move).exists():
        raise Conflict(_("Catatan ini sudah dibetulkan. Catat gerakan baru bila perlu."), code="corrected")
