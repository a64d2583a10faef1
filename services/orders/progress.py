"""How far an order is: its steps, who acts now and what is next, for the owner and for the office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.enums import ItemStatus, OrderStatus, Place

STEPS = (
    OrderStatus.SUBMITTED,
    OrderStatus.ACCEPTED,
    OrderStatus.SCHEDULED,
    OrderStatus.TESTING,
    OrderStatus.TESTED,
    OrderStatus.CERTIFYING,
    OrderStatus.COMPLETED,
)
CLOSED = (OrderStatus.REJECTED, OrderStatus.CANCELLED)
NEXT = {
    OrderStatus.SUBMITTED: gettext_lazy("Petugas memeriksa permintaan Anda. Anda mendapat kabar setelah diterima."),
    OrderStatus.ACCEPTED: gettext_lazy("UTTP Anda menunggu giliran diuji oleh penera."),
    OrderStatus.SCHEDULED: gettext_lazy("Penera datang pada tanggal yang dijadwalkan. Siapkan UTTP dan tempatnya."),
    OrderStatus.TESTING: gettext_lazy("Penera sedang menguji. Hasilnya muncul di sini."),
    OrderStatus.TESTED: gettext_lazy("Petugas menyusun surat hasil pengujian."),
    OrderStatus.CERTIFYING: gettext_lazy(
        "Surat sedang diperiksa dan disetujui para pejabat. Unduh di sini setelah terbit."
    ),
    OrderStatus.COMPLETED: gettext_lazy(
        "Selesai. Unduh dokumen Anda bila ada, dan catat tanggal tera ulang berikutnya."
    ),
    OrderStatus.REJECTED: gettext_lazy("Permintaan tidak dapat dilayani. Hubungi meja layanan untuk penjelasan."),
    OrderStatus.CANCELLED: gettext_lazy("Order ini dibatalkan. Buat permintaan baru bila masih perlu."),
}
AT_OFFICE = {
    OrderStatus.SUBMITTED: gettext_lazy("Permintaan menunggu dikaji."),
    OrderStatus.ACCEPTED: gettext_lazy("UTTP menunggu giliran diuji oleh penera."),
    OrderStatus.SCHEDULED: gettext_lazy("Penera menguji pada tanggal yang dijadwalkan."),
    OrderStatus.TESTING: gettext_lazy("Penera sedang menguji."),
    OrderStatus.TESTED: gettext_lazy("Surat hasil pengujian menunggu disusun."),
    OrderStatus.CERTIFYING: gettext_lazy("Surat sedang diperiksa dan disetujui para pejabat."),
    OrderStatus.COMPLETED: gettext_lazy("Selesai. Pemilik dapat mengunduh dokumennya bila ada."),
    OrderStatus.REJECTED: gettext_lazy("Permintaan ditolak. Jelaskan alasannya bila pemilik bertanya."),
    OrderStatus.CANCELLED: gettext_lazy("Order dibatalkan. Catat order baru bila pemilik masih perlu."),
}
WHO = {
    OrderStatus.SUBMITTED: gettext_lazy("Meja layanan"),
    OrderStatus.ACCEPTED: gettext_lazy("Meja layanan"),
    OrderStatus.SCHEDULED: gettext_lazy("Penera"),
    OrderStatus.TESTING: gettext_lazy("Penera"),
    OrderStatus.TESTED: gettext_lazy("Meja layanan"),
    OrderStatus.CERTIFYING: gettext_lazy("Para penandatangan"),
}


class FollowedSidang(Protocol):
    """A sidang, as far as an owner needs it to know where to come."""

    @property
    def invitation(self) -> str: ...


class FollowedOrder(Protocol):
    """What the progress of an order is computed from: an order of the database, or what the public sees of one."""

    @property
    def status(self) -> str: ...

    @property
    def place(self) -> str: ...

    @property
    def expected_on(self) -> date: ...

    @property
    def sidang(self) -> FollowedSidang | None: ...

    def reached_at(self, status: OrderStatus) -> datetime | None: ...


@dataclass(frozen=True)
class OrderStep:
    code: str
    label: str
    done: bool
    at: datetime | None
    current: bool
    who: str


def steps_of(order: FollowedOrder, items: Iterable[str] = ()) -> list[OrderStep]:
    """The steps of an order, with those that are done. `items`: the statuses of its items.

    A completed order has every step done; a rejected or cancelled one ends with that step.
    """
    steps = [step for step in STEPS if step != OrderStatus.SCHEDULED or _needs_schedule(order)]
    if order.status in CLOSED:
        steps = [step for step in steps if order.reached_at(step)] + [OrderStatus(order.status)]
    reached = steps.index(OrderStatus(order.status))
    acts = who_acts(order, items)
    return [
        _step(order, step, index, reached, acts if index == reached else str(WHO.get(step, "")))
        for index, step in enumerate(steps)
    ]


def _needs_schedule(order: FollowedOrder) -> bool:
    return order.place != Place.OFFICE or order.reached_at(OrderStatus.SCHEDULED) is not None


def _step(order: FollowedOrder, step: OrderStatus, index: int, reached: int, who: str) -> OrderStep:
    is_done = index <= reached
    return OrderStep(
        code=step.value,
        label=str(step.label),
        done=is_done,
        at=order.reached_at(step) if is_done else None,
        current=index == reached and step != OrderStatus.COMPLETED,
        who=who,
    )


def next_of(order: FollowedOrder, items: Iterable[str]) -> str:
    """What happens next, said to the owner. `items`: the statuses of the order's items.

    What waits for the owner is named before what waits for the office.
    """
    if ItemStatus.IN_REPAIR not in items:
        if order.sidang and order.status == OrderStatus.SCHEDULED:
            return order.sidang.invitation
        return str(NEXT[OrderStatus(order.status)])
    if order.place == Place.ON_SITE:
        return _("Ada UTTP yang harus diperbaiki dulu. Kabari kami setelah diperbaiki; penera datang lagi menguji.")
    return _("Ada UTTP yang harus diperbaiki dulu. Bawa kembali setelah diperbaiki, untuk diuji ulang di order ini.")


def next_at_office(order: FollowedOrder, items: Iterable[str]) -> str:
    if ItemStatus.IN_REPAIR in items:
        return _("Ada UTTP yang sedang diperbaiki pemiliknya, lalu diuji ulang di order ini.")
    if order.status == OrderStatus.ACCEPTED and order.place != Place.OFFICE:
        return _("Pelaksanaannya belum dijadwalkan.")
    return str(AT_OFFICE[OrderStatus(order.status)])


def who_acts(order: FollowedOrder, items: Iterable[str]) -> str:
    """Who has to act now; empty where nobody has to."""
    if ItemStatus.IN_REPAIR in items:
        return _("Pemilik UTTP")
    return str(WHO.get(OrderStatus(order.status), ""))


def is_late(order: FollowedOrder) -> bool:
    return order.status in WHO and order.expected_on < timezone.localdate()
