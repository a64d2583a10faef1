from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.authority.rules import why_out_of_scope
from services.calendar.actions import take_time
from services.calendar.queries import deadline
from services.calendar.rules import why_no_place
from services.calendar.workdays import EARLIEST_YEAR, FARTHEST_AHEAD
from services.enums import OrderStatus, Place, Service
from services.models import Order, OrderItem, Sidang
from services.office_settings import ServiceSettings
from services.orders.actions.moves import close_order, move_order
from services.orders.actions.notices import tell_owner
from services.orders.actions.taking import record_taken_over, refuse_taken, still_free, take_over
from services.orders.messages import Event
from services.orders.queries import live_instruments
from services.orders.rules import may_accept_at_once, why_not_cancel
from services.papers.actions.assignments import issue_to
from simetro.core.db.locking import lock
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.kit.sentences import FieldError
from simetro.core.log.audit import record
from simetro.core.models import User
from uttp.enums import InstrumentStatus
from uttp.models import Instrument, Owner


@dataclass(frozen=True)
class NewItem:
    instrument: Instrument
    service: Service
    certificate: bool = True


@transaction.atomic
def register_order(
    *,
    by: User,
    owner: Owner,
    place: Place,
    items: Sequence[NewItem],
    requested_on: date | None = None,
    sidang: Sidang | None = None,
    wanted_on: date | None = None,
    is_walk_in: bool = False,
    moved: Collection[Instrument] = (),
    **facts: Any,
) -> Order:
    """Creates an order. The desk's orders are accepted at once, an owner's order waits for review.

    `facts`: name and address on the SKHP. An order at a sidang takes places of its quota, unless it is a walk-in.
    `wanted_on` takes time of that day's on-site work. `moved`: instruments that leave the order on which they wait.
    """
    requested_on = requested_on or timezone.localdate()
    _check_request(place, requested_on, items, owner)
    instruments = [new.instrument for new in items]
    refuse_out_of_scope(instruments, requested_on)
    _check_choice(place, sidang, wanted_on)
    order = Order(
        owner=owner,
        place=place,
        sidang=sidang and lock(sidang),
        wanted_on=wanted_on,
        is_walk_in=is_walk_in,
        requested_on=requested_on,
        expected_on=deadline(requested_on, ServiceSettings.current().service_days),
        registered_by=by,
        **facts,
    )
    take_over(by, moved, order)
    refuse_taken(instruments)
    _take_room(order, instruments)
    if may_accept_at_once(by):
        move_order(order, OrderStatus.ACCEPTED)
    order.save()
    _put_on(order, items)
    record(by, "services.register_order", order, items=len(items))
    record_taken_over(by, order, moved)
    if order.status == OrderStatus.ACCEPTED:
        _follow_acceptance(by, order)
    return order


def _take_room(order: Order, instruments: Sequence[Instrument]) -> None:
    """Takes the places at the sidang, or the time of the day, that these instruments need."""
    if order.sidang and not order.is_walk_in:
        take_places(order.sidang, instruments)
    if order.wanted_on:
        take_time(order.wanted_on, instruments, order.owner.district)


def _put_on(order: Order, items: Sequence[NewItem]) -> None:
    with still_free([new.instrument for new in items]):
        OrderItem.objects.bulk_create(
            OrderItem(order=order, instrument=new.instrument, service=new.service, certificate=new.certificate)
            for new in items
        )


@transaction.atomic
def accept_order(*, by: User, order: Order, version: int | None = None) -> Order:
    order = lock(order, version)
    move_order(order, OrderStatus.ACCEPTED)
    if order.sidang and not order.sidang.takes_registrations(timezone.localdate()):
        sentence = _("Sidang yang dipilih sudah ditutup atau lewat. Tolak permintaan ini dan sarankan sidang lain.")
        raise Conflict(sentence, code="no_place")
    refuse_out_of_scope(live_instruments(order), timezone.localdate())
    order.save_change()
    _follow_acceptance(by, order)
    return order


def _follow_acceptance(by: User, order: Order) -> None:
    record(by, "services.accept_order", order)
    if order.sidang:
        place_at(order, order.sidang, by)
    tell_owner(order, Event.ACCEPTED)


def place_at(order: Order, sidang: Sidang, by: User) -> None:
    """Gives an order that the caller has locked the day and the team of its sidang."""
    move_order(order, OrderStatus.SCHEDULED)
    order.scheduled_for = min(max(sidang.starts_on, timezone.localdate()), sidang.ends_on)
    order.save_change()
    _send(by, order, order.scheduled_for, list(sidang.penera.all()))


@transaction.atomic
def reject_order(*, by: User, order: Order, reason: str, version: int | None = None) -> Order:
    order = close_order(by, lock(order, version), OrderStatus.REJECTED, reason)
    tell_owner(order, Event.REJECTED)
    return order


@transaction.atomic
def cancel_order(*, by: User, order: Order, reason: str, version: int | None = None) -> Order:
    order = lock(order, version)
    if why := why_not_cancel(by, order, timezone.localdate()):
        raise Conflict(why, code="too_late")
    return close_order(by, order, OrderStatus.CANCELLED, reason)


@transaction.atomic
def schedule_order(*, by: User, order: Order, on: date, penera: Iterable[User], version: int | None = None) -> Order:
    """Sets the day and the team. Both can be changed as long as nothing has been tested.

    Outside the office the team carries a surat tugas. It gets its number the first time.
    """
    team = list(penera)
    refuse_outsiders(team)
    _check_day(order, on)
    order = lock(order, version)
    if order.sidang_id:
        sentence = _("Hari dan tim order ini mengikuti sidangnya. Ubah di halaman sidang, atau batalkan order ini.")
        raise Conflict(sentence, code="wrong_state")
    move_order(order, OrderStatus.SCHEDULED)
    known, order.scheduled_for = order.scheduled_for, on
    order.save_change()
    _send(by, order, on, team)
    if known != on:
        tell_owner(order, Event.MOVED if known else Event.SCHEDULED)
    if order.place != Place.OFFICE:
        issue_to(order)
    return order


def _send(by: User, order: Order, on: date, team: list[User]) -> None:
    order.penera.set(team)
    record(by, "services.schedule_order", order, on=on.isoformat(), penera=[member.username for member in team])


def refuse_outsiders(team: Iterable[User]) -> None:
    if any(not member.has_perm("services.record_verification") or not member.is_active for member in team):
        raise Invalid.field("penera", _("Hanya penera yang aktif dapat ditugaskan. Periksa daftar penera."))


def _check_day(order: Order, on: date) -> None:
    if on < order.requested_on:
        raise Invalid.field("date", _("Tanggal pelaksanaan tidak boleh sebelum tanggal permintaan."))
    if on > timezone.localdate() + FARTHEST_AHEAD:
        raise Invalid.field("date", _("Tanggal pelaksanaan paling jauh satu tahun dari hari ini. Periksa tahunnya."))


def check_instrument(instrument: Instrument, owner_id: int, place: str, field: str) -> list[FieldError]:
    """Why this instrument cannot be on an order of this owner at this place; empty where it can."""
    problems = []
    if instrument.owner_id != owner_id:
        problems.append(FieldError(field, _("UTTP ini milik pemilik lain. Pilih UTTP dari pemilik order.")))
    if instrument.status == InstrumentStatus.RETIRED:
        problems.append(FieldError(field, _("UTTP ini sudah tidak dipakai lagi. Pilih UTTP yang aktif.")))
    if instrument.kind.on_site_only and place != Place.ON_SITE:
        problems.append(FieldError(field, _("Jenis UTTP ini hanya diuji di tempat pakai. Ubah tempat order.")))
    return problems


def refuse_out_of_scope(instruments: Iterable[Instrument], on: date) -> None:
    reason = why_out_of_scope(instruments, on)
    if reason:
        raise Conflict(reason, code="out_of_scope")


def take_places(sidang: Sidang, instruments: Sequence[Instrument]) -> Sidang:
    """Locks the sidang until the transaction ends and refuses where too few places are left."""
    sidang = lock(sidang)
    reason = why_no_place(sidang, instruments, timezone.localdate())
    if reason:
        raise Conflict(reason, code="no_place")
    return sidang


def _check_choice(place: str, sidang: Sidang | None, wanted_on: date | None) -> None:
    if sidang and place != Place.SIDANG:
        raise Invalid.field("sidang_id", _("Pilih tempat “Sidang tera ulang”, atau kosongkan sidangnya."))
    if wanted_on and place != Place.ON_SITE:
        raise Invalid.field("wanted_on", _("Hari dipilih hanya untuk pengujian di tempat pakai."))


def _check_request(place: str, requested_on: date, items: Sequence[NewItem], owner: Owner) -> None:
    errors = []
    if requested_on > timezone.localdate():
        errors.append(FieldError("requested_on", _("Tanggal permintaan tidak boleh di masa depan.")))
    if requested_on.year < EARLIEST_YEAR:
        errors.append(FieldError("requested_on", _("Periksa tahunnya.")))
    if not items:
        errors.append(FieldError("items", _("Pilih paling sedikit satu UTTP.")))
    seen: set[int] = set()
    for index, new in enumerate(items):
        field = f"items.{index}.instrument_id"
        errors += check_instrument(new.instrument, owner.pk, place, field)
        if new.instrument.pk in seen:
            errors.append(FieldError(field, _("UTTP ini sudah ada di order yang sama.")))
        seen.add(new.instrument.pk)
    if errors:
        raise Invalid(_("Order belum dapat dicatat. Periksa isian yang ditandai."), errors=errors)
