"""What an import that was looked at brings into the register: in pieces, each whole, by COPY."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from simetro.core.db.database import copy_in, point_at
from simetro.core.db.locking import lock
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import record, record_many
from simetro.core.models import User
from uttp.actions.imports import PIECE, check_again, move_import, owe_work, pieces
from uttp.enums import Fate, ImportStatus
from uttp.garbage import uncollected
from uttp.matching import FACTS, new_values, owner_closed, verified
from uttp.models import ImportedOwner, ImportRow, Instrument, Owner, RegisterImport
from uttp.models.register import plate_key
from uttp.queries import free_ids, known_plates, same_name_plate

WRITE = "uttp.write_import"


@transaction.atomic
def write_import(*, by: User, register: RegisterImport, version: int) -> RegisterImport:
    register = lock(register, version)
    if RegisterImport.objects.filter(status=ImportStatus.WRITING).exists():
        raise Conflict(_("Impor lain sedang ditulis. Tunggu sampai selesai, lalu coba lagi."), code="busy")
    move_import(register, ImportStatus.WRITING)
    register.rows_total = _to_write(register).count()
    register.rows_done = 0
    if not register.rows_total:
        raise Conflict(_("Tidak ada baris baru atau berubah. Tidak ada yang perlu ditulis."), code="nothing_to_write")
    register.save_change()
    record(by, "uttp.write_import", register, rows=register.rows_total)
    owe_work(register, WRITE)
    return register


def _to_write(register: RegisterImport) -> models.QuerySet[ImportRow]:
    return register.rows.filter(fate__in=(Fate.NEW, Fate.CHANGED), number__gt=register.written_to)


@uncollected()
def write(payload: Mapping[str, Any]) -> None:
    """Piece by piece, each whole: after a crash it goes on where it was."""
    register = RegisterImport.objects.get(pk=payload["register"])
    if register.status != ImportStatus.WRITING:
        return
    _make_all_owners(register)
    for piece in pieces(_to_write(register).values_list("number", flat=True)):
        with transaction.atomic():
            _write_rows(lock(register), piece[-1])
    with transaction.atomic():
        register = lock(register)
        if register.status == ImportStatus.WRITING:
            move_import(register, ImportStatus.WRITTEN)
            register.save_change()
            check_others_again()


def check_others_again() -> None:
    """Checks the other imports again: what was new to them may be registered now, or be gone."""
    for other in RegisterImport.objects.select_for_update().filter(status=ImportStatus.CHECKED):
        check_again(other)


def _make_all_owners(register: RegisterImport) -> None:
    while True:
        with transaction.atomic():
            if not _make_owners(lock(register)):
                return


def _make_owners(register: RegisterImport) -> int:
    waiting = list(register.owners.filter(owner=None, rows__isnull=False).distinct()[:PIECE])
    made = copy_in([Owner(**imported.facts) for imported in waiting])
    point_at(ImportedOwner, "owner", {imported.pk: owner.pk for imported, owner in zip(waiting, made, strict=True)})
    ImportedOwner.objects.filter(pk__in=[imported.pk for imported in waiting]).update(is_new=True)
    record_many(register.by, "uttp.register_owner", made, register=register.pk)
    return len(waiting)


def _write_rows(register: RegisterImport, last: int) -> None:
    """Writes the rows up to this number that are not written yet; another process may have done it already."""
    waiting = _to_write(register).filter(number__lte=last).annotate(owner=F("imported_owner__owner"))
    new: list[Any] = list(waiting.filter(fate=Fate.NEW).values_list("pk", "facts", "owner", named=True))
    changed = list(waiting.filter(fate=Fate.CHANGED).select_related("instrument"))
    for row in changed:
        _change(register, row)
        row.save(update_fields=["before", "fate", "reasons"])
    _write_new(register, _still_new(_of_open_owners(new)))  # holds owners, which come after instruments as everywhere
    done = F("rows_done") + len(new) + len(changed)
    RegisterImport.objects.filter(pk=register.pk).update(rows_done=done, written_to=max(last, register.written_to))


def _write_new(register: RegisterImport, rows: Sequence[Any]) -> None:
    made = copy_in([_instrument(row, uttp_id) for row, uttp_id in zip(rows, free_ids(len(rows)), strict=True)])
    point_at(ImportRow, "instrument", {row.pk: instrument.pk for row, instrument in zip(rows, made, strict=True)})
    record_many(register.by, "uttp.register_instrument", made, register=register.pk)


def _of_open_owners(rows: Sequence[Any]) -> list[Any]:
    """The rows whose owner is still open; the others are refused. Owners stay locked, so nobody closes them now."""
    owners = Owner.objects.filter(pk__in={row.owner for row in rows}).order_by("pk").select_for_update(of=("self",))
    closed = {owner.pk for owner in owners if owner.closed_on}
    return _refuse([row for row in rows if row.owner in closed], owner_closed(), rows)


def _refuse(refused: Sequence[Any], why: str, rows: Sequence[Any]) -> list[Any]:
    """Marks rows as refused, for this reason. Returns the other rows."""
    keys = {row.pk for row in refused}
    ImportRow.objects.filter(pk__in=keys).update(fate=Fate.ERROR, reasons=[why])
    return [row for row in rows if row.pk not in keys]


def _still_new(rows: Sequence[Any]) -> list[Any]:
    """The rows whose plate nobody has registered since the check; the others are refused."""
    known = known_plates(_plate(row) for row in rows)
    late = [row for row in rows if _plate(row) in known]
    return _refuse(late, _("Sudah didaftarkan orang lain setelah berkas ini diperiksa."), rows)


def _plate(row: Any) -> str:
    facts = row.facts
    return plate_key(facts["kind"], facts["brand"], facts["serial_number"], facts["attributes"])


def _instrument(row: Any, uttp_id: str) -> Instrument:
    known = {name: row.facts[name] for name in FACTS} | verified(row.facts)
    instrument = Instrument(uttp_id=uttp_id, owner_id=row.owner, kind_code=row.facts["kind"], **known)
    instrument.set_plate_key()
    return instrument


def _change(register: RegisterImport, row: ImportRow) -> None:
    """Writes a row's changes into its instrument, or refuses it where somebody changed the instrument since."""
    instrument = lock(row.instrument) if row.instrument else None
    values = new_values(instrument, row.facts) if instrument else {}
    before = {name: _json(getattr(instrument, name)) for name in (*values, "version")} if instrument else {}
    for name, value in values.items():
        setattr(instrument, name, value)
    if instrument is None or _fits_no_longer(row, instrument):
        row.fate, row.reasons = Fate.ERROR, [_("Alatnya diubah orang lain setelah berkas ini diperiksa.")]
        return
    instrument.save_change()
    row.before = before | {"version_after": instrument.version}
    record(register.by, "uttp.change_instrument", instrument, register=register.pk, before=row.before)


def _fits_no_longer(row: Any, instrument: Instrument) -> bool:
    """Whether the owner or the plate no longer match; `instrument` carries the new values already."""
    return instrument.owner_id != row.owner or same_name_plate(instrument) is not None


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
