"""Who may, and what speaks against it; a reason is a sentence, empty where nothing does."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from services.enums import (
    FINAL_ITEMS,
    NOT_SCHEDULED_YET,
    OPEN_ORDERS,
    STILL_TESTABLE,
    UNDER_SIGNATURE,
    OrderStatus,
    Place,
    StampMoveKind,
    VerificationStatus,
)
from services.models import (
    Competence,
    KindTime,
    Letter,
    OfKinds,
    Order,
    OrderItem,
    Sidang,
    StampMove,
    Standard,
    Verification,
)
from services.queries import kinds_in_scope, letters_of, minutes_by_kind, minutes_left, places_left
from services.workdays import EARLIEST_YEAR, FARTHEST_AHEAD
from simetro.core.kit.errors import Conflict, Forbidden, Invalid
from simetro.core.kit.roles import Role
from simetro.core.models import Office, User
from simetro.core.templatetags.simetro import tanggal
from uttp.kinds import Rules, all_kinds, get_kind
from uttp.models import Instrument
from uttp.queries import rules_on
from uttp.words import name_of

BOOKED_AHEAD = timedelta(days=60)
LONGEST_SIDANG = timedelta(days=30)


def may_test(user: User, item: OrderItem) -> bool:
    """A penera types readings where he is assigned, or where nobody is."""
    if Role.PENERA not in user.roles:
        return False
    team = {penera.pk for penera in item.order.penera.all()}
    return not team or user.pk in team


def may_work_door(user: User, sidang: Sidang) -> bool:
    """The desk, and at the market where he is sent, a penera."""
    return user.has_perm("services.change_sidang") or user in sidang.penera.all()


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


def why_not_cancel(user: User, order: Order, today: date) -> str:
    """An owner cancels until the day before; after that the team is on its way, and the desk decides."""
    if user.is_office or order.scheduled_for is None or today < order.scheduled_for:
        return ""
    return _("Order ini dijadwalkan hari ini atau sudah lewat. Hubungi meja layanan untuk membatalkannya.")


def may_accept_at_once(user: User) -> bool:
    """What the desk registers needs no review; what an owner asks for does."""
    return user.is_office


def check_kinds(row: OfKinds) -> None:
    if not row.kinds or set(row.kinds) - {kind.code for kind in all_kinds()}:
        raise Invalid.field("kinds", _("Pilih paling sedikit satu jenis UTTP dari daftar."))


def check_letter(letter: Letter) -> None:
    check_kinds(letter)
    check_dates(letter.since, letter.until)


def check_dates(since: date | None, until: date | None, field: str = "until") -> None:
    if since and until and until < since:
        raise Invalid.field(field, _("Tanggal selesai tidak boleh sebelum tanggal mulai."))


def check_competence(competence: Competence) -> None:
    check_letter(competence)
    if Role.PENERA not in competence.person.roles:
        raise Invalid.field("person", _("Hanya pengguna berperan penera yang dapat dipilih."))


def check_sidang(sidang: Sidang, taken: Mapping[str, int]) -> None:
    """`taken`: places that were given already, by code of kind."""
    check_dates(sidang.starts_on, sidang.ends_on, "ends_on")
    if sidang.closes_at <= sidang.opens_at:
        raise Invalid.field("closes_at", _("Jam tutup harus sesudah jam buka."))
    if sidang.ends_on > timezone.localdate() + FARTHEST_AHEAD:
        raise Invalid.field("ends_on", _("Sidang paling jauh satu tahun dari hari ini. Periksa tahunnya."))
    if sidang.ends_on - sidang.starts_on > LONGEST_SIDANG:
        raise Invalid.field("ends_on", _("Sidang paling lama 31 hari. Buat sidang lain untuk sisanya."))
    if not any(sidang.quotas.values()):
        raise Invalid(_("Isi kuota paling sedikit satu jenis UTTP."))
    for code, number in taken.items():
        if sidang.quotas.get(code, 0) < number:
            said = _("Sudah %(number)s UTTP jenis ini yang terdaftar. Kuotanya paling sedikit sebanyak itu.")
            raise Invalid.field(f"quotas.{code}", said % {"number": number})


def why_no_place(sidang: Sidang, instruments: Iterable[Instrument], today: date) -> str:
    """What keeps these instruments from being registered for a sidang that the caller holds locked."""
    return why_no_places(sidang, Counter(one.kind_code for one in instruments), today)


def why_no_places(sidang: Sidang, wanted: Mapping[str, int], today: date) -> str:
    """`wanted`: by code of kind, how many."""
    if not sidang.takes_registrations(today):
        return _("Pendaftaran sidang ini tidak dibuka. Pilih sidang lain.")
    left = places_left([sidang])[sidang.pk]
    for code, number in wanted.items():
        told = {"kind": name_of(get_kind(code)), "left": left.get(code, 0)}
        if code not in left:
            return _("Sidang ini tidak melayani jenis %(kind)s. Pilih sidang lain, atau tempat lain.") % told
        if number > left[code]:
            return (
                _("Kuota sidang ini untuk %(kind)s tinggal %(left)s. Kurangi UTTP-nya, atau pilih sidang lain.") % told
            )
    return ""


def why_no_time(on: date, instruments: Iterable[Instrument], district: str, today: date) -> str:
    """What keeps these instruments from being tested at their place of use on that day."""
    if not today < on <= today + BOOKED_AHEAD:
        return _("Pilih hari mulai besok sampai 60 hari ke depan.")
    left, minutes = minutes_left(on, on, district).get(on, 0), minutes_by_kind()
    needed = sum(minutes[one.kind_code] for one in instruments)
    if not left:
        return _("Kami tidak datang ke kecamatan Anda pada %(day)s, atau harinya sudah penuh. Pilih hari lain.") % {
            "day": tanggal(on)
        }
    if needed > left:
        told = {"day": tanggal(on), "left": left, "needed": needed}
        said = _(
            "Sisa waktu %(day)s tinggal %(left)s menit, sedangkan UTTP Anda perlu %(needed)s menit. Pilih hari lain."
        )
        return said % told
    return ""


def refuse_unless_movable(user: User, order: Order, today: date) -> None:
    if order.place != Place.ON_SITE or order.status not in NOT_SCHEDULED_YET:
        said = _("Hari hanya dapat diganti sebelum order dijadwalkan. Hubungi meja layanan.")
        raise Conflict(said, code="wrong_state", current_status=order.status)
    if not user.is_office and order.wanted_on and order.wanted_on <= today:
        raise Conflict(_("Harinya sudah tiba. Hubungi meja layanan untuk menggantinya."), code="too_late")


def check_kind(time: KindTime) -> None:
    if time.kind_code not in {kind.code for kind in all_kinds()}:
        raise Invalid.field("kind_code", _("Pilih jenis UTTP dari daftar."))


def why_out_of_scope(instruments: Iterable[Instrument], on: date) -> str:
    covered = kinds_in_scope(on)
    outside = {one.kind_code: name_of(one.kind) for one in instruments if one.kind_code not in covered}
    if not outside:
        return ""
    told = {"kinds": ", ".join(outside.values()), "day": tanggal(on), "where": Office.current().referral}
    return _("Kantor ini tidak berwenang menera jenis ini pada %(day)s: %(kinds)s. Ajukan ke %(where)s.") % told


def why_not_competent(user: User, instrument: Instrument, on: date) -> str:
    letters = letters_of(user, instrument.kind_code)
    if any(letter.is_in_force_on(on) for letter in letters):
        return ""
    told = {"kind": name_of(instrument.kind), "day": tanggal(on), "why": _why_none(letters)}
    return (
        _(
            "Anda belum berwenang menetapkan hasil uji %(kind)s tanggal %(day)s. %(why)s Cerapan boleh Anda isi; "
            "hasilnya disimpan penera yang berwenang, atau oleh Anda setelah super admin mencatat surat Anda."
        )
        % told
    )


def _why_none(letters: list[Competence]) -> str:
    if not letters:
        return _("Belum ada surat kewenangan Anda untuk jenis ini.")
    newest = letters[0]
    told = {"number": newest.letter_number, "since": tanggal(newest.since), "until": tanggal(newest.until)}
    if newest.until is None:
        return _("Surat %(number)s baru berlaku mulai %(since)s.") % told
    return _("Surat %(number)s berlaku %(since)s sampai %(until)s.") % told


def why_standard_unfit(standard: Standard, instrument: Instrument, rules: Rules) -> str:
    kind = instrument.kind
    if not standard.is_valid_on(rules.on):
        return _("Sertifikatnya hanya berlaku sampai %(day)s.") % {"day": tanggal(standard.valid_until)}
    if not standard.covers(kind.code):
        return _("Tidak untuk menguji jenis %(kind)s.") % {"kind": name_of(kind)}
    return kind.why_standard_unfit(standard.accuracy_class, instrument.attributes, rules)


def why_standards_unfit(standards: Collection[Standard], instrument: Instrument, on: date) -> str:
    if not standards:
        return ""
    rules = rules_on(on)
    reasons = ((standard, why_standard_unfit(standard, instrument, rules)) for standard in standards)
    unfit = " ".join(f"{standard}: {reason}" for standard, reason in reasons if reason)
    said = _("Standar tidak layak untuk pengujian ini. %(unfit)s Pakai standar lain.")
    return said % {"unfit": unfit} if unfit else ""


def why_not_final(user: User, verification: Verification, item: OrderItem) -> dict[str, str]:
    """By its code, each reason why he cannot freeze the readings that does not lie in the readings themselves."""
    instrument, on = item.instrument, verification.tested_on
    reasons = {
        "not_competent": why_not_competent(user, instrument, on),
        "standard_unfit": why_standards_unfit(list(verification.standards.all()), instrument, on),
    }
    return {code: reason for code, reason in reasons.items() if reason}


def why_not_at_once(draft: Verification | None) -> str:
    """What keeps readings from being made final together with others, without their own summary being looked at."""
    if draft is None:
        return _("Belum ada cerapan.")
    if draft.evaluation["verdict"] == "open":
        return _("Cerapannya belum lengkap.")
    if questions_about(draft):
        return _("Ada pertanyaan tentang cerapannya. Jawab di ringkasannya.")
    return ""


def questions_about(verification: Verification) -> list[str]:
    """What an experienced colleague would ask about these readings before they become final."""
    kind = verification.item.instrument.kind
    return kind.questions(verification.attributes, verification.observations, verification.evaluation)


def check_marks(year: int, quantity: int, on: date, today: date) -> None:
    """What a move of stamps says; next year's marks come in December."""
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
    """The desk whatever is booked, a penera what he himself used or spoiled."""
    is_own = move.booked_by_id == user.pk and move.move in (StampMoveKind.USED, StampMoveKind.DAMAGED)
    return user.has_perm("services.keep_stamps") or (is_own and user.has_perm("services.use_stamps"))


def refuse_unless_correctable(user: User, move: StampMove) -> None:
    if not may_correct_move(user, move):
        raise Forbidden(_("Anda hanya dapat membetulkan catatan Anda sendiri."))
    if move.reverses_id or StampMove.objects.filter(reverses=move).exists():
        raise Conflict(_("Catatan ini sudah dibetulkan. Catat gerakan baru bila perlu."), code="corrected")
