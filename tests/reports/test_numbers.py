"""Every number of the dashboard and of the reports, counted another way: by plain loops over all rows."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache, partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from certificates.models import Certificate, CertificateLine
from services.calendar.actions import close_on
from services.models import Order, Verification
from simetro.core.models import User
from simetro.reports import queries
from simetro.reports.periods import Period, parse_period
from tests.office import Office
from tests.reports.busy import TODAY, VENUES, make_busy
from uttp.models import Instrument

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]
PERIODS = ("2026-11", "2026-Q3", "2026", "2025")
HOLIDAYS = {date(2025, 12, 25), date(2026, 8, 17), TODAY - timedelta(days=1), date(2026, 11, 21)}  # a Saturday last
LINK = re.compile(r'<a href="([^"]*)">([\d.]+)(?:<span.*?</span>)?</a>')
Visit = Callable[[User], Client]


@pytest.fixture
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda moment=None: moment.date() if moment else TODAY)


def period(code: str) -> Period:
    return parse_period(code, TODAY)


def newest_of_each_item() -> Iterator[Verification]:
    newest: dict[int, Verification] = {}
    for one in Verification.objects.select_related("item__order__owner", "item__order__sidang", "item__instrument"):
        if one.status == "final" and (one.item_id not in newest or one.finalized_at > newest[one.item_id].finalized_at):
            newest[one.item_id] = one
    return iter(newest.values())


def counted_in(chosen: Period) -> list[Verification]:
    return [one for one in newest_of_each_item() if chosen.first <= one.tested_on <= chosen.last]


def due_by(last: date) -> list[Instrument]:
    rows = Instrument.objects.select_related("owner")
    return [one for one in rows if one.status == "active" and one.valid_until and one.valid_until <= last]


def working_days(first: date, last: date) -> int:
    days = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    return sum(day.weekday() < 5 and day not in HOLIDAYS for day in days)


def is_at(one: Verification, venue: str) -> bool:
    sidang = one.item.order.sidang
    return venue in one.item.instrument.location or bool(sidang and sidang.venue == venue)


def test_tests_and_what_is_due_are_those_that_a_loop_counts(office: Office) -> None:
    make_busy(office)
    for code in PERIODS:
        chosen = period(code)
        tests = counted_in(chosen)
        assert tests
        assert len(tests) < Verification.objects.filter(status="final").count()
        by_all = Counter(
            (one.item.instrument.kind_code, one.item.order.owner.district, one.penera_id, one.verdict) for one in tests
        )
        assert {
            (row.kind, row.district, row.penera, row.verdict): row.count for row in queries.tests_in(chosen)
        } == by_all
        due = Counter(
            (one.kind_code, one.owner.district, one.valid_until.replace(day=1)) for one in due_by(chosen.last)
        )
        assert {(row.kind, row.district, row.month): row.count for row in queries.due_until(chosen.last)} == due
        assert queries.due_by_kind(chosen.last) == Counter(one.kind_code for one in due_by(chosen.last))
        lines = Counter(
            (one.item.instrument.kind_code, one.item.service, one.item.order.place, one.verdict) for one in tests
        )
        assert {tuple(row): n for *row, n in queries.report_rows(chosen)} == lines


def test_markets_are_those_that_a_loop_counts(office: Office) -> None:
    make_busy(office)
    for code in PERIODS:
        chosen = period(code)
        for market in queries.markets_in(chosen):
            there = [one for one in counted_in(chosen) if is_at(one, market.name)]
            assert market.tested == len(there)
            assert market.batal == sum(one.verdict == "batal" for one in there)
            assert market.due == sum(market.name in one.location for one in due_by(chosen.last))
        assert {market.name for market in queries.markets_in(chosen)} == set(VENUES)


def test_turnaround_is_what_a_calendar_says(office: Office) -> None:
    make_busy(office)
    close_on(by=office.superadmin, days=dict.fromkeys(HOLIDAYS, "Libur"))
    for code in PERIODS:
        chosen = period(code)
        lines = CertificateLine.objects.select_related("certificate", "verification__item__order")
        days: dict[int, int] = {}
        for line in lines:
            one = line.certificate
            if one.type != "skhp" or one.status != "issued" or not chosen.first <= one.issued_on <= chosen.last:
                continue
            taken = working_days(line.verification.item.order.requested_on, one.issued_on)
            days[one.pk] = max(days.get(one.pk, 0), taken)
        assert dict(queries.days_taken(chosen, office.admin)) == Counter(days.values())


def test_work_in_hand_is_what_a_loop_counts(office: Office) -> None:
    make_busy(office)
    orders = list(Order.objects.exclude(status__in=("completed", "cancelled", "rejected")))
    found: Counter[str] = Counter()
    for status, _todo, waiting in queries.work_in_hand():
        found[status] += waiting.count
        assert waiting.oldest == min(
            one.requested_on for one in orders if one.status == status and todo_of(one) == _todo
        )
    assert found == Counter(one.status for one in orders)
    todos = Counter(todo for _status, todo, waiting in queries.work_in_hand() for _ in range(waiting.count))
    assert todos == Counter(todo_of(one) for one in orders)
    documents = Counter((one.status, one.tier) for one in Certificate.objects.all())
    open_ones = {key: n for key, n in documents.items() if key[0] in ("draft", "returned", "in_signoff")}
    assert {(status, tier): one.count for status, tier, _title, one in queries.documents_open()} == open_ones


def todo_of(order: Order) -> str:
    if order.status == "submitted":
        return "review"
    return "schedule" if order.status == "accepted" and order.place != "office" else "test"


def test_every_number_opens_as_many_rows_as_it_says(office: Office, visit: Visit) -> None:
    make_busy(office)
    client = visit(office.superadmin)
    rows = cache(partial(rows_behind, client))
    for page in (*(f"dasbor?periode={code}" for code in PERIODS), "laporan?periode=2026-Q3"):
        html = client.get(f"/staf/{page}").content.decode()
        links = {(url.replace("&amp;", "&"), int(shown.replace(".", ""))) for url, shown in LINK.findall(html)}
        assert len(links) > 40, page
        assert [(url, shown, rows(url)) for url, shown in links if rows(url) != shown] == [], page


def rows_behind(client: Client, url: str) -> int:
    page = client.get(url).context["page_obj"]
    return page.count if hasattr(page, "is_uncounted") else page.paginator.count


def cells(html: str, heading: str) -> list[list[str]]:
    table = html[html.index(heading) :]
    rows = re.findall(r"<tr>(.*?)</tr>", table[: table.index("</table>")], re.S)
    return [[strip_tags(cell).strip() for cell in re.findall(r"<td.*?>(.*?)</td>", row, re.S)] for row in rows]


def test_parts_of_the_dashboard_add_up(office: Office, visit: Visit) -> None:
    make_busy(office)
    html = visit(office.kadis).get("/staf/dasbor?periode=2026").content.decode()
    for heading, count in (("per-jenis", 4), ("per-kecamatan", 3)):
        *rows, total = [row for row in cells(html, f'id="{heading}"') if row]
        for column in (1, 2, 3, 5, 6):
            assert sum(int(row[column]) for row in rows) == int(total[column]), heading
        assert all(int(row[2]) + int(row[3]) == int(row[1]) for row in rows), heading
        assert int(total[1]) == len(counted_in(period("2026"))), heading
        assert len(rows) == count, heading


def test_report_says_the_same_on_the_page_and_in_a_file(office: Office, visit: Visit) -> None:
    make_busy(office)
    client = visit(office.admin)
    page = client.get("/staf/laporan?periode=2026").content.decode()
    rows = [row for row in cells(page, "Laporan per jenis UTTP") if row]
    sent = client.get("/staf/laporan?periode=2026&unduh=csv").getvalue().decode("utf-8-sig")
    taken = [line.split(";") for line in sent.splitlines()[1:]]
    assert [[*row[:-1], row[-1].replace(" %", "")] for row in rows] == taken
    assert rows[-1][0] == "Jumlah"
    assert int(rows[-1][1]) == len(counted_in(period("2026")))


def test_links_name_the_period(office: Office, visit: Visit) -> None:
    make_busy(office, 20)
    html = visit(office.admin).get("/staf/laporan?periode=2026-Q1").content.decode()
    histories = [url for url, _shown in LINK.findall(html) if url.startswith("/staf/riwayat")]
    asked = [parse_qs(urlsplit(url.replace("&amp;", "&")).query) for url in histories]
    assert {(one["since"][0], one["until"][0]) for one in asked} == {("2026-01-01", "2026-03-31")}


def test_empty_office_has_nothing_to_count(office: Office, visit: Visit) -> None:
    page: Any = visit(office.admin).get("/staf/dasbor")
    assert page.status_code == 200
    assert "Tidak ada order yang terbuka." in page.content.decode()
    assert "Belum ada yang dilaporkan" in visit(office.admin).get("/staf/laporan").content.decode()
