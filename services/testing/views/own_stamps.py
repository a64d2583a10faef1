"""A penera's own stamps: what he holds, and what he put on which instrument."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.enums import StampMoveKind
from services.models import StampMove, Verification
from services.stamps import queries
from services.stamps.actions import damage_stamps, use_stamps
from services.stamps.forms import OwnMoveForm, UsedForm
from services.stamps.rules import refuse_unless_bookable
from services.stamps.views.stamps import correction
from services.testing.views.history import verification_or_404
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.listing import page_of
from simetro.core.web.pages import created, post_data, show_form
from uttp.enums import Verdict
from uttp.kinds.describe import Mark
from uttp.kinds.terms import Occasion

USE = "services.use_stamps"
REJECTED = (Mark(Occasion.TERA, "BATAL", ""),)


@require_safe
@allowed(USE)
def own(request: SignedIn) -> HttpResponse:
    page = page_of(request, queries.own_moves(request.user))
    context = {"held": queries.holdings_of(request.user), "page_obj": page}
    return render(request, "services/stamps/own.html", context)


@allowed(USE)
def own_move(request: SignedIn) -> HttpResponse:
    form = OwnMoveForm(post_data(request))
    if created(request, form, StampMove, lambda: _book(request, form)):
        messages.success(request, _("Tercatat pada cap Anda."))
        return redirect("stamp_own")
    return show_form(
        request,
        "services/stamps/form.html",
        form,
        title=_("Catat pemakaian lain"),
        verb=_("Catat"),
        cancel_url=reverse("stamp_own"),
    )


def _book(request: SignedIn, form: OwnMoveForm) -> StampMove:
    note, by = form.cleaned_data["note"], request.user
    if form.cleaned_data["move"] == StampMoveKind.DAMAGED:
        return damage_stamps(by=by, holder=by, marks=form.marks(), note=note)
    return use_stamps(by=by, uses=[form.marks()], note=note)[0]


@allowed(USE)
def correct(request: SignedIn, id: int) -> HttpResponse:
    move = get_object_or_404(queries.own_moves(request.user), pk=id)
    return correction(request, move, reverse("stamp_own"))


@allowed(USE)
def used(request: SignedIn, id: int) -> HttpResponse:
    verification = verification_or_404(request, id)
    refuse_unless_bookable(request.user, verification)
    form = _used_form(request, verification)
    if created(
        request, form, StampMove, lambda: use_stamps(by=request.user, verification=verification, uses=form.uses())[0]
    ):
        messages.success(request, _("Cap yang dibubuhkan tercatat."))
        return redirect("own_verification", id)
    return show_form(
        request, "services/stamps/used.html", form, verification=verification, booked=queries.stamps_on(verification)
    )


def _used_form(request: SignedIn, verification: Verification) -> UsedForm:
    """The form, with zeros at first.

    If he asks for it, the numbers of the kind's list are filled in for him to check.
    """
    make = partial(UsedForm, held=queries.holdings_of(request.user), marks=_marks(verification))
    if request.method == "POST" and "as_listed" in request.POST:
        return make(initial=make().as_listed())
    return make(post_data(request))


def _marks(verification: Verification) -> tuple[Mark, ...]:
    item = verification.item
    return item.instrument.kind.marks_for(item.service) if verification.verdict == Verdict.SAH else REJECTED
