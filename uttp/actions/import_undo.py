"""A whole import taken back, as long as nobody has built on it."""

from typing import Any, cast

from django.db import models, transaction
from django.utils.translation import gettext as _

from simetro.core.db.locking import lock
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import record
from simetro.core.models import User
from uttp.actions.import_writing import check_others_again
from uttp.actions.imports import move_import
from uttp.enums import Fate, ImportStatus
from uttp.models import ImportedOwner, ImportRow, Instrument, Owner, RegisterImport


@transaction.atomic
def undo_import(*, by: User, register: RegisterImport, reason: str, version: int) -> RegisterImport:
    """Restores everything as it was before the import. Raises where somebody has used or changed any of it since."""
    register = lock(register, version)
    if register.forgotten_at:
        sentence = _("Isi impor ini sudah dihapus karena masa simpannya habis, jadi tidak dapat dibatalkan lagi.")
        raise Conflict(sentence, code="forgotten")
    move_import(register, ImportStatus.UNDONE)
    made = Instrument.objects.filter(pk__in=register.rows.filter(fate=Fate.NEW).values("instrument"))
    owners = Owner.objects.filter(pk__in=register.owners.filter(is_new=True).values("owner"))
    _refuse_erased(register)
    _refuse_built_on(made, owners, register)
    for row in _changed(register):
        _restore(row)
    record(by, "uttp.undo_import", register, reason=reason, instruments=made.count(), owners=owners.count())
    made.delete()
    Owner.objects.filter(pk__in=list(owners.values_list("pk", flat=True))).delete()
    register.save_change()
    check_others_again()
    return register


def _changed(register: RegisterImport) -> models.QuerySet[ImportRow]:
    """The rows that changed an instrument, unless the instrument is gone."""
    return register.rows.filter(fate=Fate.CHANGED, instrument__isnull=False).select_related("instrument")


def _refuse_erased(register: RegisterImport) -> None:
    """Raises where an owner was erased but his instrument stays: what it was before is no longer known."""
    erased = register.rows.filter(imported_owner__facts={}, instrument__isnull=False)
    if erased.filter(fate__in=(Fate.NEW, Fate.CHANGED)).exists():
        sentence = _(
            "Tidak dapat dibatalkan lagi: sebagian data dalam impor ini sudah dihapus atas permintaan pemiliknya, "
            "jadi keadaan sebelum impor tidak diketahui lagi."
        )
        raise Conflict(sentence, code="erased")


def _refuse_built_on(
    made: models.QuerySet[Instrument], owners: models.QuerySet[Owner], register: RegisterImport
) -> None:
    rewritten = [row for row in _changed(register) if not _is_as_written(row)]
    used = [*_used(made), *_used(owners, but=made), *(row.instrument.uttp_id for row in rewritten if row.instrument)]
    if used:
        facts = {"what": ", ".join(used[:5]), "n": len(used)}
        raise Conflict(
            _("Tidak dapat dibatalkan: sudah dipakai atau diubah setelah impor (%(n)s): %(what)s.") % facts,
            code="in_use",
        )


def _is_as_written(row: ImportRow) -> bool:
    return bool(row.instrument and row.before and row.instrument.version == row.before["version_after"])


def _used(rows: models.QuerySet[Any], but: models.QuerySet[Any] | None = None) -> list[str]:
    """Names of the rows that were changed since, or that rows outside the import's own tables point at."""
    names = [str(row) for row in rows.filter(version__gt=1)[:20]]
    for relation in _relations(rows.model):
        pointing = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": rows})
        if but is not None and relation.related_model is but.model:
            pointing = pointing.exclude(pk__in=but)
        names.extend(str(row) for row in pointing[:20])
    return names


def _relations(model: type[models.Model]) -> list[Any]:
    """All foreign keys of other tables to this model, also those that Django hides for want of a reverse name."""
    every = model._meta.get_fields(include_hidden=True)
    pointing = [
        field
        for field in every
        if field.auto_created and not field.concrete and (field.one_to_many or field.one_to_one)
    ]
    return [relation for relation in pointing if relation.related_model not in (ImportRow, ImportedOwner)]


def _restore(row: ImportRow) -> None:
    instrument, before = cast(Instrument, row.instrument), cast(dict[str, Any], row.before)
    for name, value in before.items():
        if name != "version_after":
            setattr(instrument, name, value)
    instrument.set_plate_key()
    instrument.save()
