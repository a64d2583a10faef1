"""What an old register said of people is not needed for good: its file and cells go, its counts stay."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simetro.core.db.locking import lock
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.outbox.deliveries import deliver
from simetro.core.settings.retention import RetentionRule
from uttp.enums import ImportStatus
from uttp.models import ImportedOwner, ImportRow, RegisterImport
from uttp.queries import imports_untouched_since

FORGET = "uttp.forget_import"
FINISHED = (ImportStatus.WRITTEN, ImportStatus.UNDONE)
ABANDONED = (ImportStatus.MAPPING, ImportStatus.CHECKED)


@transaction.atomic
def discard_import(*, by: User, register: RegisterImport, version: int) -> None:
    """Deletes an import that was never written, with its file."""
    register = lock(register, version)
    if register.status not in ABANDONED:
        sentence = _("Hanya impor yang belum ditulis dapat dibuang. Tunggu sampai pekerjaannya selesai.")
        raise Conflict(sentence, code="wrong_state")
    record(by, "uttp.discard_import", register, file=register.file_name)
    deliver(FORGET, file=register.file.name)
    register.delete()


def forget_imports(before: datetime) -> int:
    """Empties old written imports and deletes old unwritten ones. Returns how many imports that were."""
    old = imports_untouched_since(before).filter(forgotten_at__isnull=True).select_for_update(of=("self",))
    finished, abandoned = list(old.filter(status__in=FINISHED)), list(old.filter(status__in=ABANDONED))
    for register in (*finished, *abandoned):
        deliver(FORGET, file=register.file.name)
    forget_cells(ImportRow.objects.filter(register_import__in=finished))
    forget_people(ImportedOwner.objects.filter(register_import__in=finished))
    RegisterImport.objects.filter(pk__in=[register.pk for register in finished]).update(
        file="", joined=[], forgotten_at=timezone.now()
    )
    RegisterImport.objects.filter(pk__in=[register.pk for register in abandoned]).delete()
    return len(finished) + len(abandoned)


def forget_cells(rows: QuerySet[ImportRow]) -> int:
    return rows.update(cells=[], facts={}, before=None)


def forget_people(owners: QuerySet[ImportedOwner]) -> int:
    return owners.update(facts={}, why="")


def forget_file(payload: Mapping[str, Any]) -> None:
    """Deletes the file, unless another import of the same file still needs it."""
    if not RegisterImport.objects.filter(file=payload["file"]).exists():
        default_storage.delete(payload["file"])


RETENTION = RetentionRule(
    code="uttp.imports",
    label=gettext_lazy("Berkas register yang diimpor"),
    what=gettext_lazy(
        "Isi berkas Excel dan baris-barisnya. Jumlah baris dan hasil impornya tetap, tetapi impor itu tidak dapat "
        "dibatalkan lagi. Impor yang tidak pernah ditulis dihapus seluruhnya."
    ),
    usual_days=365,
    least_days=30,
    purge=forget_imports,
)
