from collections import defaultdict

from django.db.models import Count
from django.utils import timezone

from services.models import Order, Registration, Sidang
from services.paper.common import appointment_at, letterhead_of
from services.queries import attendance, items_at
from services.sheet.attendance import AttendanceList, Attender
from services.sign_ups import expected_registrations
from simetro.core.models import Office
from uttp.kinds import get_kind


def attendance_list_of(sidang: Sidang) -> AttendanceList:
    """Those who came in the order of the queue, then those who are expected with an order, then those without."""
    expected = list(expected_registrations(sidang))
    brought, orders = _brought_to(sidang), list(attendance(sidang))
    clock = "%d/%m %H.%M" if sidang.starts_on != sidang.ends_on else "%H.%M"
    where = appointment_at(sidang)
    return AttendanceList(
        letterhead=letterhead_of(Office.current()),
        sidang=where.sidang,
        when=where.when,
        place=where.venue,
        rows=(*(_row(order, brought[order.pk], clock) for order in orders), *map(_expected, expected)),
        came=sum(order.queue_number is not None for order in orders),
        instruments=sum(number for counts in brought.values() for number in counts.values())
        + sum(line.count for one in expected for line in one.lines.all()),
    )


def _brought_to(sidang: Sidang) -> dict[int, dict[str, int]]:
    """By order and code of kind: how many instruments."""
    brought: dict[int, dict[str, int]] = defaultdict(dict)
    counts = items_at([sidang]).order_by("order", "instrument__kind_code")
    for order, kind, number in counts.values_list("order", "instrument__kind_code").annotate(n=Count("pk")):
        brought[order][kind] = number
    return brought


def _row(order: Order, brought: dict[str, int], clock: str) -> Attender:
    return Attender(
        name=order.owner.name,
        village=order.owner.village,
        instruments=_named(brought),
        queue_number=order.queue_number,
        came_at=timezone.localtime(order.came_at).strftime(clock) if order.came_at else "",
    )


def _expected(registration: Registration) -> Attender:
    brought = {line.kind_code: line.count for line in registration.lines.all()}
    name = registration.name or registration.number
    return Attender(name=name, village=registration.village, instruments=_named(brought))


def _named(brought: dict[str, int]) -> tuple[str, ...]:
    return tuple(f"{number}\N{NO-BREAK SPACE}{get_kind(kind).name}" for kind, number in brought.items())
