"""The documents that were issued to an owner, for his copy of his data."""

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


def _certificate(certificate: Certificate) -> list[Fact]:
    state = certificate.state_on(timezone.localdate())
    return [
        Fact("number", _("Nomor"), certificate.number),
        Fact("type", _("Jenis surat"), certificate.type, certificate.get_type_display()),
        Fact("name", _("Atas nama"), certificate.certificate_name),
        Fact("address", _("Alamat"), certificate.certificate_address),
        Fact("issued_on", _("Terbit"), certificate.issued_on),
        Fact("valid_until", _("Berlaku sampai"), certificate.valid_until),
        Fact("state", _("Keadaan"), str(state), state.label),
        Fact("verify_url", _("Verifikasi"), certificate.verify_url),
    ]
