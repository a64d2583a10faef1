from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Query, Router

from simetro.core.kit.errors import NotFound
from simetro.core.rest import Call, Listed, Page, Reason, bearer, creates, guard, paged, paged_of
from uttp import actions, queries
from uttp.kinds import all_kinds
from uttp.models import Instrument, Owner
from uttp.schemas import (
    InstrumentIn,
    InstrumentOut,
    InstrumentPatch,
    InstrumentQuery,
    KindOut,
    OwnerIn,
    OwnerOut,
    OwnerPatch,
    RegisteredOwner,
    Transfer,
    kind_out,
    registered_owner,
)

router = Router(tags=["register"])


@router.get("/kinds", response=list[KindOut], exclude_none=True, auth=bearer)
def list_kinds(request: Call) -> list[dict[str, Any]]:
    rules = queries.rules_on(timezone.localdate())
    return [kind_out(kind, rules) for kind in all_kinds()]


@router.get("/owners", response=Listed[OwnerOut], auth=guard("uttp.view_owner"))
def list_owners(request: Call, page: Query[Page]) -> dict[str, Any]:
    rows = queries.search_owners(queries.owners_for(request.user), page.search)
    return paged_of(request, rows, page, attrgetter("pk"))


@router.post("/owners", response={201: RegisteredOwner}, auth=guard("uttp.add_owner"))
@creates(RegisteredOwner)
def register_owner(request: Call, body: OwnerIn) -> dict[str, Any]:
    owner = actions.register_owner(by=request.user, **body.dict())
    return registered_owner(owner, list(queries.similar_owners(owner)) if request.user.is_office else [])


@router.get("/owners/{int:id}", response=OwnerOut, auth=guard("uttp.view_owner", queries.owners_for))
def get_owner(request: Call, id: int) -> Owner:
    actions.note_view(by=request.user, owner=request.object)
    return request.object


@router.patch("/owners/{int:id}", response=OwnerOut, auth=guard("uttp.change_owner", queries.owners_for))
def change_owner(request: Call, id: int, body: OwnerPatch) -> Owner:
    return actions.change_owner(by=request.user, owner=request.object, **body.dict(exclude_unset=True))


@router.get("/instruments", response=Listed[InstrumentOut], auth=guard("uttp.view_instrument"))
def list_instruments(request: Call, page: Query[InstrumentQuery]) -> dict[str, Any]:
    return paged(_filtered(queries.instruments_for(request.user), page), page)


def _filtered(instruments: QuerySet[Instrument], wanted: InstrumentQuery) -> QuerySet[Instrument]:
    instruments = instruments.filter(owner=wanted.owner_id) if wanted.owner_id else instruments
    return queries.instruments_like(instruments, **wanted.dict(include={"search", "kind", "status", "due_before"}))


@router.post("/instruments", response={201: InstrumentOut}, auth=guard("uttp.add_instrument"))
@creates(InstrumentOut)
def register_instrument(request: Call, body: InstrumentIn) -> Instrument:
    facts = body.dict()
    owner = _owner(request, facts.pop("owner_id"))
    return actions.register_instrument(by=request.user, owner=owner, **facts)


@router.get(
    "/instruments/{int:id}", response=InstrumentOut, auth=guard("uttp.view_instrument", queries.instruments_for)
)
def get_instrument(request: Call, id: int) -> Instrument:
    return request.object


@router.patch(
    "/instruments/{int:id}", response=InstrumentOut, auth=guard("uttp.change_instrument", queries.instruments_for)
)
def change_instrument(request: Call, id: int, body: InstrumentPatch) -> Instrument:
    facts = body.dict(exclude_unset=True)
    return actions.change_instrument(by=request.user, instrument=request.object, **facts)


@router.post(
    "/instruments/{int:id}/transfer",
    response=InstrumentOut,
    auth=guard("uttp.transfer_instrument", queries.instruments_for),
)
def transfer_instrument(request: Call, id: int, body: Transfer) -> Instrument:
    return actions.transfer_instrument(
        by=request.user,
        instrument=request.object,
        owner=_owner(request, body.owner_id),
        reason=body.reason,
        version=body.version,
    )


@router.post(
    "/instruments/{int:id}/retire",
    response=InstrumentOut,
    auth=guard("uttp.retire_instrument", queries.instruments_for),
)
def retire_instrument(request: Call, id: int, body: Reason) -> Instrument:
    return actions.retire_instrument(
        by=request.user, instrument=request.object, reason=body.reason, version=body.version
    )


def _owner(request: Call, owner_id: int) -> Owner:
    owner = queries.owners_for(request.user).filter(pk=owner_id).first()
    if owner is None:
        raise NotFound("Pemilik ini tidak ditemukan. Pilih pemilik yang sudah terdaftar.")
    return owner
