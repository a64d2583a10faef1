"""How far an order is: its steps, who acts now, what is next. The same for the office and for the public."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy

from services.enums import OrderStatus, Place
from services.models import Order

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
WHO = {
    OrderStatus.SUBMITTED: gettext_lazy("Meja layanan"),
    OrderStatus.ACCEPTED: gettext_lazy("Meja layanan"),
    OrderStatus.SCHEDULED: gettext_lazy("Penera"),
    OrderStatus.TESTING: gettext_lazy("Penera"),
    OrderStatus.TESTED: gettext_lazy("Meja layanan"),
    OrderStatus.CERTIFYING: gettext_lazy("Para penandatangan"),
}


@dataclass(frozen=True)
class Step:
    code: str
    label: str
    done: bool
    at: datetime | None
    current: bool
    who: str


def steps_of(order: Order) -> list[Step]:
    """A finished order has every step done; a closed one ends with how it was closed."""
    steps = [step for step in STEPS if step != OrderStatus.SCHEDULED or _needs_schedule(order)]
    if order.status in CLOSED:
        steps = [step for step in steps if getattr(order, f"{step}_at")] + [OrderStatus(order.status)]
    reached = steps.index(OrderStatus(order.status))
    return [_step(order, step, index, reached) for index, step in enumerate(steps)]


def _needs_schedule(order: Order) -> bool:
    return order.place != Place.OFFICE or order.scheduled_at is not None


def _step(order: Order, step: OrderStatus, index: int, reached: int) -> Step:
    is_done = index <= reached
    return Step(
        code=step.value,
        label=str(step.label),
        done=is_done,
        at=getattr(order, f"{step}_at") if is_done else None,
        current=index == reached and step != OrderStatus.COMPLETED,
        who=str(WHO.get(step, "")),
    )


def next_of(order: Order) -> str:
    return str(NEXT[OrderStatus(order.status)])
