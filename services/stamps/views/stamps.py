"""The stamp ledger at the desk: what is in store, who holds what, and every entry."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.enums import StampMoveKind
from services.models import StampKind, StampMove
from services.stamps import queries
from services.stamps.actions import (
    correct_move,
    damage_stamps,
    hand_out_stamps,
    receive_stamps,
    return_stamps,
    take_back_stamps,
)
from services.stamps.forms import (
    BalanceFilter,
    CorrectMoveForm,
    DamageForm,
    HandOutForm,
    MarksForm,
    MoveFilter,
    ReceiveForm,
    ReturnForm,
    TakeBackForm,
)
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.listing import chips_for, page_of
from simetro.core.web.pages import confirm, created, post_data, show_form

VIEW, KEEP = "services.view_stampmove", "services.keep_stamps"


@require_safe
@allowed(VIEW)
def listed(request: SignedIn) -> HttpResponse:
    filters = BalanceFilter(request.GET)
    context = {
        "filters": filters,
        "chips": chips_for(request, "year", [(year, str(year)) for year in queries.years()]),
        "balances": queries.balances(**filters.wanted),
        "shortages": queries.shortages(timezone.localdate()),
    }
    return render(request, "services/stamps/list.html", context)


@require_safe
@allowed(VIEW)
def moves(request: SignedIn, code: str) -> HttpResponse:
    kind = stamp_kind_or_404(code)
    filters = MoveFilter(request.GET)
    context = {
        "kind": kind,
        "filters": filters,
        "chips": chips_for(request, "move", StampMoveKind.choices),
        "page_obj": page_of(request, queries.moves_like(queries.moves_of(kind), **filters.wanted)),
        "balances": [balance for balance in queries.balances(search=kind.code) if balance.kind == kind],
    }
    return render(request, "services/stamps/moves.html", context)


@allowed(KEEP)
def receive(request: SignedIn) -> HttpResponse:
    form = ReceiveForm(post_data(request), initial=_named(request))
    return _booked(request, form, receive_stamps, title=_("Terima cap"), verb=_("Catat penerimaan"))


@allowed(KEEP)
def hand_out(request: SignedIn) -> HttpResponse:
    form = HandOutForm(post_data(request), initial=_named(request))
    title, verb = _("Serahkan cap kepada penera"), _("Catat penyerahan")
    return _booked(request, form, hand_out_stamps, title=title, verb=verb)


@allowed(KEEP)
def take_back(request: SignedIn) -> HttpResponse:
    form = TakeBackForm(post_data(request), initial=_named(request))
    title, verb = _("Terima kembali dari penera"), _("Catat pengembalian")
    return _booked(request, form, take_back_stamps, title=title, verb=verb)


@allowed(KEEP)
def give_back(request: SignedIn) -> HttpResponse:
    form = ReturnForm(post_data(request), initial=_named(request))
    title, verb = _("Kembalikan sisa ke pemberi"), _("Catat pengembalian")
    return _booked(request, form, return_stamps, title=title, verb=verb)


@allowed(KEEP)
def damage(request: SignedIn) -> HttpResponse:
    form = DamageForm(post_data(request), initial=_named(request))
    return _booked(request, form, damage_stamps, title=_("Catat cap rusak"), verb=_("Catat rusak"))


@allowed(VIEW, KEEP)
def correct(request: SignedIn, code: str, id: int) -> HttpResponse:
    move = get_object_or_404(queries.moves_of(stamp_kind_or_404(code)), pk=id)
    return correction(request, move, reverse("stamp_moves", args=[code]))


def correction(request: SignedIn, move: StampMove, back: str) -> HttpResponse:
    """Asks for the reason of a counter-entry."""
    return confirm(
        request,
        CorrectMoveForm(post_data(request)),
        partial(correct_move, by=request.user, move=move),
        title=_("Betulkan catatan cap"),
        what=_(
            "“%(move)s”, %(quantity)s %(kind)s tahun %(year)s, diimbangi catatan lawan. Catatan lama tetap terbaca; "
            "catat lagi yang benar sesudahnya."
        )
        % _described(move),
        verb=_("Betulkan"),
        back=back,
        done=_("Catatan lawan tersimpan."),
    )


def stamp_kind_or_404(code: str) -> StampKind:
    return get_object_or_404(queries.stamp_kinds(), code=code)


def _described(move: StampMove) -> dict[str, Any]:
    return {"move": move.in_words, "quantity": move.quantity, "kind": move.kind, "year": move.year}


def _named(request: SignedIn) -> dict[str, Any]:
    """The initial values that the link to the form names."""
    return {name: request.GET[name] for name in ("kind", "year", "holder") if name in request.GET}


def _booked(
    request: SignedIn, form: MarksForm, act: Callable[..., StampMove], *, title: str, verb: str
) -> HttpResponse:
    if move := created(request, form, StampMove, lambda: act(by=request.user, **form.facts())):
        messages.success(request, _("Tercatat: %(move)s, %(quantity)s %(kind)s tahun %(year)s.") % _described(move))
        return redirect("stamp_moves", move.kind.code)
    return show_form(
        request, "services/stamps/form.html", form, title=title, verb=verb, cancel_url=reverse("stamp_list")
    )
