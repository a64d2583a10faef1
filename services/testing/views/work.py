"""The penera's testing menu: his work, one item, and what happens after the verdict."""

from operator import attrgetter
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from services.authority.rules import may_test, why_not_competent
from services.calendar.queries import doors_of
from services.enums import OPEN_ITEMS, ItemStatus
from services.models import OrderItem, Verification
from services.orders.queries import items_for, items_like, latest_repair
from services.stamps.rules import may_book_stamps
from services.testing.actions.verifications import Readings, start_verification
from services.testing.forms.filters import OwnFilter, WorkFilter
from services.testing.forms.readings import Plan, plate
from services.testing.forms.results import COPY, CorrectionForm
from services.testing.queries.history import verifications_like
from services.testing.queries.verifications import (
    attempts_at,
    draft_of,
    items_to_test,
    items_with_work,
    latest_final,
    verifications_for,
)
from services.testing.rules import may_begin, may_correct
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.listing import chips_for, page_of
from simetro.core.web.pages import created, post_data, show_form
from uttp.actions import note_view
from uttp.enums import Verdict
from uttp.queries import rules_on

RIGHT = "services.record_verification"


HISTORY_SHOWN = 10


@allowed(RIGHT)
def listed(request: SignedIn) -> HttpResponse:
    filters = WorkFilter(request.GET)
    wanted = filters.wanted
    items = items_with_work(request.user).order_by("-pk") if wanted["search"] else items_to_test(request.user)
    items = items_like(
        items, search=wanted["search"], place=wanted["place"], status=wanted["status"], until=filters.until
    )
    chips = chips_for(request, "status", [(status.value, status.label) for status in OPEN_ITEMS])
    context = {
        "filters": filters,
        "chips": chips,
        "page_obj": page_of(request, items, whose=attrgetter("order.owner_id")),
    }
    context["doors"] = doors_of(request.user, timezone.localdate())
    return render(request, "services/testing/list.html", context)


@allowed(RIGHT)
def own_history(request: SignedIn) -> HttpResponse:
    filters = OwnFilter(request.GET)
    own = verifications_for(request.user).filter(testers=request.user).select_related("superseded_by")
    page = page_of(
        request,
        verifications_like(own, **filters.wanted).order_by("-tested_on", "-pk"),
        whose=attrgetter("item.order.owner_id"),
    )
    chips = chips_for(request, "verdict", Verdict.choices)
    return render(request, "services/testing/own.html", {"filters": filters, "chips": chips, "page_obj": page})


@allowed(RIGHT)
def detail(request: SignedIn, id: int) -> HttpResponse:
    item = item_or_404(request, id)
    instrument = item.instrument
    latest, draft = latest_final(item), draft_of(item)
    day = draft.tested_on if draft else timezone.localdate()
    context = {
        "item": item,
        "plate": plate(Plan(instrument.kind, item.service, instrument.attributes, rules_on(timezone.localdate()))),
        "may_test": may_test(request.user, item),
        "may_begin": may_begin(item),
        "may_correct": may_correct(item),
        "not_competent": why_not_competent(request.user, instrument, day),
        "mended": latest_repair(item) if item.status == ItemStatus.IN_REPAIR else None,
        "draft": draft,
        "latest": latest,
        "may_book_stamps": latest is not None and may_book_stamps(request.user, latest),
        "marks": instrument.kind.marks_for(item.service),
        "history": attempts_at(instrument, request.user)[:HISTORY_SHOWN],
    }
    return render(request, "services/testing/item.html", context)


def item_or_404(request: SignedIn, id: int) -> OrderItem:
    item = unnoted_item_or_404(request, id)
    note_view(by=request.user, owner=item.order.owner, through=item.order)
    return item


def unnoted_item_or_404(request: SignedIn, id: int) -> OrderItem:
    """The item, without a note in the log that its owner was seen: for pages that do not name the owner."""
    return get_object_or_404(items_for(request.user), pk=id)


@allowed(RIGHT)
def correct(request: SignedIn, id: int) -> HttpResponse:
    item = item_or_404(request, id)
    latest = get_object_or_404(item.verifications, pk=getattr(latest_final(item), "pk", None))
    form = CorrectionForm(post_data(request))
    if created(request, form, Verification, lambda: _corrected(request, latest, **form.facts())):
        return redirect("item_readings", id)
    return show_form(request, "services/testing/correction.html", form, item=item, latest=latest)


def _corrected(request: SignedIn, latest: Verification, *, reason: str, begin: str) -> Verification:
    verification, _is_new = start_verification(
        by=request.user,
        item=latest.item,
        client_id=uuid4(),
        readings=_copy_of(latest) if begin == COPY else Readings(timezone.localdate(), {}, place=latest.place),
        supersedes=latest,
        reason=reason,
    )
    return verification


def _copy_of(latest: Verification) -> Readings:
    return Readings(
        tested_on=latest.tested_on,
        observations=latest.observations,
        temperature=latest.temperature,
        humidity=latest.humidity,
        place=latest.place,
        standards=list(latest.standards.all()),
        remark=latest.remark,
    )
