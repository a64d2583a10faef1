"""The surat tugas: its number, its editions, and the printed bytes of each edition."""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from services.enums import TAKES_CHANGES
from services.models import AssignmentEdition, AssignmentLetter, Order, Sidang
from services.papers.assignment_letter import (
    AssignmentSheet,
    assignment_letter_for,
    assignment_letter_of,
    numbered_for,
    numbered_of,
    render_assignment_letter,
)
from services.papers.queries import letter_for
from simetro.core.db.locking import lock
from simetro.core.db.moves import refuse_unless
from simetro.core.db.numbering import Series
from simetro.core.db.storage import keep
from simetro.core.documents.coverage import refuse_undrawable
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.outbox.deliveries import deliver

SERIES, TOPIC = Series("assignment", "assignment_number_template"), "services.freeze_assignment"
_SHEETS = TypeAdapter(AssignmentSheet)


@transaction.atomic
def issue_assignment(*, by: User, sidang: Sidang, version: int | None = None) -> AssignmentEdition:
    """Issues one letter for all days and orders of a sidang. Later changes of the sidang go into new editions of it."""
    sidang = lock(sidang, version)
    refuse_unless(sidang.status in TAKES_CHANGES, "Sidang", sidang)
    if letter_for(sidang):
        raise Conflict(_("Surat tugas sidang ini sudah terbit. Cetak lagi dari halaman ini."), code="duplicate")
    letter = _numbered(sidang=sidang)
    record(by, "services.issue_assignment", sidang, number=letter.number)
    return _edition(letter, assignment_letter_for(sidang))


def follow_sidang(sidang: Sidang) -> None:
    """Updates the letter of a locked sidang, where it has one, after a change. Its number stays."""
    letter = letter_for(sidang)
    if letter:
        _edition(letter, assignment_letter_for(sidang))


def issue_to(order: Order) -> None:
    """Issues or updates the letter of a locked order. Its number stays."""
    letter = AssignmentLetter.objects.filter(order=order).first() or _numbered(order=order)
    if order.penera.exists():
        _edition(letter, assignment_letter_of(order))


def _numbered(**of: Order | Sidang) -> AssignmentLetter:
    number = SERIES.next(timezone.localdate())
    return AssignmentLetter.objects.create(number=number, **of)


def _edition(letter: AssignmentLetter, sheet: AssignmentSheet) -> AssignmentEdition:
    """The newest edition if it says the same, otherwise a new one. A later date of signing is no difference."""
    stored, last = _SHEETS.dump_python(sheet, mode="json"), letter.editions.last()
    if last and _unsigned(last.sheet) == _unsigned(stored):
        return last
    refuse_undrawable(stored, _("Tulis dengan huruf Latin pada data pemilik atau UTTP-nya, lalu coba lagi."))
    edition = AssignmentEdition.objects.create(letter=letter, sheet=stored)
    deliver(TOPIC, edition=edition.pk)
    return edition


def _unsigned(sheet: dict[str, Any]) -> dict[str, Any]:
    return sheet | {"signature": sheet["signature"] | {"on": ""}}


@transaction.atomic
def assignment_of(order: Order) -> AssignmentEdition:
    """The letter of this order as it is now, printed."""
    return _current(numbered_of(order), partial(assignment_letter_of, order))


@transaction.atomic
def assignment_for(sidang: Sidang) -> AssignmentEdition:
    return _current(numbered_for(sidang), partial(assignment_letter_for, sidang))


def _current(letter: AssignmentLetter, say: Callable[[], AssignmentSheet]) -> AssignmentEdition:
    """The newest edition. Letters that were numbered before editions were kept get their first one here."""
    letter = AssignmentLetter.objects.select_for_update().get(pk=letter.pk)
    return _frozen(letter.editions.last() or _edition(letter, say()))


def freeze_assignment(payload: dict[str, Any]) -> None:
    """Handles the delivery: prints the edition. Safe to run again."""
    _frozen(AssignmentEdition.objects.get(pk=payload["edition"]))


def _frozen(edition: AssignmentEdition) -> AssignmentEdition:
    if not edition.file:
        pdf = render_assignment_letter(_SHEETS.validate_python(edition.sheet)).pdf
        edition.sha256 = hashlib.sha256(pdf).hexdigest()
        edition.file.name = f"surat-tugas/{edition.issued_at:%Y}/{edition.sha256}.pdf"
        keep(edition.file.name, pdf)
        edition.save(update_fields=["file", "sha256"])
    return edition
