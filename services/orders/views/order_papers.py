"""Stickers, queue slip and hand-over paper of an order."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from services.orders.forms.labels import MOST, LabelForm
from services.orders.queries import live_instruments
from services.orders.views.orders import order_or_404
from services.papers.hand_over import hand_over_of, render_hand_over
from services.papers.queue_slip import queue_slip_of, render_queue_slip
from services.papers.stickers import render_stickers, stickers_of
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.pages import inline_pdf
from uttp.codes import parse_uttp_id
from uttp.models import Instrument
from uttp.queries import instruments_for

REGISTER, DESK = "uttp.use_register", "services.use_desk"


@require_safe
@allowed(REGISTER)
def choose(request: SignedIn) -> HttpResponse:
    """Asks on which paper the stickers are printed: for an order, a selection in the list, or one instrument."""
    form = LabelForm(instruments=_named(request))
    return render(request, "services/labels/choose.html", {"form": form})


@require_safe
@allowed(REGISTER)
def stickers_pdf(request: SignedIn) -> HttpResponse:
    form = LabelForm(request.GET, instruments=_named(request))
    if not form.is_valid():
        return render(request, "services/labels/choose.html", {"form": form}, status=422)
    chosen = form.chosen()
    name = chosen[0].uttp_id if len(chosen) == 1 else str(len(chosen))
    return inline_pdf(render_stickers(stickers_of(chosen), **form.paper()).pdf, f"stiker-{name}.pdf")


def _named(request: SignedIn) -> list[Instrument]:
    """The instruments that the address names, in its order."""
    if number := request.GET.get("order"):
        return live_instruments(order_or_404(request, number))[:MOST]
    ids = [uttp_id for text in request.GET.getlist("uttp")[:MOST] if (uttp_id := parse_uttp_id(text))]
    known = {instrument.uttp_id: instrument for instrument in instruments_for(request.user).filter(uttp_id__in=ids)}
    return [known[uttp_id] for uttp_id in dict.fromkeys(ids) if uttp_id in known]


@require_safe
@allowed(DESK)
def queue_pdf(request: SignedIn, number: str) -> HttpResponse:
    slip = queue_slip_of(order_or_404(request, number))
    return inline_pdf(render_queue_slip(slip).pdf, f"antrean-{slip.number}.pdf")


@require_safe
@allowed(DESK)
def hand_over_pdf(request: SignedIn, number: str) -> HttpResponse:
    paper = hand_over_of(order_or_404(request, number))
    return inline_pdf(render_hand_over(paper).pdf, f"serah-terima-{paper.order_number}.pdf")
