from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from services.enums import ItemStatus, Place, Service
from services.models import Order, OrderItem, Verification
from services.papers.facts import Officer, officers_of, printed
from services.papers.letter import Letterhead, letterhead_of, print_letter
from services.papers.queries import letter_to
from services.papers.readings import findings
from services.papers.tables import FAILED, PrintedLine, failures_of
from simetro.core.documents import Document
from simetro.core.documents.indonesian import date_span, long_date, short_date
from simetro.core.documents.tables import PrintedColumn, PrintedTable, group
from simetro.core.kit.errors import Conflict
from simetro.core.models import Office


@dataclass(frozen=True, kw_only=True)
class SiteReportRow:
    """One instrument with its kind and capacity. `outcome`: in words, such as 'Sah' or 'Diperbaiki'."""

    kind: str
    instrument: str
    capacity: str
    uttp_id: str
    service: str
    outcome: str
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class SiteReport:
    """The berita acara. `days`: the days on which something was tested. `totals`: label and number."""

    letterhead: Letterhead
    order_number: str
    assignment_number: str
    days: tuple[date, ...]
    place: str
    officers: tuple[Officer, ...]
    owner: str
    address: str
    rows: tuple[SiteReportRow, ...]
    totals: tuple[tuple[str, int], ...]
    city: str


REPORT = ("Berita Acara Pengujian", "Site Report")


REPORT_COLUMNS = (
    PrintedColumn(label="No.", align="right"),
    PrintedColumn(label="UTTP"),
    PrintedColumn(label="ID UTTP"),
    PrintedColumn(label="Pekerjaan"),
    PrintedColumn(label="Hasil"),
    PrintedColumn(label="Keterangan"),
)


def render_site_report(report: SiteReport) -> Document:
    context = {
        "report": report,
        "facts": tuple(line for line in _report_lines(report) if line.value),
        "table": _report_table(report),
        "signed_on": long_date(report.days[-1]),
    }
    return print_letter("site_report", REPORT, report.order_number, context)


def _report_lines(report: SiteReport) -> Iterator[PrintedLine]:
    yield PrintedLine("Surat tugas", report.assignment_number)
    yield PrintedLine("Tanggal", date_span(report.days))
    yield PrintedLine("Tempat", report.place)
    yield PrintedLine("Pemilik", report.owner)
    yield PrintedLine("Alamat", report.address)
    yield PrintedLine("Petugas", "; ".join(map(str, report.officers)))
    yield PrintedLine("Jenis UTTP", "; ".join(_kinds(report)))


def _kinds(report: SiteReport) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.kind for row in report.rows))


def _report_table(report: SiteReport) -> PrintedTable:
    """The rows; the kind is named only where there are several kinds."""
    is_mixed = len(_kinds(report)) > 1
    rows = (
        (str(number), _instrument(row, is_mixed), row.uttp_id, row.service, row.outcome, row.remark)
        for number, row in enumerate(report.rows, 1)
    )
    return PrintedTable("", REPORT_COLUMNS, (group(REPORT_COLUMNS, rows, bold=FAILED),))


def _instrument(row: SiteReportRow, is_mixed: bool) -> str:
    return ", ".join(part for part in (row.kind if is_mixed else "", row.instrument, row.capacity) if part)


COUNTED = (ItemStatus.PASSED, ItemStatus.FAILED, ItemStatus.IN_REPAIR)


def site_report_of(order: Order, results: Mapping[int, Verification]) -> SiteReport:
    """The report on the results so far. Raises Conflict as long as there is none."""
    if not results:
        raise Conflict(_("Berita acara ada setelah UTTP pada order ini diuji. Belum ada hasil."), code="wrong_state")
    items = order.items.exclude(status=ItemStatus.WITHDRAWN).select_related("instrument")
    letter = letter_to(order)
    office = Office.current()
    return SiteReport(
        letterhead=letterhead_of(office),
        order_number=order.transaction_number,
        assignment_number=letter.number if letter else "",
        days=tuple(sorted({verification.tested_on for verification in results.values()})),
        place=_place(order, results.values()),
        officers=_officers(order, results.values()),
        owner=order.owner.name,
        address=order.owner.full_address,
        rows=tuple(_row(item, results) for item in items),
        totals=_totals(items),
        city=office.city,
    )


def _place(order: Order, results: Iterable[Verification]) -> str:
    """The place that the penera wrote down, otherwise the place of the order."""
    usual = order.owner.full_address if order.place == Place.ON_SITE else printed(Place(order.place))
    if order.sidang:
        usual = f"{order.sidang.venue}, {order.sidang.address}"
    return "; ".join(dict.fromkeys(verification.place or usual for verification in results))


def _officers(order: Order, results: Iterable[Verification]) -> tuple[Officer, ...]:
    """The team of the order, and everybody else who tested."""
    testers = (person for verification in results for person in (*verification.testers.all(), verification.penera))
    return officers_of((*order.penera.all(), *testers))


def _row(item: OrderItem, results: Mapping[int, Verification]) -> SiteReportRow:
    result = results.get(item.pk)
    return SiteReportRow(
        kind=item.instrument.kind.name,
        instrument=str(item.instrument),
        capacity=item.instrument.kind.describe_capacity(result.attributes) if result else item.instrument.capacity,
        uttp_id=item.instrument.uttp_id,
        service=printed(Service(item.service)),
        outcome=printed(ItemStatus(item.status)),
        remark="; ".join(_remarks(item, result)) if result else "",
    )


def _remarks(item: OrderItem, result: Verification) -> Iterable[str]:
    if item.status in (ItemStatus.FAILED, ItemStatus.IN_REPAIR):
        judged = result.attributes, result.observations, result.evaluation
        yield from failures_of(findings(item.instrument.kind, *judged))
    if item.status == ItemStatus.IN_REPAIR and item.repair_until:
        yield f"diperbaiki sampai {short_date(item.repair_until)}: {item.reason}"
    if result.remark:
        yield result.remark


def _totals(items: Iterable[OrderItem]) -> tuple[tuple[str, int], ...]:
    statuses = [ItemStatus(item.status) for item in items]
    unfinished = sum(status not in COUNTED for status in statuses)
    return (
        ("Diuji", len(statuses) - unfinished),
        *((printed(status), statuses.count(status)) for status in COUNTED),
        *((("Belum selesai diuji", unfinished),) if unfinished else ()),
    )
