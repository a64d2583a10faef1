from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status

from services.authority.rules import may_test
from services.models import OrderItem, Standard, Verification
from services.orders.queries import items_for
from services.testing.actions import verifications as verification_actions
from services.testing.actions.verifications import Readings
from services.testing.queries.history import verifications_like
from services.testing.queries.standards import standards
from services.testing.queries.verifications import verifications_for
from services.testing.rules import is_fit, may_change
from services.testing.schemas import (
    EvaluateIn,
    ReadingsIn,
    StandardOut,
    StandardQuery,
    VerificationOut,
    VerificationQuery,
)
from simetro.core.kit.errors import Invalid, NotFound
from simetro.core.kit.quantities import show_quantity
from simetro.core.rest import Call, Listed, Versioned, creates, guard, paged, version_of
from uttp.kinds import InvalidInput, Kind, UnknownKind, get_kind
from uttp.queries import rules_on

router = Router(tags=["testing"])


@router.post(
    "/order-items/{int:id}/verifications",
    response={200: VerificationOut, 201: VerificationOut},
    auth=guard("services.record_verification", items_for, may_test),
)
@creates(VerificationOut)
def start_verification(request: Call, id: int, body: ReadingsIn) -> Any:
    verification, is_new = verification_actions.start_verification(
        by=request.user,
        item=request.object,
        client_id=body.client_id,
        readings=_readings(body),
        supersedes=_superseded(request, body.supersedes),
        reason=body.reason,
    )
    return Status(201 if is_new else 200, verification)


def _readings(body: ReadingsIn) -> Readings:
    return Readings(
        tested_on=body.tested_on,
        observations=body.observations,
        temperature="" if body.temperature is None else show_quantity(body.temperature),
        humidity="" if body.humidity is None else show_quantity(body.humidity),
        place=body.place,
        standards=_standards(body.standards),
    )


def _standards(ids: list[int]) -> list[Standard]:
    chosen = standards().in_bulk(ids)
    if len(chosen) < len(set(ids)):
        raise Invalid.field("standards", _("Ada standar yang tidak dikenal. Pilih dari daftar standar kantor."))
    return list(chosen.values())


def _superseded(request: Call, pk: int | None) -> Verification | None:
    if pk is None:
        return None
    verification = verifications_for(request.user).filter(pk=pk).first()
    if verification is None:
        raise NotFound
    return verification


@router.get("/verifications", response=Listed[VerificationOut], auth=guard("services.view_verification"))
def list_verifications(request: Call, page: Query[VerificationQuery]) -> dict[str, Any]:
    return paged(_filtered(verifications_for(request.user), page), page)


def _filtered(verifications: QuerySet[Verification], wanted: VerificationQuery) -> QuerySet[Verification]:
    own = {"penera__username": wanted.penera, "item__order__owner": wanted.owner_id, "status": wanted.status}
    verifications = verifications.filter(**{name: value for name, value in own.items() if value})
    alike = {"search", "kind", "verdict", "since", "until"}
    return verifications_like(verifications, **wanted.dict(include=alike))


@router.get(
    "/verifications/{int:id}",
    response=VerificationOut,
    auth=guard("services.view_verification", verifications_for),
)
def get_verification(request: Call, id: int) -> Verification:
    return request.object


@router.put(
    "/verifications/{int:id}",
    response=VerificationOut,
    auth=guard("services.record_verification", verifications_for, may_change),
)
def replace_readings(request: Call, id: int, body: ReadingsIn) -> Verification:
    if body.client_id != request.object.client_id:
        raise Invalid.field("client_id", _("Tanda ini milik pengujian lain. Kirim client_id pengujian ini."))
    return verification_actions.replace_readings(
        by=request.user, verification=request.object, readings=_readings(body), version=body.version
    )


@router.post(
    "/verifications/{int:id}/finalize",
    response=VerificationOut,
    auth=guard("services.record_verification", verifications_for, may_change),
)
def finalize_verification(request: Call, id: int, body: Versioned | None = None) -> Verification:
    return verification_actions.finalize_verification(
        by=request.user, verification=request.object, version=version_of(body)
    )


@router.get("/standards", response=list[StandardOut], by_alias=True, auth=guard("services.choose_standard"))
def list_standards(request: Call, wanted: Query[StandardQuery]) -> list[dict[str, Any]]:
    rules = rules_on(wanted.on or timezone.localdate())
    item = _item(request, wanted.order_item_id)
    kind = _kind(wanted.kind) if wanted.kind else None
    if item and kind and kind != item.instrument.kind:
        raise Invalid.field("kind", _("UTTP ini berjenis lain. Kosongkan jenisnya, atau sebutkan UTTP yang sesuai."))
    return [_standard_out(standard, is_fit(standard, rules, item=item, kind=kind)) for standard in standards()]


def _item(request: Call, pk: int | None) -> OrderItem | None:
    if pk is None:
        return None
    item = items_for(request.user).filter(pk=pk).first()
    if item is None:
        raise NotFound
    return item


def _kind(code: str) -> Kind:
    try:
        return get_kind(code)
    except UnknownKind as error:
        raise Invalid.field("kind", _("Jenis UTTP ini tidak dikenal.")) from error


def _standard_out(standard: Standard, fit: bool) -> dict[str, Any]:
    facts = {"id": standard.pk, "name": standard.name, "class": standard.accuracy_class}
    return facts | {"due_on": standard.valid_until, "fit": fit}


@router.post("/evaluate", response=dict[str, Any], auth=guard("services.evaluate"))
def evaluate(request: Call, body: EvaluateIn) -> dict[str, Any]:
    """Evaluates readings without storing anything."""
    kind = _kind(body.kind)
    try:
        return kind.evaluate(
            body.service, body.attributes, body.observations, rules_on(body.on or timezone.localdate())
        )
    except InvalidInput as error:
        raise Invalid(_("Data atau cerapan belum benar. Periksa isian yang ditandai."), errors=error.errors) from error
