from collections.abc import Sequence

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from services.enums import RegistrationStatus
from services.models import Registration, Sidang
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.public_pages import public_url
from uttp.models import Instrument, Owner
from uttp.names import name_of


def registration_subject(registration: Registration) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        is_cancelled = registration.status == RegistrationStatus.CANCELLED
        subject = _("Pendaftaran sidang %(number)s dibatalkan") if is_cancelled else _("Pendaftaran sidang %(number)s")
        return subject % {"number": registration.number}


def registration_body(registration: Registration) -> str:
    """The text to whoever registered. It repeats nothing that he typed: the address may not be his own."""
    with translation.override(settings.LANGUAGE_CODE):
        sidang = registration.sidang
        facts = {"name": sidang, "reason": sidang.closing_reason}
        what = f"{sidang.name}\n{sidang.invitation}"
        if registration.status == RegistrationStatus.CANCELLED:
            what = _("%(name)s tidak jadi diadakan. %(reason)s") % facts
        follow = _("Nomor pendaftaran: %(number)s\nLihat atau batalkan di %(url)s") % {
            "number": registration.number,
            "url": public_url(registration),
        }
        return f"{_('Yth.')} Bapak/Ibu,\n\n{what}\n\n{follow}\n"


def reminder_subject(due: Sequence[Instrument]) -> str:
    facts = {"count": len(due), "day": tanggal(due[0].valid_until)}
    if len(due) == 1:
        return _("Tera ulang UTTP Anda paling lambat %(day)s") % facts
    return _("Tera ulang %(count)s UTTP Anda, yang pertama paling lambat %(day)s") % facts


def reminder_body(owner: Owner, due: Sequence[Instrument], sidang: Sidang | None) -> str:
    parts = [
        f"{_('Yth.')} {owner.name},",
        _("Masa berlaku tera UTTP Anda segera habis:"),
        "\n".join(
            f"- {name_of(instrument.kind)} {instrument}, {instrument.uttp_id}: {tanggal(instrument.valid_until)}"
            for instrument in due
        ),
        _("Ajukan tera ulang, gratis: %(url)s") % {"url": public_url(owner)},
    ]
    if sidang:
        facts = {"name": sidang, "invitation": sidang.invitation}
        parts.insert(3, _("Sidang terdekat: %(name)s. %(invitation)s") % facts)
    return "\n\n".join(parts)
