from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from services.authority.rules import may_test, why_not_competent
from services.enums import (
    FINAL_ITEMS,
    OPEN_ORDERS,
    STILL_TESTABLE,
    UNDER_SIGNATURE,
    OrderStatus,
    Place,
)
from services.models import (
    Order,
    OrderItem,
    Standard,
    Verification,
)
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from uttp.kinds import Kind, Rules
from uttp.models import Instrument
from uttp.names import name_of
from uttp.queries import rules_on


def may_begin(item: OrderItem) -> bool:
    """Whether a first attempt, or one after a repair, can be made now. Only office orders need no schedule."""
    order = item.order
    is_due = order.status != OrderStatus.ACCEPTED or order.place == Place.OFFICE
    return is_due and order.status in OPEN_ORDERS and item.status in STILL_TESTABLE


def may_change(user: User, verification: Verification) -> bool:
    return may_test(user, verification.item)


def may_correct(item: OrderItem) -> bool:
    """Whether the result may be corrected: only as long as no document on it is in sign-off or issued."""
    return item.status in FINAL_ITEMS and item.document not in UNDER_SIGNATURE


def why_not_tested_on(day: date, order: Order) -> str:
    """Why an item of this order cannot have been tested on that day, or ""."""
    if day > timezone.localdate():
        return _("Tanggal pengujian tidak boleh di masa depan.")
    if day < order.requested_on:
        sentence = _("Order ini diajukan pada %(day)s. Tanggal pengujian tidak boleh sebelum hari itu.")
        return sentence % {"day": tanggal(order.requested_on)}
    return ""


def why_unfit_for(standard: Standard, kind: Kind | None, on: date) -> str:
    """Why this standard cannot serve a kind on that day, or, without one, any; or ""."""
    if not standard.is_valid_on(on):
        return _("Sertifikatnya hanya berlaku sampai %(day)s.") % {"day": tanggal(standard.valid_until)}
    if kind and not standard.covers(kind.code):
        return _("Tidak untuk menguji jenis %(kind)s.") % {"kind": name_of(kind)}
    return ""


def why_standard_unfit(standard: Standard, instrument: Instrument, rules: Rules) -> str:
    kind = instrument.kind
    why = why_unfit_for(standard, kind, rules.on)
    return why or kind.why_standard_unfit(standard.accuracy_class, instrument.attributes, rules)


def is_fit(standard: Standard, rules: Rules, *, item: OrderItem | None = None, kind: Kind | None = None) -> bool:
    """Whether a standard may be named, by the rules of a day, for an item, for a kind, or for anything at all."""
    return not (
        why_standard_unfit(standard, item.instrument, rules) if item else why_unfit_for(standard, kind, rules.on)
    )


def why_standard_missing(verification: Verification) -> str:
    """Why these readings need a standard before they become final, or "".

    What only a checklist decides needs none. Readings that are not complete yet are told that first.
    """
    kind = verification.item.instrument.kind
    is_open = verification.evaluation["verdict"] == "open"
    if is_open or not kind.is_measured(verification.observations) or verification.standards.all():
        return ""
    return _("Standar yang dipakai belum disebut. Kembali ke cerapan, lalu centang paling sedikit satu yang layak.")


def why_standards_unfit(standards: Collection[Standard], instrument: Instrument, on: date) -> str:
    if not standards:
        return ""
    rules = rules_on(on)
    reasons = ((standard, why_standard_unfit(standard, instrument, rules)) for standard in standards)
    unfit = " ".join(f"{standard}: {reason}" for standard, reason in reasons if reason)
    sentence = _("Standar tidak layak untuk pengujian ini. %(unfit)s Pakai standar lain.")
    return sentence % {"unfit": unfit} if unfit else ""


def why_not_final(user: User, verification: Verification, item: OrderItem) -> dict[str, str]:
    """Reasons, by code, why this user cannot make the readings final, other than the readings themselves."""
    instrument, on = item.instrument, verification.tested_on
    reasons = {
        "not_competent": why_not_competent(user, instrument, on),
        "standard_unfit": why_standards_unfit(list(verification.standards.all()), instrument, on),
        "standard_missing": why_standard_missing(verification),
    }
    return {code: reason for code, reason in reasons.items() if reason}


def why_not_at_once(draft: Verification | None) -> str:
    """Why these readings cannot be made final together with others, or "". Such readings need their own summary."""
    if draft is None:
        return _("Belum ada cerapan.")
    if draft.evaluation["verdict"] == "open":
        return _("Cerapannya belum lengkap.")
    if questions_about(draft):
        return _("Ada pertanyaan tentang cerapannya. Jawab di ringkasannya.")
    return why_standard_missing(draft)


def questions_about(verification: Verification) -> list[str]:
    """What an experienced colleague would ask about these readings before they become final."""
    kind = verification.item.instrument.kind
    return kind.questions(verification.attributes, verification.observations, verification.evaluation)
