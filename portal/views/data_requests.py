"""The desk answers what people ask of their own data; a super admin erases."""

from functools import partial
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import actions, queries
from portal.enums import RequestStatus, Wish
from portal.erasure import Erasure
from portal.forms import AnswerForm, DeskRequestForm
from portal.models import DataRequest
from portal.views.own_data import pack_of
from simetro.core.access.guards import SignedIn, allowed, fresh
from simetro.core.db.once import once as make_once
from simetro.core.kit.errors import NotFound
from simetro.core.web.forms import ReasonForm, VersionedForm
from simetro.core.web.listing import page_of
from simetro.core.web.pages import (
    confirm,
    made_by,
    refused,
    typed,
)
from uttp.actions import note_view
from uttp.models import Owner
from uttp.queries import owner_by_key

RIGHT = "portal.change_datarequest"
ERASE = "uttp.delete_owner"


@require_safe
@allowed(RIGHT)
def listed(request: SignedIn) -> HttpResponse:
    page, now = page_of(request, queries.data_requests(), whose=attrgetter("owner_id")), timezone.now()
    rows = [(one, one.state_at(now)) for one in page]
    return render(request, "portal/data_requests.html", {"page_obj": page, "rows": rows})


@allowed(RIGHT)
def new(request: SignedIn) -> HttpResponse:
    """For an owner who came himself or wrote."""
    owner = owner_by_key(request.user, request.GET.get("pemilik", ""))
    form = DeskRequestForm(typed(request), user=request.user, initial={"owner": owner})
    asked = made_by(form, partial(_ask, request))
    if asked:
        messages.success(request, _("Permintaan tercatat."))
        return redirect(asked.get_absolute_url())
    return render(request, "portal/data_request_new.html", {"form": form}, status=422 if form.errors else 200)


def _ask(request: SignedIn, *, once: UUID, **facts: Any) -> DataRequest:
    make = partial(actions.ask_about_data, by=request.user, **facts)
    return make_once(by=request.user, key=once, sent=request.POST, make=make, model=DataRequest)


def _found(request: SignedIn, id: int) -> DataRequest:
    asked = get_object_or_404(queries.data_requests(), pk=id)
    if asked.owner:
        note_view(by=request.user, owner=asked.owner)
    return asked


def _about(asked: DataRequest) -> Owner:
    """Whom it is about, while he is in the register."""
    if asked.owner is None:
        raise NotFound(_("Pemilik pada permintaan ini sudah tidak ada dalam register."))
    return asked.owner


@allowed(RIGHT)
def detail(request: SignedIn, id: int) -> HttpResponse:
    asked = _found(request, id)
    form = AnswerForm(typed(request), initial={"version": asked.version})
    answer = partial(actions.answer_data_request, by=request.user, request=asked)
    if form.is_bound and not refused(form, answer):
        messages.success(request, _("Permintaan selesai. Pemiliknya mendapat kabar bila punya e-mail."))
        return redirect("data_request_list")
    context = {"asked": asked, "state": asked.state_at(timezone.now()), "form": form}
    return render(request, "portal/data_request.html", context, status=422 if form.errors else 200)


@require_POST
@allowed(RIGHT)
@fresh
def copy(request: SignedIn, id: int) -> HttpResponse:
    return pack_of(actions.hand_out_copy(by=request.user, request=_found(request, id)))


@allowed(RIGHT)
def refuse(request: SignedIn, id: int) -> HttpResponse:
    asked = _found(request, id)
    return confirm(
        request,
        ReasonForm(typed(request), initial={"version": asked.version}),
        partial(actions.refuse_data_request, by=request.user, request=asked),
        title=_("Tolak permintaan %(number)s") % {"number": asked},
        what=_("Pemiliknya membaca alasannya. Tolak hanya bila undang-undang membolehkan, dan sebutkan dasarnya."),
        verb=_("Tolak"),
        back=asked.get_absolute_url(),
        after=reverse("data_request_list"),
        done=_("Permintaan ditolak."),
        danger=True,
    )


@allowed(RIGHT, ERASE)
@fresh
def erase(request: SignedIn, id: int) -> HttpResponse:
    """Shows exactly what goes and what stays, and asks once."""
    asked = _found(request, id)
    if asked.wish != Wish.ERASURE or asked.status != RequestStatus.ASKED:
        messages.info(request, _("Permintaan ini bukan penghapusan yang masih menunggu."))
        return redirect(asked.get_absolute_url())
    form = VersionedForm(typed(request), initial={"version": asked.version})
    erased = partial(actions.erase_owner, by=request.user, request=asked)
    if form.is_bound and not refused(form, erased):
        messages.success(request, _("Data dihapus. Jawabannya menyebut apa yang dihapus dan apa yang tetap."))
        return redirect(asked.get_absolute_url())
    context = {"asked": asked, "erasure": Erasure(_about(asked)), "form": form}
    return render(request, "portal/data_request_erase.html", context, status=422 if form.errors else 200)
