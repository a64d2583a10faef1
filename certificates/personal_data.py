"""Which documents were issued to an owner, for his copy of what the office knows of him."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.enums import EVER_ISSUED
from certificates.models import Certificate
from simetro.core.settings.personal_data import Fact, Section
from uttp.models import Owner


def documents_of(owner: Owner) -> Iterable[Section]:
    issued = owner.certificates.filter(status__in=EVER_ISSUED).order_by("issued_on", "pk")
    yield Section("certificates", _("SKHP dan surat"), [_certificate(certificate) for certificate in issued])


def _certificate(one: Certificate) -> list[Fact]:
    state = one.state_on(timezone.localdate())
    return [
        Fact("number", _("Nomor"), one.number),
        Fact("type", _("Jenis surat"), one.type, one.get_type_display()),
        Fact("name", _("Atas nama"), one.certificate_name),
        Fact("address", _("Alamat"), one.certificate_address),
        Fact("issued_on", _("Terbit"), one.issued_on),
        Fact("valid_until", _("Berlaku sampai"), one.valid_until),
        Fact("state", _("Keadaan"), str(state), state.label),
        Fact("verify_url", _("Verifikasi"), one.verify_url),
    ]
