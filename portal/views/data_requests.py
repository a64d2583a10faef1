"""The desk answers what people ask of their own data; a super admin erases."""

from functools import partial
from operator import attrgetter

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
from simetro.core.kit.errors import NotFound
from simetro.core.web.forms import ReasonForm, VersionedForm
from simetro.core.web.listing import page_of
from simetro.core.web.pages import confirm, created, post_data, show_form, succeeded
from uttp.actions import note_view
from uttp.models import Owner
from uttp.queries import owner_by_key

RIGHT = "portal.change_datarequest"
ERASE = "uttp.delete_owner"


@require_safe
@allowed(RIGHT)
def listed(request: SignedIn) -> HttpResponse:
    page, now = page_of(request, queries.data_requests(), whose=attrgetter("owner_id")), timezone.now()
    rows = [(data_request, data_request.state_at(now)) for data_request in page]
    return render(request, "portal/data_requests.html", {"page_obj": page, "rows": rows})


@allowed(RIGHT)
def new(request: SignedIn) -> HttpResponse:
    """Records a request for an owner who came himself or wrote."""
    owner = owner_by_key(request.user, request.GET.get("pemilik", ""))
    form = DeskRequestForm(post_data(request), user=request.user, initial={"owner": owner})
    if data_request := created(
        request, form, DataRequest, lambda: actions.ask_about_data(by=request.user, **form.facts())
    ):
        messages.success(request, _("Permintaan tercatat."))
        return redirect(data_request.get_absolute_url())
    return show_form(request, "portal/data_request_new.html", form)


def _data_request_or_404(request: SignedIn, id: int) -> DataRequest:
    data_request = get_object_or_404(queries.data_requests(), pk=id)
    if data_request.owner:
        note_view(by=request.user, owner=data_request.owner)
    return data_request


def _about(data_request: DataRequest) -> Owner:
    """The owner whom the request is about, while he is in the register."""
    if data_request.owner is None:
        raise NotFound(_("Pemilik pada permintaan ini sudah tidak ada dalam register."))
    return data_request.owner


@allowed(RIGHT)
def detail(request: SignedIn, id: int) -> HttpResponse:
    data_request = _data_request_or_404(request, id)
    form = AnswerForm(post_data(request), initial={"version": data_request.version})
    if succeeded(form, lambda: actions.answer_data_request(by=request.user, request=data_request, **form.cleaned_data)):
        messages.success(request, _("Permintaan selesai. Pemiliknya mendapat kabar bila punya e-mail."))
        return redirect("data_request_list")
    return show_form(
        request, "portal/data_request.html", form, asked=data_request, state=data_request.state_at(timezone.now())
    )


@require_POST
@allowed(RIGHT)
@fresh
def copy(request: SignedIn, id: int) -> HttpResponse:
    return pack_of(actions.hand_out_copy(by=request.user, request=_data_request_or_404(request, id)))


@allowed(RIGHT)
def refuse(request: SignedIn, id: int) -> HttpResponse:
    data_request = _data_request_or_404(request, id)
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": data_request.version}),
        partial(actions.refuse_data_request, by=request.user, request=data_request),
        title=_("Tolak permintaan %(number)s") % {"number": data_request},
        what=_("Pemiliknya membaca alasannya. Tolak hanya bila undang-undang membolehkan, dan sebutkan dasarnya."),
        verb=_("Tolak"),
        back=data_request.get_absolute_url(),
        after=reverse("data_request_list"),
        done=_("Permintaan ditolak."),
        danger=True,
    )


@allowed(RIGHT, ERASE)
@fresh
def erase(request: SignedIn, id: int) -> HttpResponse:
    """Shows what goes and what stays, and asks for a confirmation."""
    data_request = _data_request_or_404(request, id)
    if data_request.wish != Wish.ERASURE or data_request.status != RequestStatus.ASKED:
        messages.info(request, _("Permintaan ini bukan penghapusan yang masih menunggu."))
        return redirect(data_request.get_absolute_url())
    form = VersionedForm(post_data(request), initial={"version": data_request.version})
    if succeeded(form, lambda: actions.erase_owner(by=request.user, request=data_request, **form.cleaned_data)):
        messages.success(request, _("Data dihapus. Jawabannya menyebut apa yang dihapus dan apa yang tetap."))
        return redirect(data_request.get_absolute_url())
    return show_form(
        request, "portal/data_request_erase.html", form, asked=data_request, erasure=Erasure(_about(data_request))
    )
