"""One text to many owners: written, looked at, tried, sent, stopped, and what became of it."""

from functools import partial
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import actions, queries
from portal.enums import BROADCAST_MOVES, BroadcastStatus
from portal.forms import ChangeBroadcastForm, NewBroadcastForm, StartForm
from portal.models import Broadcast
from services.calendar.queries import announced_sidang
from services.orders.messages import whatsapp_to
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.log.audit import history_of
from simetro.core.log.timeline import timeline_of
from simetro.core.web.listing import note_shown, page_of
from simetro.core.web.pages import confirm, created, post_data, posted_version, press, show_form, succeeded

RIGHT = "portal.change_broadcast"


@require_safe
@allowed(RIGHT)
def listed(request: SignedIn) -> HttpResponse:
    return render(request, "portal/broadcasts.html", {"page_obj": page_of(request, queries.broadcasts())})


@allowed(RIGHT)
def compose(request: SignedIn) -> HttpResponse:
    form = NewBroadcastForm(post_data(request), initial=_about_sidang(request))
    if broadcast := created(
        request, form, Broadcast, lambda: actions.compose_broadcast(by=request.user, **form.facts())
    ):
        return redirect(broadcast.get_absolute_url())
    title, back = _("Susun siaran"), reverse("broadcast_list")
    return show_form(request, "portal/broadcast_form.html", form, title=title, back=back)


def _about_sidang(request: SignedIn) -> dict[str, Any]:
    """Initial values of a broadcast begun on a sidang's page: an invitation to unregistered owners near it."""
    key = request.GET.get("sidang", "")
    sidang = announced_sidang(timezone.localdate()).filter(pk=key[:18]).first() if key.isdecimal() else None
    if sidang is None:
        return {}
    with translation.override(settings.LANGUAGE_CODE):  # whoever writes may read English; the owners did not ask
        invited = {"invitation": sidang.invitation, "kinds": sidang.kind_names}
        body = _("Yth. {nama},\n\n%(invitation)s\n\nYang diuji: %(kinds)s. Tera ulang gratis.") % invited
    return {"subject": str(sidang), "body": body, "district": sidang.district, "sidang": sidang}


@allowed(RIGHT)
def change(request: SignedIn, id: int) -> HttpResponse:
    broadcast = _broadcast_or_404(id)
    form = ChangeBroadcastForm(post_data(request), initial=model_to_dict(broadcast) | {"version": broadcast.version})
    back = broadcast.get_absolute_url()
    if succeeded(form, lambda: actions.change_broadcast(by=request.user, broadcast=broadcast, **form.cleaned_data)):
        return redirect(back)
    return show_form(request, "portal/broadcast_form.html", form, title=_("Ubah siaran"), back=back)


@require_safe
@allowed(RIGHT)
def detail(request: SignedIn, id: int) -> HttpResponse:
    broadcast = _broadcast_or_404(id)
    first = queries.first_recipient(broadcast)
    note_shown(request, [first.pk] if first else [])
    moves = BROADCAST_MOVES[BroadcastStatus(broadcast.status)]
    context = {
        "broadcast": broadcast,
        "channels": [(channel, queries.recipients(broadcast, channel).count()) for channel in queries.open_channels()],
        "by_hand": queries.reached_by_hand(broadcast).count(),
        "first": first,
        "preview": queries.text_for(broadcast, first) if first else "",
        "report": queries.delivery_report(broadcast),
        "is_draft": broadcast.status == BroadcastStatus.DRAFT,
        "can_start": BroadcastStatus.SENDING in moves,
        "can_stop": BroadcastStatus.STOPPED in moves,
        "entries": timeline_of(history_of(broadcast)),
    }
    return render(request, "portal/broadcast.html", context)


@require_POST
@allowed(RIGHT)
def try_out(request: SignedIn, id: int) -> HttpResponse:
    broadcast = _broadcast_or_404(id)
    return press(
        request,
        lambda: actions.try_broadcast(by=request.user, broadcast=broadcast),
        back=broadcast.get_absolute_url(),
        done=_("Salinan uji dikirim ke %(email)s.") % {"email": request.user.email},
    )


@allowed(RIGHT)
def start(request: SignedIn, id: int) -> HttpResponse:
    broadcast = _broadcast_or_404(id)
    reach = {"count": sum(queries.recipients(broadcast, channel).count() for channel in queries.open_channels())}
    first = _("Dikirim ke paling banyak %(count)s pemilik, 100 tiap menit. Isinya tidak dapat diubah lagi.") % reach
    again = _("Dilanjutkan ke yang belum menerima, 100 tiap menit.")
    return confirm(
        request,
        StartForm(post_data(request), initial={"version": broadcast.version}),
        partial(actions.start_broadcast, by=request.user, broadcast=broadcast),
        title=_("Kirim siaran"),
        what=first if broadcast.status == BroadcastStatus.DRAFT else again,
        verb=_("Kirim"),
        back=broadcast.get_absolute_url(),
        done=_("Siaran dikirim bertahap. Laporannya ada di halaman ini."),
    )


@require_POST
@allowed(RIGHT)
def stop(request: SignedIn, id: int) -> HttpResponse:
    broadcast = _broadcast_or_404(id)
    version = posted_version(request)
    return press(
        request,
        lambda: actions.stop_broadcast(by=request.user, broadcast=broadcast, version=version),
        back=broadcast.get_absolute_url(),
        done=_("Siaran dihentikan. Yang belum menerima tidak dikirimi."),
    )


@require_safe
@allowed(RIGHT)
def by_whatsapp(request: SignedIn, id: int) -> HttpResponse:
    """The owners whom no channel reaches, each with a link to a WhatsApp chat that has the text typed already."""
    broadcast = _broadcast_or_404(id)
    page = page_of(request, queries.reached_by_hand(broadcast).order_by("name", "pk"), whose=attrgetter("pk"))
    rows = [(owner, whatsapp_to(owner, queries.text_for(broadcast, owner))) for owner in page]
    return render(request, "portal/broadcast_whatsapp.html", {"broadcast": broadcast, "page_obj": page, "rows": rows})


def _broadcast_or_404(id: int) -> Broadcast:
    return get_object_or_404(queries.broadcasts(), pk=id)
