"""Who may, and what speaks against it; a reason is a sentence, empty where nothing does."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from services.enums import FINAL_ITEMS, OPEN_ORDERS, STILL_TESTABLE, UNDER_SIGNATURE, OrderStatus, Place
from services.models import OfKinds, OrderItem, Standard, Verification
from simetro.core.errors import Invalid
from simetro.core.models import User
from simetro.core.roles import Role
from simetro.core.templatetags.simetro import tanggal
from uttp.kinds import all_kinds
from uttp.models import Instrument
from uttp.words import name_of


def may_test(user: User, item: OrderItem) -> bool:
    """A penera types readings where he is assigned, or where nobody is."""
    if Role.PENERA not in user.roles:
        return False
    team = {penera.pk for penera in item.order.penera.all()}
    return not team or user.pk in team


def may_begin(item: OrderItem) -> bool:
    """Whether a first attempt, or one after a repair, can be made now; only office orders need no schedule."""
    order = item.order
    is_due = order.status != OrderStatus.ACCEPTED or order.place == Place.OFFICE
    return is_due and order.status in OPEN_ORDERS and item.status in STILL_TESTABLE


def may_change(user: User, verification: Verification) -> bool:
    return may_test(user, verification.item)


def may_correct(item: OrderItem) -> bool:
    """Whether the result may be corrected: as long as nobody has signed for it."""
    return item.status in FINAL_ITEMS and item.document not in UNDER_SIGNATURE


def may_repair(user: User, item: OrderItem) -> bool:
    return user.has_perm("services.review_order") or may_test(user, item)


def may_accept_at_once(user: User) -> bool:
    """What the desk registers needs no review; what an owner asks for does."""
    return user.is_office


def check_kinds(row: OfKinds) -> None:
    if not row.kinds or set(row.kinds) - {kind.code for kind in all_kinds()}:
        raise Invalid.field("kinds", _("Pilih paling sedikit satu jenis UTTP dari daftar."))


def why_standard_unfit(standard: Standard, instrument: Instrument, on: date) -> str:
    kind = instrument.kind
    if not standard.is_valid_on(on):
        return _("Sertifikatnya hanya berlaku sampai %(day)s.") % {"day": tanggal(standard.valid_until)}
    if not standard.covers(kind.code):
        return _("Tidak untuk menguji jenis %(kind)s.") % {"kind": name_of(kind)}
    return kind.why_standard_unfit(standard.accuracy_class, instrument.attributes)


def why_standards_unfit(standards: Iterable[Standard], instrument: Instrument, on: date) -> str:
    reasons = ((standard, why_standard_unfit(standard, instrument, on)) for standard in standards)
    unfit = " ".join(f"{standard}: {reason}" for standard, reason in reasons if reason)
    return (
        _("Standar tidak layak untuk pengujian ini. %(unfit)s Pakai standar lain.") % {"unfit": unfit} if unfit else ""
    )


def why_not_final(verification: Verification, item: OrderItem) -> dict[str, str]:
    """By its code, each reason against freezing the readings that does not lie in the readings themselves."""
    unfit = why_standards_unfit(verification.standards.all(), item.instrument, verification.tested_on)
    return {code: reason for code, reason in {"standard_unfit": unfit}.items() if reason}
