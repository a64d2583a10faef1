"""An owner's agenda: instruments that fall due, and the days of his orders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from services.models import Order
from services.orders.queries import days_of
from simetro.core.models import User
from uttp.models import Instrument
from uttp.queries import falling_due

AHEAD = timedelta(days=366)
NAMED = 3


@dataclass(frozen=True)
class AgendaEntry:
    """One entry. `key` never changes, so that a calendar that reads it again updates the entry."""

    day: date
    icon: str
    title: str
    detail: str
    url: str
    key: str

    @property
    def month(self) -> date:
        return self.day.replace(day=1)


def agenda_of(user: User, today: date) -> list[AgendaEntry]:
    """The entries of the next year; what is overdue already comes first."""
    until = today + AHEAD
    appointments = [*_due(falling_due(user, until)), *(_visit(order, today) for order in days_of(user, today, until))]
    return sorted(appointments, key=lambda appointment: (appointment.day, appointment.key))


def _due(instruments: Iterable[Instrument]) -> Iterable[AgendaEntry]:
    """One entry for all instruments of an owner that are due on the same day."""
    for (day, _name, _owner), group in groupby(
        instruments, key=lambda instrument: (instrument.valid_until, instrument.owner.name, instrument.owner_id)
    ):
        together = list(group)
        assert day is not None
        yield AgendaEntry(
            day=day,
            icon="clock",
            title=ngettext("%(n)s UTTP perlu tera ulang", "%(n)s UTTP perlu tera ulang", len(together))
            % {"n": len(together)},
            detail=f"{together[0].owner} · {_names(together)}",
            url=f"{reverse('owner_order_new')}?pemilik={together[0].owner_id}",
            key=f"tera-ulang-{together[0].owner_id}-{day:%Y%m%d}",
        )


def _names(instruments: list[Instrument]) -> str:
    named = ", ".join(str(instrument) for instrument in instruments[:NAMED])
    rest = len(instruments) - NAMED
    return _("%(names)s, dan %(n)s lainnya") % {"names": named, "n": rest} if rest > 0 else named


def _visit(order: Order, today: date) -> AgendaEntry:
    day = order.scheduled_for or (max(order.sidang.starts_on, today) if order.sidang else order.wanted_on)
    assert day is not None
    if order.sidang:
        title = str(order.sidang)
    else:
        title = _("Penera datang") if order.scheduled_for else _("Hari yang Anda minta")
    return AgendaEntry(
        day=day,
        icon="calendar",
        title=title,
        detail=f"{order.owner} · {order.transaction_number}",
        url=reverse("owner_order", args=[order.transaction_number]),
        key=order.transaction_number,
    )
