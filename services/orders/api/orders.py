from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from services.calendar.queries import announced_sidang
from services.models import Order, OrderItem
from services.orders.actions import items as item_actions
from services.orders.actions import orders as order_actions
from services.orders.actions.orders import NewItem
from services.orders.queries import orders_for, orders_like
from services.orders.schemas import (
    AddedItem,
    AddedItemIn,
    OrderIn,
    OrderOut,
    OrderQuery,
    Schedule,
)
from services.papers.registration_form import registration_form_of, render_registration_form
from simetro.core.kit.errors import Invalid, NotFound
from simetro.core.models import User
from simetro.core.rest import Call, Listed, Reason, Versioned, creates, guard, paged, pdf, version_of
from uttp.actions import note_view
from uttp.models import Instrument
from uttp.queries import instruments_for, owners_for

router = Router(tags=["orders"])


@router.get("/orders", response=Listed[OrderOut], auth=guard("services.view_order"))
def list_orders(request: Call, page: Query[OrderQuery]) -> dict[str, Any]:
    return paged(_filtered(orders_for(request.user), page), page)


def _filtered(orders: QuerySet[Order], wanted: OrderQuery) -> QuerySet[Order]:
    orders = orders.filter(owner=wanted.owner_id) if wanted.owner_id else orders
    return orders_like(orders, **wanted.dict(include={"search", "place", "status"}))


@router.post("/orders", response={201: OrderOut}, auth=guard("services.add_order"))
@creates(OrderOut)
def register_order(request: Call, body: OrderIn) -> Order:
    facts = body.dict(exclude={"owner_id", "sidang_id", "items"})
    owner = owners_for(request.user).filter(pk=body.owner_id).first()
    sidang = announced_sidang(timezone.localdate()).filter(pk=body.sidang_id).first() if body.sidang_id else None
    if owner is None or (body.sidang_id and sidang is None):
        raise NotFound
    instruments = _instruments(request.user, [item.instrument_id for item in body.items])
    items = [NewItem(instruments[item.instrument_id], item.service, item.certificate) for item in body.items]
    order = order_actions.register_order(by=request.user, owner=owner, items=items, sidang=sidang, **facts)
    return orders_for(request.user).get(pk=order.pk)


def _instruments(user: User, ids: list[int]) -> dict[int, Instrument]:
    instruments: dict[int, Instrument] = instruments_for(user).in_bulk(ids)
    if len(instruments) < len(set(ids)):
        raise NotFound(_("Salah satu UTTP tidak ditemukan. Pilih UTTP yang sudah terdaftar."))
    return instruments


@router.get("/orders/{int:id}", response=OrderOut, auth=guard("services.view_order", orders_for))
def get_order(request: Call, id: int) -> Order:
    return request.object


@router.post("/orders/{int:id}/accept", response=OrderOut, auth=guard("services.review_order", orders_for))
def accept_order(request: Call, id: int, body: Versioned | None = None) -> Order:
    return order_actions.accept_order(by=request.user, order=request.object, version=version_of(body))


@router.post("/orders/{int:id}/reject", response=OrderOut, auth=guard("services.review_order", orders_for))
def reject_order(request: Call, id: int, body: Reason) -> Order:
    return order_actions.reject_order(by=request.user, order=request.object, reason=body.reason, version=body.version)


@router.post("/orders/{int:id}/cancel", response=OrderOut, auth=guard("services.cancel_order", orders_for))
def cancel_order(request: Call, id: int, body: Reason) -> Order:
    return order_actions.cancel_order(by=request.user, order=request.object, reason=body.reason, version=body.version)


@router.post("/orders/{int:id}/schedule", response=OrderOut, auth=guard("services.review_order", orders_for))
def schedule_order(request: Call, id: int, body: Schedule) -> Order:
    team = list(User.objects.filter(username__in=body.penera))
    if len(team) < len(set(body.penera)):
        raise Invalid.field("penera", _("Ada nama pengguna yang tidak dikenal. Periksa daftar penera."))
    return order_actions.schedule_order(
        by=request.user, order=request.object, on=body.date, penera=team, version=body.version
    )


@router.post(
    "/orders/{int:id}/items",
    response={201: AddedItem},
    auth=guard("services.review_order", orders_for),
)
@creates(AddedItem)
def add_item(request: Call, id: int, body: AddedItemIn) -> OrderItem:
    instrument = _instruments(request.user, [body.instrument_id])[body.instrument_id]
    new = NewItem(instrument, body.service, body.certificate)
    return item_actions.add_item(by=request.user, order=request.object, new=new, version=body.version)


@router.get("/orders/{int:id}/form.pdf", auth=guard("services.view_order", orders_for), **pdf)
def registration_form(request: Call, id: int) -> HttpResponse:
    note_view(by=request.user, owner=request.object.owner, through=request.object)
    return HttpResponse(
        render_registration_form(registration_form_of(request.object)).pdf, content_type="application/pdf"
    )
