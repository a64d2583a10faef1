"""What the register knows of an owner, for his copy of it."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from simetro.core.settings.personal_data import Fact, Section
from uttp.models import Instrument, Owner
from uttp.names import name_of
from uttp.owner_fields import OWNER_FIELDS
from uttp.queries import operators_of


def register_of(owner: Owner) -> Iterable[Section]:
    yield Section("owner", _("Data pemilik"), [_owner(owner)])
    yield Section("account", _("Akun"), [_account(owner)] if owner.account else [])
    yield Section(
        "operators", _("Siapa yang boleh mengurus"), [[_name(operator.name)] for operator in operators_of(owner)]
    )
    instruments = list(owner.instruments.prefetch_related("photos"))
    pictures = {
        _path(instrument, number): photo.picture
        for instrument in instruments
        for number, photo in enumerate(instrument.photos.all(), 1)
    }
    yield Section("instruments", "UTTP", [_instrument(instrument) for instrument in instruments], pictures)


def _name(name: str) -> Fact:
    return Fact("name", _("Nama"), name)


def _owner(owner: Owner) -> list[Fact]:
    """The owner's own data. The NIK is masked as on the pages: the file may fall into other hands."""
    return [
        *(Fact(field.name, field.label, field.value(owner), field.shown(owner)) for field in OWNER_FIELDS),
        Fact("nik_masked", _("NIK (disamarkan)"), owner.nik_masked),
        Fact("registered_at", _("Terdaftar"), timezone.localtime(owner.created_at)),
    ]


def _account(owner: Owner) -> list[Fact]:
    account = owner.account
    if account is None:
        return []
    joined = timezone.localtime(account.date_joined)
    last = timezone.localtime(account.last_login) if account.last_login else None
    return [
        _name(account.name),
        Fact("username", _("Nama pengguna"), account.username),
        Fact("email", "E-mail", account.email),
        Fact("joined_at", _("Dibuat"), joined),
        Fact("last_login_at", _("Terakhir masuk"), last),
    ]


def _instrument(instrument: Instrument) -> list[Fact]:
    return [
        Fact("uttp_id", _("ID UTTP"), instrument.uttp_id),
        Fact("kind", _("Jenis"), instrument.kind_code, name_of(instrument.kind)),
        Fact("brand", _("Merek"), instrument.brand),
        Fact("model", _("Tipe"), instrument.model),
        Fact("serial_number", _("Nomor seri"), instrument.serial_number),
        Fact("made_in", _("Buatan"), instrument.made_in),
        Fact("attributes", _("Data teknis"), instrument.attributes, instrument.capacity),
        Fact("location", _("Tempat pakai"), instrument.location),
        Fact("status", _("Status"), instrument.status, instrument.get_status_display()),
        Fact("last_verified_on", _("Terakhir ditera"), instrument.last_verified_on),
        Fact("last_verdict", _("Hasil"), instrument.last_verdict, instrument.get_last_verdict_display()),
        Fact("valid_until", _("Berlaku sampai"), instrument.valid_until),
        Fact(
            "photos", _("Foto"), [_path(instrument, number) for number, _photo in enumerate(instrument.photos.all(), 1)]
        ),
    ]


def _path(instrument: Instrument, number: int) -> str:
    return f"foto/{instrument.uttp_id}-{number}.webp"
