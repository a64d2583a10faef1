"""Every pair of statuses, allowed and not. The tables here are written out by hand, not taken from the code."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from certificates import actions as certificates
from certificates.actions.moves import move as move_certificate
from certificates.enums import CertificateStatus
from certificates.models import Certificate
from portal.actions.data_requests import move_request
from portal.enums import RequestStatus
from portal.models import DataRequest
from services.enums import DocumentState, ItemStatus, OrderStatus, RegistrationStatus, SidangStatus
from services.models import Order, OrderItem, Registration, Sidang
from services.orders.actions.items import set_document_state
from services.orders.actions.moves import move_item, move_order
from services.repairs.actions.repairs import give_up_repair, send_to_repair
from services.sidang.actions.moves import move_registration, move_sidang
from services.testing.actions.verifications import finalize_verification
from simetro.core.kit.errors import Conflict
from tests.office import Office, bad_scale
from uttp.actions.imports import move_import
from uttp.enums import ImportStatus
from uttp.models import RegisterImport

FOLLOWS_ITEMS = "testing tested certifying completed"
ORDER = {
    "submitted": "accepted rejected cancelled",
    "accepted": "scheduled testing cancelled",
    "scheduled": "scheduled testing cancelled",
    "testing": "tested certifying completed",
    "tested": "testing certifying completed",
    "certifying": "testing tested completed",
    "completed": "testing tested certifying",
    "rejected": "",
    "cancelled": "",
}
ITEM = {
    "waiting": "testing withdrawn ended",
    "testing": "passed failed",
    "passed": "failed",
    "failed": "in_repair passed",
    "in_repair": "testing failed",
    "withdrawn": "",
    "ended": "",
}
CERTIFICATE = {
    "draft": "in_signoff discarded",
    "in_signoff": "returned issuing",
    "returned": "in_signoff discarded",
    "issuing": "issued",
    "issued": "revoked replaced",
    "discarded": "",
    "revoked": "",
    "replaced": "",
}
SIDANG = {
    "planned": "announced cancelled",
    "announced": "closed cancelled",
    "closed": "",
    "cancelled": "",
}
DATA_REQUEST = {
    "asked": "done refused",
    "done": "",
    "refused": "",
}
REGISTRATION = {
    "registered": "arrived cancelled",
    "arrived": "",
    "cancelled": "",
    "expired": "",
}
IMPORT = {
    "mapping": "mapping checking",
    "checking": "checked",
    "checked": "mapping checking writing",
    "writing": "written",
    "written": "undone",
    "undone": "",
}
NOUNS: list[tuple[Any, Any, dict[str, str], Callable[[Any, Any], None]]] = [
    (Order, OrderStatus, ORDER, move_order),
    (OrderItem, ItemStatus, ITEM, move_item),
    (Certificate, CertificateStatus, CERTIFICATE, move_certificate),
    (Sidang, SidangStatus, SIDANG, move_sidang),
    (Registration, RegistrationStatus, REGISTRATION, move_registration),
    (RegisterImport, ImportStatus, IMPORT, move_import),
    (DataRequest, RequestStatus, DATA_REQUEST, move_request),
]
PAIRS = [
    pytest.param(model, move, before, after, after in table[before].split(), id=f"{model.__name__}-{before}-{after}")
    for model, statuses, table, move in NOUNS
    for before, after in product(statuses, repeat=2)
]


@pytest.mark.parametrize(("model", "move", "before", "after", "allowed"), PAIRS)
def test_move(model: Any, move: Callable[[Any, Any], None], before: str, after: str, allowed: bool) -> None:
    row = model(status=before)
    if allowed:
        move(row, after)
        assert row.status == after
        return
    with pytest.raises(Conflict) as refusal:
        move(row, after)
    assert (refusal.value.status, refusal.value.code) == (409, "wrong_state")
    assert refusal.value.data == {"current_status": before}
    assert row.status == before


def test_tables_name_every_status() -> None:
    assert [set(table) for _model, _statuses, table, _move in NOUNS] == [
        set(statuses.values) for _model, statuses, *_rest in NOUNS
    ]


@pytest.mark.parametrize("status", list(ORDER))
def test_move_of_an_order_notes_when(status: str) -> None:
    before = next(name for name, after in ORDER.items() if status in after.split()) if status != "submitted" else None
    if before:
        order = Order(status=before)
        move_order(order, OrderStatus(status))
        assert timezone.now() - getattr(order, f"{status}_at") < timezone.timedelta(minutes=1)


ITEMS_AND_ORDER = [
    # (status, document asked for, how far it is) of each item -> the order
    ([("testing", True, "none")], "testing"),
    ([("passed", True, "none"), ("waiting", True, "none")], "testing"),
    ([("passed", True, "none"), ("in_repair", True, "none")], "testing"),
    ([("passed", True, "none"), ("withdrawn", True, "none")], "tested"),
    ([("passed", True, "none"), ("failed", True, "none")], "tested"),
    ([("passed", False, "none")], "completed"),
    ([("passed", True, "drafted")], "certifying"),
    ([("passed", True, "in_signoff"), ("failed", True, "none")], "certifying"),
    ([("passed", True, "issued"), ("failed", True, "in_signoff")], "certifying"),
    ([("passed", True, "issued"), ("failed", True, "issued")], "completed"),
    ([("passed", True, "issued"), ("failed", False, "none")], "completed"),
]


@pytest.mark.django_db
@pytest.mark.usefixtures("blank_paper")
@pytest.mark.parametrize(("items", "expected"), ITEMS_AND_ORDER)
def test_status_of_an_order_follows_its_items(
    office: Office, items: list[tuple[str, bool, str]], expected: str
) -> None:
    owner = office.owner()
    order = office.order(*(office.scale(owner) for _ in items))
    for item, (status, certificate, document) in zip(order.items.all(), items, strict=True):
        OrderItem.objects.filter(pk=item.pk).update(status=status, certificate=certificate, document=document)
    Order.objects.update(status="accepted" if expected == "testing" else "testing")
    set_document_state(by=office.admin, items=[order.items.last()], state=DocumentState(items[-1][2]))
    order.refresh_from_db()
    assert order.status == expected


@pytest.mark.django_db
@pytest.mark.usefixtures("blank_paper")
def test_order_goes_back_when_its_document_is_revoked_and_forward_again(office: Office) -> None:
    final = office.tested()
    order = final.item.order

    def status() -> str:
        order.refresh_from_db()
        return str(order.status)

    seen = [status()]
    certificate = office.issued(final)
    seen.append(status())
    certificates.revoke_certificate(by=office.admin, certificate=certificate, reason="x")
    certificates.revoke_certificate(by=office.kadis, certificate=certificate, reason="x")
    seen.append(status())
    draft = office.draft(final)
    seen.append(status())
    certificates.discard_certificate(by=office.admin, certificate=draft, reason="x")
    seen.append(status())
    correction = office.reading(final.item, bad_scale(), supersedes=final, reason="Salah catat")
    seen.append(status())
    finalize_verification(by=office.penera, verification=correction)
    seen.append(status())
    send_to_repair(by=office.penera, item=final.item, reason="x")
    seen.append(status())
    assert seen == ["tested", "completed", "tested", "certifying", "tested", "tested", "tested", "testing"]


@pytest.mark.django_db
@pytest.mark.usefixtures("blank_paper")
def test_repair_that_is_given_up_leaves_the_item_failed(office: Office) -> None:
    item = office.item()
    office.tested(item, bad_scale())
    send_to_repair(by=office.admin, item=item, reason="Disetel")
    give_up_repair(by=office.admin, item=item, reason="Suku cadang tidak ada")
    item.refresh_from_db()
    assert (item.status, item.reason, item.order.status) == ("failed", "Suku cadang tidak ada", "tested")
    with pytest.raises(Conflict):
        give_up_repair(by=office.admin, item=item, reason="x")
