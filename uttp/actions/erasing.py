"""What the register knows of an owner, removed because he asks for it."""

from django.db.models import QuerySet

from simetro.core.audit import record_many
from simetro.core.models import User
from simetro.core.pictures import owe_forgetting
from uttp.actions.import_forgetting import FINISHED, forget_cells, forget_people
from uttp.models import ImportedOwner, ImportRow, Instrument, InstrumentPhoto, Owner


def erase_instruments(*, by: User, instruments: QuerySet[Instrument]) -> None:
    """Of instruments that no order names any more; their photos go too."""
    going = list(instruments)
    record_many(by, "uttp.erase_instrument", going)
    for photo in InstrumentPhoto.objects.filter(instrument__in=going):
        owe_forgetting(photo.picture)
    Instrument.objects.filter(pk__in=[one.pk for one in going]).delete()


def imported_of(owner: Owner) -> QuerySet[ImportedOwner]:
    """As finished imports of old registers named him."""
    return ImportedOwner.objects.filter(owner=owner, register_import__status__in=FINISHED)


def erase_person(*, owner: Owner, stays: bool) -> None:
    """Of an owner whom the caller holds locked. Where he `stays`, documents name him: name and address are kept."""
    imported = list(imported_of(owner).values_list("pk", flat=True))
    forget_cells(ImportRow.objects.filter(imported_owner__in=imported))
    forget_people(ImportedOwner.objects.filter(pk__in=imported))
    owner.grants.all().delete()
    if not stays:
        owner.delete()
        return
    owner.phone = owner.email = ""
    owner.set_nik("")
    owner.account = None
    owner.save_change()
