"""Planning, announcing, changing, closing and cancelling market sessions, and the queue at their door."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from services.calendar.queries import places_taken
from services.enums import TAKES_CHANGES, OrderStatus, Place, SidangStatus
from services.models import Order, Sidang
from services.orders.actions.notices import tell_owner
from services.orders.actions.orders import (
    NewItem,
    cancel_order,
    place_at,
    refuse_outsiders,
    register_order,
)
from services.orders.messages import Event
from services.papers.actions.assignments import follow_sidang
from services.sidang.actions.moves import move_sidang
from services.sidang.actions.registrations import cancel_with, tell_of
from services.sidang.queries.sidang import uncalled_orders
from services.sidang.rules import check_sidang
from simetro.core.db.locking import lock
from simetro.core.db.moves import refuse_unless
from simetro.core.kit.errors import Conflict
from simetro.core.kit.slugs import free_slug
from simetro.core.log.audit import record
from simetro.core.models import User
from uttp.models import Instrument, Owner


@dataclass(frozen=True)
class SidangFacts:
    """What the desk enters for a sidang. `quotas`: by code of kind."""

    name: str
    starts_on: date
    ends_on: date
    opens_at: time
    closes_at: time
    venue: str
    address: str
    district: str
    quotas: Mapping[str, int]
    map_url: str = ""
    note: str = ""


@transaction.atomic
def plan_sidang(*, by: User, facts: SidangFacts, penera: Iterable[User]) -> Sidang:
    team = list(penera)
    refuse_outsiders(team)
    slug = free_slug(f"{facts.name} {facts.starts_on.isoformat()}", Sidang.objects.all(), otherwise="sidang")
    sidang = Sidang(slug=slug, **vars(facts))
    check_sidang(sidang, taken={})
    try:
        with transaction.atomic():
            sidang.save()
    except IntegrityError:
        raise Conflict(_("Sidang dengan nama dan hari yang sama baru saja disimpan. Simpan sekali lagi.")) from None
    sidang.penera.set(team)
    record(by, "services.plan_sidang", sidang, name=sidang.name)
    return sidang


@transaction.atomic
def change_sidang(*, by: User, sidang: Sidang, version: int, facts: SidangFacts, penera: Iterable[User]) -> Sidang:
    """Changes a sidang and gives its orders the new days and team.

    Their owners are told if the day, the hour or the place changed.
    """
    team = list(penera)
    refuse_outsiders(team)
    sidang = lock(sidang, version)
    refuse_unless(sidang.status in TAKES_CHANGES, "Sidang", sidang)
    known, quotas = sidang.invitation, sidang.quotas
    for name, value in vars(facts).items():
        setattr(sidang, name, value)
    check_sidang(sidang, taken={kind: min(n, quotas.get(kind, 0)) for kind, n in places_taken(sidang).items()})
    sidang.save_change()
    sidang.penera.set(team)
    record(by, "services.change_sidang", sidang, name=sidang.name)
    follow_sidang(sidang)
    is_moved = known != sidang.invitation
    if is_moved:
        tell_of(sidang)
    for order in uncalled_orders(sidang).filter(status=OrderStatus.SCHEDULED).select_for_update(of=("self",)):
        place_at(order, sidang, by)
        if is_moved:
            tell_owner(order, Event.MOVED)
    return sidang


@transaction.atomic
def announce_sidang(*, by: User, sidang: Sidang, version: int | None = None) -> Sidang:
    sidang = lock(sidang, version)
    if sidang.is_past(timezone.localdate()):
        raise Conflict(_("Hari sidang ini sudah lewat. Ubah dulu harinya."), code="wrong_state")
    sidang.announced_at = timezone.now()
    return _moved(by, sidang, SidangStatus.ANNOUNCED)


@transaction.atomic
def close_sidang(*, by: User, sidang: Sidang, version: int | None = None) -> Sidang:
    """Ends the registration. Orders whose owners did not come stay, to be tested or cancelled."""
    sidang = lock(sidang, version)
    if sidang.starts_on > timezone.localdate():
        raise Conflict(_("Sidang ini belum dimulai. Batalkan bila tidak jadi."), code="wrong_state")
    return _moved(by, sidang, SidangStatus.CLOSED)


@transaction.atomic
def cancel_sidang(*, by: User, sidang: Sidang, reason: str, version: int | None = None) -> Sidang:
    """Cancels the sidang and its orders that nobody has begun to test, and tells their owners."""
    sidang = lock(sidang, version)
    sidang.closing_reason = reason
    sidang = _moved(by, sidang, SidangStatus.CANCELLED)
    with translation.override(settings.LANGUAGE_CODE):  # owners read it
        sentence = _("%(name)s dibatalkan: %(reason)s") % {"name": sidang, "reason": reason}
    cancel_with(sidang, by)
    for order in uncalled_orders(sidang):
        tell_owner(cancel_order(by=by, order=order, reason=sentence[:500]), Event.CANCELLED)
    return sidang


def _moved(by: User, sidang: Sidang, to: SidangStatus) -> Sidang:
    move_sidang(sidang, to)
    sidang.save_change()
    record(by, f"services.sidang_{to}", sidang)
    return sidang


@transaction.atomic
def register_walk_in(
    *, by: User, sidang: Sidang, owner: Owner, items: Iterable[NewItem], moved: Collection[Instrument] = ()
) -> Order:
    """Registers somebody who stands at the door: beyond the quota, with the next queue number."""
    sidang = lock(sidang)
    _refuse_unless_on(sidang)
    order = register_order(
        by=by, owner=owner, place=Place.SIDANG, items=list(items), sidang=sidang, is_walk_in=True, moved=moved
    )
    return _queue(by, order, sidang)


@transaction.atomic
def call_in(*, by: User, order: Order, version: int | None = None) -> Order:
    """Gives the next queue number to an order that was registered in advance and whose owner has come."""
    sidang = lock(order.sidang) if order.sidang else None
    order = lock(order, version)
    if sidang is None or order.status != OrderStatus.SCHEDULED:
        raise Conflict(_("Hanya order yang terdaftar pada sidang mendapat nomor antrean."), code="wrong_state")
    _refuse_unless_on(sidang)
    if order.queue_number:
        sentence = _("Order ini sudah hadir dengan nomor antrean %(number)s.") % {"number": order.queue_number}
        raise Conflict(sentence, code="duplicate")
    return _queue(by, order, sidang)


def _refuse_unless_on(sidang: Sidang) -> None:
    if not sidang.is_on(timezone.localdate()):
        raise Conflict(_("Kehadiran dicatat hanya pada hari sidang, selama sidangnya dibuka."), code="wrong_state")


def _queue(by: User, order: Order, sidang: Sidang) -> Order:
    """Gives the next queue number. The caller has locked the sidang, so that no number is given twice."""
    last = Order.objects.filter(sidang=sidang).aggregate(last=Max("queue_number"))["last"] or 0
    order.queue_number, order.came_at = last + 1, timezone.now()
    order.save_change()
    record(by, "services.call_in", order, queue_number=order.queue_number)
    return order
