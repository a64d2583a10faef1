from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from services.models import Order, Registration, Sidang
from services.papers.facts import appointment_at
from services.papers.letter import Letterhead, letterhead_of
from services.papers.tables import PrintedLine
from simetro.core.documents import Document, render_pdf
from simetro.core.models import Office
from uttp.kinds import get_kind


@dataclass(frozen=True, kw_only=True)
class Attender:
    """One row of the list; `queue_number` and `came_at` are empty until he comes. `instruments`: count and kind."""

    name: str
    village: str
    instruments: tuple[str, ...]
    queue_number: int | None = None
    came_at: str = ""


@dataclass(frozen=True, kw_only=True)
class AttendanceList:
    letterhead: Letterhead
    sidang: str
    when: str
    place: str
    rows: tuple[Attender, ...]
    came: int
    instruments: int


def attendance_list_of(
    sidang: Sidang, orders: Sequence[Order], brought: Mapping[int, dict[str, int]], expected: Sequence[Registration]
) -> AttendanceList:
    """The list of a sidang: its orders, then the registrations without an account that are still `expected`.

    `brought`: number of instruments by order and code of kind.
    """
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
        + sum(line.count for registration in expected for line in registration.lines.all()),
    )


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


TITLE = "Daftar Hadir"


def render_attendance_list(attendance: AttendanceList) -> Document:
    context = {
        "attendance": attendance,
        "title": TITLE,
        "facts": (
            PrintedLine("Waktu", attendance.when),
            PrintedLine("Tempat", attendance.place),
        ),
        "rows": tuple(map(_cells, attendance.rows)),
    }
    return render_pdf("services/documents/attendance_list.html", context, title=f"{TITLE} {attendance.sidang}")


def _cells(row: Attender) -> tuple[str, str, str, str, str]:
    number = str(row.queue_number) if row.queue_number else ""
    return number, row.name, row.village, "; ".join(row.instruments), row.came_at
