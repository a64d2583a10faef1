from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from services.enums import ItemStatus, Place, Service
from services.models import Order, OrderItem, Verification
from services.paper.common import address_of, letterhead_of, officers_of, printed
from services.queries import results_of
from services.sent import letter_to
from services.sheet import Officer, findings
from services.sheet.letters import ReportRow, SiteReport
from services.sheet.tables import failures_of
from simetro.core.documents.indonesian import short_date
from simetro.core.kit.errors import Conflict
from simetro.core.models import Office

COUNTED = (ItemStatus.PASSED, ItemStatus.FAILED, ItemStatus.IN_REPAIR)


def site_report_of(order: Order) -> SiteReport:
    """Of the results so far. Raises Conflict as long as there is none."""
    results = results_of(order)
    if not results:
        raise Conflict(_("Berita acara ada setelah UTTP pada order ini diuji. Belum ada hasil."), code="wrong_state")
    items = order.items.exclude(status=ItemStatus.WITHDRAWN).select_related("instrument")
    letter = letter_to(order)
    office = Office.current()
    return SiteReport(
        letterhead=letterhead_of(office),
        order_number=order.transaction_number,
        assignment_number=letter.number if letter else "",
        days=tuple(sorted({one.tested_on for one in results.values()})),
        place=_place(order, results.values()),
        officers=_officers(order, results.values()),
        owner=order.owner.name,
        address=address_of(order.owner),
        rows=tuple(_row(item, results) for item in items),
        totals=_totals(items),
        city=office.city,
    )


def _place(order: Order, results: Iterable[Verification]) -> str:
    """As the penera wrote it; else where the order says."""
    usual = address_of(order.owner) if order.place == Place.ON_SITE else printed(Place(order.place))
    if order.sidang:
        usual = f"{order.sidang.venue}, {order.sidang.address}"
    return "; ".join(dict.fromkeys(one.place or usual for one in results))


def _officers(order: Order, results: Iterable[Verification]) -> tuple[Officer, ...]:
    """Who was sent, and who tested."""
    testers = (person for one in results for person in (*one.testers.all(), one.penera))
    return officers_of((*order.penera.all(), *testers))


def _row(item: OrderItem, results: Mapping[int, Verification]) -> ReportRow:
    result = results.get(item.pk)
    return ReportRow(
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
