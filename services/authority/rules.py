from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from services.authority.queries import kinds_in_scope, letters_of
from services.calendar.rules import check_dates
from services.models import (
    Competence,
    Letter,
    OfKinds,
    OrderItem,
)
from services.office_settings import ServiceSettings
from simetro.core.kit.errors import Invalid
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from uttp.kinds import all_kinds
from uttp.models import Instrument
from uttp.names import name_of


def may_test(user: User, item: OrderItem) -> bool:
    """A penera types readings where he is assigned, or where nobody is."""
    if not user.has_perm("services.record_verification"):
        return False
    team = {penera.pk for penera in item.order.penera.all()}
    return not team or user.pk in team


def may_repair(user: User, item: OrderItem) -> bool:
    return user.has_perm("services.review_order") or may_test(user, item)


def check_kinds(row: OfKinds) -> None:
    if not row.kinds or set(row.kinds) - {kind.code for kind in all_kinds()}:
        raise Invalid.field("kinds", _("Pilih paling sedikit satu jenis UTTP dari daftar."))


def check_letter(letter: Letter) -> None:
    check_kinds(letter)
    check_dates(letter.since, letter.until)


def check_competence(competence: Competence) -> None:
    check_letter(competence)
    if not competence.person.has_perm("services.record_verification"):
        raise Invalid.field("person", _("Hanya pengguna berperan penera yang dapat dipilih."))


def why_out_of_scope(instruments: Iterable[Instrument], on: date) -> str:
    covered = kinds_in_scope(on)
    outside = {
        instrument.kind_code: name_of(instrument.kind)
        for instrument in instruments
        if instrument.kind_code not in covered
    }
    if not outside:
        return ""
    facts = {"kinds": ", ".join(outside.values()), "day": tanggal(on), "where": ServiceSettings.current().referral}
    return _("Kantor ini tidak berwenang menera jenis ini pada %(day)s: %(kinds)s. Ajukan ke %(where)s.") % facts


def why_not_competent(user: User, instrument: Instrument, on: date) -> str:
    letters = letters_of(user, instrument.kind_code)
    if any(letter.is_in_force_on(on) for letter in letters):
        return ""
    facts = {"kind": name_of(instrument.kind), "day": tanggal(on), "why": _why_none(letters)}
    return (
        _(
            "Anda belum berwenang menetapkan hasil uji %(kind)s tanggal %(day)s. %(why)s Cerapan boleh Anda isi; "
            "hasilnya disimpan penera yang berwenang, atau oleh Anda setelah super admin mencatat surat Anda."
        )
        % facts
    )


def _why_none(letters: list[Competence]) -> str:
    if not letters:
        return _("Belum ada surat kewenangan Anda untuk jenis ini.")
    newest = letters[0]
    facts = {"number": newest.letter_number, "since": tanggal(newest.since), "until": tanggal(newest.until)}
    if newest.until is None:
        return _("Surat %(number)s baru berlaku mulai %(since)s.") % facts
    return _("Surat %(number)s berlaku %(since)s sampai %(until)s.") % facts
