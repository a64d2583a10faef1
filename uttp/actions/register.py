from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from simetro.core.db.locking import lock
from simetro.core.documents.pictures import Picture, keep_picture, owe_forgetting
from simetro.core.kit.errors import Conflict, Forbidden, Invalid
from simetro.core.kit.text import composed, says_nothing
from simetro.core.log.audit import record, record_view
from simetro.core.models import User
from uttp.enums import InstrumentStatus, Verdict
from uttp.kinds import InvalidInput, UnknownKind, get_kind
from uttp.models import Instrument, InstrumentPhoto, Owner, OwnerUserObjectPermission, ParameterRow
from uttp.queries import OPERATE, free_ids, rules_on, same_name_plate
from uttp.rules import MOST_PHOTOS, check_parameter_row, may_govern


@transaction.atomic
def register_owner(*, by: User, nik: str = "", **facts: Any) -> Owner:
    owner = Owner(account=None if by.is_office else by, **facts)
    owner.set_nik(nik)
    owner.save()
    record(by, "uttp.register_owner", owner)
    return owner


@transaction.atomic
def change_owner(*, by: User, owner: Owner, version: int | None = None, reason: str = "", **facts: Any) -> Owner:
    if not may_govern(by, owner):
        raise Forbidden
    owner = lock(owner, version)
    if "nik" in facts:
        owner.set_nik(facts.pop("nik"))
    _assign(owner, facts)
    owner.save_change()
    record(by, "uttp.change_owner", owner, fields=sorted(facts), **_why(reason))
    return owner


def _why(reason: str) -> dict[str, str]:
    """The desk gives a reason; an owner who corrects his own data need not."""
    return {"reason": reason} if reason else {}


@transaction.atomic
def close_owner(*, by: User, owner: Owner, reason: str, version: int | None = None) -> Owner:
    """Closes an owner without instruments, who cannot be deleted because documents name him."""
    owner = lock(owner, version)
    if owner.closed_on:
        raise Conflict(_("Pemilik ini sudah dinyatakan tutup."), code="already_closed")
    if owner.instruments.filter(status=InstrumentStatus.ACTIVE).exists():
        raise Conflict(
            _("Masih ada UTTP yang dipakai. Pindahkan ke pemilik lain atau nyatakan tidak dipakai dahulu."),
            code="in_use",
        )
    owner.closed_on = timezone.localdate()
    owner.save_change()
    record(by, "uttp.close_owner", owner, reason=reason)
    return owner


@transaction.atomic
def reopen_owner(*, by: User, owner: Owner, reason: str, version: int | None = None) -> Owner:
    owner = lock(owner, version)
    if not owner.closed_on:
        raise Conflict(_("Pemilik ini tidak sedang ditutup."), code="not_closed")
    owner.closed_on = None
    owner.save_change()
    record(by, "uttp.reopen_owner", owner, reason=reason)
    return owner


def _hold_open(owner: Owner) -> None:
    """Locks an owner for whom something is registered. Raises where he is closed."""
    if lock(owner).closed_on:
        raise Conflict(_("Pemilik ini sudah dinyatakan tutup. Buka lagi datanya dahulu."), code="owner_closed")


@transaction.atomic
def hand_to_account(*, by: User, owner: Owner, account: User) -> Owner:
    """Makes this account the owner's own: from now on it sees and changes what belongs to him."""
    owner = lock(owner)
    if owner.account_id not in (None, account.pk):
        raise Conflict(_("Pemilik ini sudah terhubung ke akun lain. Periksa dulu siapa pemiliknya."), code="linked")
    owner.account = account
    owner.save_change()
    record(by, "uttp.hand_to_account", owner, account=account.pk)
    return owner


@transaction.atomic
def let_operate(*, owner: Owner, account: User) -> None:
    """Lets an account act for this owner, who has invited it: from now on it sees what belongs to him."""
    OwnerUserObjectPermission.objects.assign_perm(OPERATE, account, owner)
    record(account, "uttp.let_operate", owner)


@transaction.atomic
def stop_operating(*, by: User, owner: Owner, account: User) -> None:
    """Ends that an account acts for an owner; either of the two may do it."""
    if by.pk != account.pk and not may_govern(by, owner):
        raise Forbidden
    OwnerUserObjectPermission.objects.remove_perm(OPERATE, account, owner)
    record(by, "uttp.stop_operating", owner, account=account.pk)


def note_view(*, by: User, owner: Owner, through: models.Model | None = None) -> None:
    """Records that staff looked at an owner's data. `through`: the row on whose page they stood."""
    if by.is_office:
        record_view(by, "uttp.view_owner", owner, **({"through": str(through)} if through else {}))


@transaction.atomic
def register_instrument(*, by: User, owner: Owner, kind: str, attributes: dict[str, Any], **facts: Any) -> Instrument:
    _hold_open(owner)
    known = {"attributes": _checked(kind, attributes), **_plate_texts(facts)}
    instrument = Instrument(uttp_id=free_ids(1)[0], owner=owner, kind_code=kind, **known)
    _save_unless_duplicate(instrument, instrument.save)
    record(by, "uttp.register_instrument", instrument)
    return instrument


@transaction.atomic
def register_alike(
    *, by: User, kind: str, attributes: dict[str, Any], others: Sequence[str], **facts: Any
) -> list[Instrument]:
    """Registers one instrument and others like it with these serial numbers: all of them, or none."""
    first = register_instrument(by=by, kind=kind, attributes=attributes, **facts)
    return [first, *(_one_more(by, first, number, serial, facts) for number, serial in enumerate(others, 1))]


def _one_more(by: User, first: Instrument, number: int, serial: str, facts: dict[str, Any]) -> Instrument:
    known = {**facts, "serial_number": serial, "attributes": first.kind.alike(first.attributes, number)}
    try:
        return register_instrument(by=by, kind=first.kind_code, **known)
    except Conflict as error:
        raise Invalid.field("others", f"{serial}: {error.detail}") from error


@transaction.atomic
def register_many(*, by: User, owner: Owner, kind: str, plates: Sequence[dict[str, Any]]) -> list[Instrument]:
    """Registers all of them, or none; the error says which one was refused."""
    return [register_instrument(by=by, owner=owner, kind=kind, **facts) for facts in plates]


@transaction.atomic
def change_instrument(
    *, by: User, instrument: Instrument, version: int | None = None, reason: str = "", **facts: Any
) -> Instrument:
    facts = _plate_texts(facts)
    if "attributes" in facts:
        facts["attributes"] = _checked(instrument.kind_code, facts["attributes"])
    instrument = lock(instrument, version)
    before = {name: getattr(instrument, name) for name in facts}
    if not by.is_office:
        _refuse_another_plate(instrument, facts)
    _assign(instrument, facts)
    _save_unless_duplicate(instrument, instrument.save_change)
    record(by, "uttp.change_instrument", instrument, before=before, **_why(reason))
    return instrument


@transaction.atomic
def transfer_instrument(
    *, by: User, instrument: Instrument, owner: Owner, reason: str, version: int | None = None
) -> Instrument:
    instrument = lock(instrument, version)
    if instrument.owner_id == owner.pk:
        raise Conflict(_("UTTP ini sudah milik pemilik tersebut. Pilih pemilik lain."), code="same_owner")
    _hold_open(owner)
    previous = instrument.owner_id
    instrument.owner = owner
    instrument.save_change()
    record(by, "uttp.transfer_instrument", instrument, reason=reason, before=previous, after=owner.pk)
    return instrument


@transaction.atomic
def retire_instrument(*, by: User, instrument: Instrument, reason: str, version: int | None = None) -> Instrument:
    instrument = lock(instrument, version)
    if instrument.status == InstrumentStatus.RETIRED:
        raise Conflict(_("UTTP ini sudah dinyatakan tidak dipakai lagi."), code="already_retired")
    instrument.status = InstrumentStatus.RETIRED
    instrument.save_change()
    record(by, "uttp.retire_instrument", instrument, reason=reason)
    return instrument


@transaction.atomic
def delete(*, by: User, row: Owner | Instrument, reason: str, version: int | None = None) -> None:
    """Removes a row of the register that nothing depends on. The log, which stays, keeps no person's name."""
    row = lock(row, version)
    was = {"was": row.uttp_id} if isinstance(row, Instrument) else {}
    record(by, f"uttp.delete_{row._meta.model_name}", row, reason=reason, **was)
    for photo in row.photos.all() if isinstance(row, Instrument) else ():
        owe_forgetting(photo.picture)
    try:
        row.delete()
    except ProtectedError as error:
        raise Conflict(
            _("Tidak dapat dihapus karena masih dipakai data lain. Nyatakan tutup atau tidak dipakai lagi saja."),
            code="in_use",
        ) from error


@transaction.atomic
def add_photo(*, by: User, instrument: Instrument, picture: Picture) -> InstrumentPhoto:
    instrument = lock(instrument)
    if instrument.photos.count() >= MOST_PHOTOS:
        raise Conflict(_("Sudah ada %(n)s foto. Hapus dulu salah satunya.") % {"n": MOST_PHOTOS}, code="full")
    keep_picture(picture)
    photo = InstrumentPhoto.objects.create(instrument=instrument, picture=picture.name, uploaded_by=by)
    record(by, "uttp.add_photo", instrument, picture=picture.name)
    return photo


@transaction.atomic
def remove_photo(*, by: User, photo: InstrumentPhoto) -> None:
    """Removes a photo; doing it again changes nothing."""
    instrument = lock(photo.instrument)
    removed, _rows = InstrumentPhoto.objects.filter(pk=photo.pk).delete()
    if removed:
        record(by, "uttp.remove_photo", instrument, picture=photo.picture)
        owe_forgetting(photo.picture)


@transaction.atomic
def add_parameter_row(*, by: User, row: ParameterRow) -> ParameterRow:
    """Adds a value that holds from a day on. What was judged or issued before keeps the value that it used."""
    check_parameter_row(row)
    row.save(force_insert=True)
    record(by, "uttp.add_parameter_row", row, parameter=row.parameter, since=row.since.isoformat())
    return row


def record_verification(
    *, instrument: Instrument, verified_on: date, verdict: Verdict, valid_until: date | None
) -> None:
    """Writes the result of the newest attempt that counts. The caller opens the transaction and writes the log."""
    instrument = lock(instrument)
    instrument.last_verified_on = verified_on
    instrument.last_verdict = verdict
    instrument.valid_until = valid_until
    instrument.save_change()


def _assign(row: models.Model, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(row, name, value)


def _refuse_another_plate(instrument: Instrument, facts: dict[str, Any]) -> None:
    """Raises where an owner changes the plate of a tested instrument. Its location he may always change."""
    other = [name for name, value in facts.items() if name != "location" and value != getattr(instrument, name)]
    if instrument.last_verdict and other:
        raise Conflict(
            _("Data pelat UTTP yang sudah diuji hanya dapat diubah oleh petugas. Hubungi loket pelayanan."),
            code="plate_is_verified",
        )


PLATE_TEXTS = ("brand", "model", "serial_number", "made_in")


def _plate_texts(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with what the plate says in its stored form; a sign for nothing is nothing."""
    plate = {name: composed(facts[name]) for name in PLATE_TEXTS if name in facts}
    return {**facts, **{name: "" if says_nothing(text) else text for name, text in plate.items()}}


def _checked(kind: str, attributes: dict[str, Any]) -> dict[str, Any]:
    try:
        return get_kind(kind).check_attributes(attributes, rules_on(timezone.localdate()))
    except UnknownKind as error:
        raise Invalid.field("kind", _("Jenis UTTP ini tidak dikenal. Pilih dari daftar.")) from error
    except InvalidInput as error:
        raise Invalid(_("Data teknis UTTP belum benar."), errors=error.errors) from error


def _save_unless_duplicate(instrument: Instrument, save: Callable[[], None]) -> None:
    _refuse_duplicate(instrument)
    try:
        with transaction.atomic():
            save()
    except IntegrityError:
        _refuse_duplicate(instrument)
        raise


def _refuse_duplicate(instrument: Instrument) -> None:
    twin = same_name_plate(instrument)
    if twin:
        raise Conflict(
            _("UTTP dengan jenis, merek, dan nomor seri ini sudah terdaftar sebagai %(id)s.") % {"id": twin.uttp_id},
            code="duplicate",
            uttp_id=twin.uttp_id,
        )
