"""The attendance list of a market session, on paper."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.enums import Place, Service
from services.models import Order, Sidang
from services.orders.actions.orders import NewItem, cancel_order
from services.papers.attendance_list import AttendanceList, Attender, render_attendance_list
from services.sidang.actions.sidang import call_in, register_walk_in
from tests.office import Office
from tests.paper import archive_problems, attendance_list, pages
from tests.services.papers.test_observations import LONG
from tests.services.papers.test_render import form
from tests.uttp.kinds.cases import WEIGHTS
from uttp.models import Owner

SPACE = "\N{NO-BREAK SPACE}"


def attendance(*rows: Attender) -> AttendanceList:
    return AttendanceList(
        letterhead=form().letterhead,
        sidang="Sidang Pasar Wage",
        when="26 November 2026 pukul 08.00-12.00",
        place="Pasar Wage, Jl. Pasar 2, Sumpiuh",
        rows=rows,
        came=len(rows),
        instruments=len(rows),
    )


def comer(number: int, **facts: object) -> Attender:
    known: dict[str, object] = {"name": f"Pedagang {number:03}", "village": "Kebokura", "came_at": "09.05"}
    known |= {"instruments": ("1 Timbangan elektronik",), "queue_number": number}
    return Attender(**(known | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize("rows", [0, 1, 300])
def test_each_name_stands_on_it_once_below_a_repeated_head(rows: int) -> None:
    document = render_attendance_list(attendance(*map(comer, range(1, rows + 1))))
    texts = pages(document.pdf)
    assert [n for n in range(1, rows + 1) if sum(f"Pedagang {n:03} " in text for text in texts) != 1] == []
    assert [text for text in texts if "No. Nama Desa UTTP Datang Tanda tangan" not in text] == []
    assert f"{rows} pemilik terdaftar" in texts[-1]
    assert all(f"Halaman {number} dari {len(texts)}" in text for number, text in enumerate(texts, 1))
    assert archive_problems(document.pdf) == []


def test_long_names_stay_in_their_column() -> None:
    row = comer(1, name=LONG, village="X" * 80, instruments=tuple(f"{n} Timbangan bukan otomatis" for n in range(9)))
    (text,) = pages(render_attendance_list(attendance(row)).pdf)
    assert LONG.split()[0] in text


@pytest.mark.django_db
def test_those_who_came_stand_before_those_who_are_expected(office: Office) -> None:
    sidang = office.sidang(quotas={"nawi.electronic": 9})
    expected, early = owner(office, "Absen"), owner(office, "Pagi")
    gone, walk_in = owner(office, "Batal"), owner(office, "Tanpa daftar", village="Sirau")
    for who in (expected, early, gone):
        office.order(office.scale(who), place=Place.SIDANG, sidang=sidang)
    call_in(by=office.admin, order=Order.objects.get(owner=early))
    cancel_order(by=office.admin, order=Order.objects.get(owner=gone), reason="x")
    brought = [office.scale(walk_in), office.scale(walk_in), office.scale(walk_in, kind="weights", attributes=WEIGHTS)]
    items = [NewItem(one, Service.TERA_ULANG) for one in brought]
    register_walk_in(by=office.admin, sidang=sidang, owner=walk_in, items=items)
    said = attendance_list(sidang)
    assert [(row.queue_number, row.name, row.village, row.instruments) for row in said.rows] == [
        (1, "Pagi", "Kebokura", (f"1{SPACE}Timbangan elektronik",)),
        (2, "Tanpa daftar", "Sirau", (f"2{SPACE}Timbangan elektronik", f"1{SPACE}Anak timbangan")),
        (None, "Absen", "Kebokura", (f"1{SPACE}Timbangan elektronik",)),
    ]
    assert (said.came, said.instruments) == (2, 5)
    came_at = timezone.localtime(Order.objects.get(owner=early).came_at)
    assert (said.rows[0].came_at, said.rows[2].came_at) == (f"{came_at:%H.%M}", "")
    Sidang.objects.update(ends_on=sidang.ends_on + timedelta(days=1))
    assert attendance_list(Sidang.objects.get()).rows[0].came_at == f"{came_at:%d/%m %H.%M}"


def owner(office: Office, name: str, **facts: str) -> Owner:
    return office.owner(name, **facts)
