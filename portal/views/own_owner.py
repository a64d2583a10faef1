"""An owner's own data, and who else may act for him."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import actions
from portal.forms import InvitationForm
from portal.models import Invitation
from portal.queries import invitations_to
from portal.views.account import for_owners
from simetro.core.access.guards import SignedIn
from simetro.core.kit.errors import NotFound
from simetro.core.web.forms import PageForm
from simetro.core.web.pages import confirm, post_data, press, show_form, succeeded
from uttp.actions import change_owner, stop_operating
from uttp.forms.owners import OwnerForm
from uttp.models import Owner
from uttp.queries import operators_of, owners_for
from uttp.rules import may_govern


@require_safe
@for_owners
def detail(request: SignedIn, id: int) -> HttpResponse:
    owner = _owner_or_404(request, id)
    context = {
        "owner": owner,
        "governs": may_govern(request.user, owner),
        "operators": operators_of(owner),
        "invitations": owner.invitations.all(),
    }
    return render(request, "portal/own_owner.html", context)


def _owner_or_404(request: SignedIn, id: int) -> Owner:
    return get_object_or_404(owners_for(request.user), pk=id)


def _governed_owner_or_404(request: SignedIn, id: int) -> Owner:
    """The user's own owner; 404 for those who only act for him."""
    owner = _owner_or_404(request, id)
    if not may_govern(request.user, owner):
        raise NotFound
    return owner


def _address(owner: Owner) -> str:
    return reverse("owner_own", args=[owner.pk])


@for_owners
def change(request: SignedIn, id: int) -> HttpResponse:
    owner = _governed_owner_or_404(request, id)
    form = OwnerForm(post_data(request), owner=owner)
    if succeeded(form, lambda: _change(request, owner, form)):
        messages.success(request, _("Perubahan data %(name)s tersimpan.") % {"name": form.cleaned_data["name"]})
        return redirect(_address(owner))
    return show_form(request, "portal/own_owner_change.html", form, owner=owner, back=_address(owner))


def _change(request: SignedIn, owner: Owner, form: OwnerForm) -> Owner:
    return change_owner(by=request.user, owner=owner, version=form.cleaned_data["version"], **form.changes())


@for_owners
def invite(request: SignedIn, id: int) -> HttpResponse:
    owner = _governed_owner_or_404(request, id)
    return confirm(
        request,
        InvitationForm(post_data(request)),
        partial(actions.invite, by=request.user, owner=owner),
        title=_("Ajak orang lain mengurus"),
        what=_("Ia melihat data dan surat %(owner)s, menambah alat, dan mengajukan tera. Anda dapat mencabutnya lagi.")
        % {"owner": owner},
        verb=_("Kirim ajakan"),
        back=_address(owner),
        done=_("Ajakan terkirim. Ia menerimanya setelah masuk dengan alamat e-mail itu."),
        layout="core/public.html",
    )


@require_POST
@for_owners
def withdraw_invitation(request: SignedIn, id: int, invitation: int) -> HttpResponse:
    owner = _governed_owner_or_404(request, id)
    invited = get_object_or_404(owner.invitations, pk=invitation)
    return press(
        request,
        lambda: actions.refuse_invitation(by=request.user, invitation=invited),
        back=_address(owner),
        done=_("Ajakan ditarik kembali."),
    )


@for_owners
def revoke(request: SignedIn, id: int, account: int) -> HttpResponse:
    owner = _governed_owner_or_404(request, id)
    operator = get_object_or_404(operators_of(owner), pk=account)
    return confirm(
        request,
        PageForm(post_data(request)),
        partial(stop_operating, by=request.user, owner=owner, account=operator),
        title=_("Cabut izin %(name)s") % {"name": operator},
        what=_("%(name)s tidak lagi melihat atau mengurus UTTP %(owner)s.") % {"name": operator, "owner": owner},
        verb=_("Cabut izin"),
        back=_address(owner),
        done=_("Izin %(name)s dicabut.") % {"name": operator},
        danger=True,
        layout="core/public.html",
    )


@for_owners
def leave(request: SignedIn, id: int) -> HttpResponse:
    owner = _owner_or_404(request, id)
    if may_govern(request.user, owner):
        raise NotFound
    return confirm(
        request,
        PageForm(post_data(request)),
        partial(stop_operating, by=request.user, owner=owner, account=request.user),
        title=_("Berhenti mengurus"),
        what=_("Anda tidak lagi melihat atau mengurus UTTP %(owner)s.") % {"owner": owner},
        verb=_("Berhenti mengurus"),
        back=_address(owner),
        after=reverse("owner_home"),
        done=_("Anda tidak lagi mengurus UTTP %(owner)s.") % {"owner": owner},
        danger=True,
        layout="core/public.html",
    )


@require_POST
@for_owners
def accept_invitation(request: SignedIn, id: int) -> HttpResponse:
    invited = _invitation_or_404(request, id)
    return press(
        request,
        lambda: actions.accept_invitation(by=request.user, invitation=invited),
        back=reverse("owner_home"),
        done=_("Anda sekarang boleh mengurus UTTP %(owner)s.") % {"owner": invited.owner},
    )


@require_POST
@for_owners
def refuse_invitation(request: SignedIn, id: int) -> HttpResponse:
    invited = _invitation_or_404(request, id)
    return press(
        request,
        lambda: actions.refuse_invitation(by=request.user, invitation=invited),
        back=reverse("owner_home"),
        done=_("Ajakan ditolak."),
    )


def _invitation_or_404(request: SignedIn, id: int) -> Invitation:
    return get_object_or_404(invitations_to(request.user), pk=id)
