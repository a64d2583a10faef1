"""What the register knows of an owner, removed because he asks for it."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from simetro.core.documents.pictures import owe_forgetting
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import record_many
from simetro.core.models import User
from uttp.actions.import_forgetting import FINISHED, forget_cells, forget_people
from uttp.actions.imports import sheets_of
from uttp.columns.phones import phone_in
from uttp.likeness import is_same_line, plain_name
from uttp.matching import Person
from uttp.models import ImportedOwner, ImportRow, Instrument, InstrumentPhoto, Owner, RegisterImport
from uttp.owner_fields import FORGOTTEN_FIELDS


def erase_instruments(*, by: User, instruments: QuerySet[Instrument]) -> None:
    """Deletes instruments that no order names any more, with their photos."""
    going = list(instruments)
    record_many(by, "uttp.erase_instrument", going)
    for photo in InstrumentPhoto.objects.filter(instrument__in=going):
        owe_forgetting(photo.picture)
    Instrument.objects.filter(pk__in=[instrument.pk for instrument in going]).delete()


def hold_unfinished_imports() -> list[RegisterImport]:
    """Locks the unfinished imports. Call it before locking the owner: writing an import locks in the same order."""
    unfinished = RegisterImport.objects.exclude(status__in=FINISHED)
    return list(unfinished.order_by("pk").select_for_update(of=("self",)))


def refuse_while_imported(owner: Owner, unfinished: Sequence[RegisterImport]) -> None:
    """Raises while an unfinished import names the owner: writing it would bring the erased person back."""
    naming = [register.file_name for register in unfinished if _is_named(owner, register)]
    if naming:
        sentence = _(
            "Nama atau telepon pemilik ini ada dalam impor yang belum selesai: %(files)s. "
            "Tulis impor itu ke register atau buang dulu, lalu hapus datanya."
        )
        raise Conflict(sentence % {"files": ", ".join(naming)}, code="open_imports")


def _is_named(owner: Owner, register: RegisterImport) -> bool:
    """Whether an import names the owner, also in the cells of its file: before the check there are no rows."""
    he = Person.of(owner)
    if register.owners.filter(owner=owner).exists() or he.key in (same for _key, same in register.joined):
        return True
    cells = {cell for sheet in sheets_of(register) for row in sheet.rows for cell in row.cells if cell}
    return any(plain_name(cell) == he.names or is_same_line(phone_in(cell).number, owner.phone) for cell in cells)


def imported_of(owner: Owner) -> QuerySet[ImportedOwner]:
    """The owner as finished imports named him."""
    return ImportedOwner.objects.filter(owner=owner, register_import__status__in=FINISHED)


def erase_person(*, owner: Owner, stays: bool) -> None:
    """Erases an owner, locked by the caller. If he `stays`, because documents name him, what they say of him stays."""
    imported = list(imported_of(owner).values_list("pk", flat=True))
    forget_cells(ImportRow.objects.filter(imported_owner__in=imported))
    forget_people(ImportedOwner.objects.filter(pk__in=imported))
    owner.grants.all().delete()
    if not stays:
        owner.delete()
        return
    for field in FORGOTTEN_FIELDS:
        setattr(owner, field.name, "")
    owner.set_nik("")
    owner.account = None
    owner.save_change()
