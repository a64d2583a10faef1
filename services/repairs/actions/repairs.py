from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.queries import repair_deadline
from services.enums import DocumentState, ItemStatus, RepairNews
from services.models import OrderItem, Repair
from services.orders.actions.items import locked_item
from services.orders.actions.moves import changed_item, move_item
from services.orders.actions.taking import refuse_taken, still_free
from services.orders.queries import latest_repair
from services.repairs.actions.notices import tell_of_repair
from services.testing.queries.verifications import draft_of
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.log.audit import record
from simetro.core.models import User


@transaction.atomic
def send_to_repair(
    *, by: User, item: OrderItem, reason: str, until: date | None = None, version: int | None = None
) -> OrderItem:
    """Sends a failed instrument to be repaired; it is tested again on the same order."""
    today = timezone.localdate()
    if until is not None and until < today:
        raise Invalid.field("until", _("Batas perbaikan tidak boleh sudah lewat."))
    order, item = locked_item(by, item, version)
    if draft_of(item):
        raise Conflict(_("UTTP ini sedang diuji. Selesaikan pengujiannya dulu."), code="draft_exists")
    if item.document != DocumentState.NONE:
        raise Conflict(
            _("Surat untuk hasil ini sudah disusun. Buang draf atau cabut suratnya dulu."), code="has_document"
        )
    move_item(item, ItemStatus.IN_REPAIR)
    refuse_taken([item.instrument])
    item.repair_until = deadline = until or repair_deadline(today)
    with still_free([item.instrument]):
        item = changed_item(by, order, item, "services.send_to_repair", reason)
    Repair.objects.create(item=item, reason=reason, sent_on=today, until=deadline)
    tell_of_repair(item, RepairNews.SENT)
    return item


@transaction.atomic
def receive_repaired(
    *, by: User, item: OrderItem, repairer: str, licence_number: str = "", version: int | None = None
) -> Repair:
    """The instrument is back and waits to be tested again. Who repaired it is as the owner says."""
    order, item = locked_item(by, item, version)
    repair = latest_repair(item)
    if item.status != ItemStatus.IN_REPAIR or repair is None:
        raise Conflict(_("UTTP ini tidak sedang diperbaiki."), code="wrong_state")
    if not repairer.strip():
        raise Invalid.field("repairer", _("Tulis siapa yang memperbaiki, juga bila pemiliknya sendiri."))
    repair.repairer, repair.licence_number = repairer.strip(), licence_number.strip()
    repair.came_back_on = repair.came_back_on or timezone.localdate()
    repair.save(update_fields=["repairer", "licence_number", "came_back_on"])
    item.save_change()
    record(by, "services.receive_repaired", order, item=item.pk, repairer=repair.repairer)
    return repair


@transaction.atomic
def give_up_repair(*, by: User, item: OrderItem, reason: str, version: int | None = None) -> OrderItem:
    order, item = locked_item(by, item, version)
    if item.status != ItemStatus.IN_REPAIR:
        raise Conflict(_("UTTP ini tidak sedang diperbaiki."), code="wrong_state")
    move_item(item, ItemStatus.FAILED)
    Repair.objects.filter(item=item, came_back_on=None, given_up_on=None).update(given_up_on=timezone.localdate())
    return changed_item(by, order, item, "services.give_up_repair", reason)
