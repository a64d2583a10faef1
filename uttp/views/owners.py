from functools import partial
from operator import attrgetter

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.log.audit import story_of
from simetro.core.log.timeline import timeline_of
from simetro.core.web.exports import exported, is_export
from simetro.core.web.forms import ReasonForm, results
from simetro.core.web.listing import chips_for, note_shown, page_of
from simetro.core.web.pages import confirm, created, is_repeated, post_data, show_form, succeeded, way_back
from simetro.core.web.related_rows import first_of, related_to
from uttp import actions
from uttp.enums import OwnerKind
from uttp.exports import OWNERS
from uttp.forms.filters import OwnerFilter
from uttp.forms.owners import DeskOwnerForm, NewOwnerForm, owner_field
from uttp.models import Owner
from uttp.queries import owners_for, owners_like

INSTRUMENTS_SHOWN = 50


@allowed("uttp.use_register")
def listed(request: SignedIn) -> HttpResponseBase:
    filters = OwnerFilter(request.GET)
    rows = owners_like(owners_for(request.user), **filters.wanted)
    if is_export(request):
        return exported(request, OWNERS, rows)
    page = page_of(request, rows, whose=attrgetter("pk"))
    chips = chips_for(request, "kind", OwnerKind.choices)
    return render(request, "uttp/owners.html", {"filters": filters, "chips": chips, "page_obj": page})


@allowed("uttp.use_register")
def choices(request: SignedIn) -> HttpResponse:
    """The results of the picker named `owner` while somebody types."""
    text = request.GET.get("owner_q", "")
    field = owner_field(request.user, back=way_back(request, ""), typed=text, keeps="draf" in request.GET)
    context = results(field, "owner", text)
    note_shown(request, (int(choice.value) for choice in context["choices"]))
    return render(request, "core/picker_results.html", context)


@allowed("uttp.use_register")
def detail(request: SignedIn, id: int) -> HttpResponse:
    owner = _owner_or_404(request, id)
    instruments, count = first_of(owner.instruments.all(), INSTRUMENTS_SHOWN)
    context = {
        "owner": owner,
        "instruments": instruments,
        "instrument_count": count,
        "related": related_to(owner, request.user),
        "entries": timeline_of(story_of(owner)),
    }
    return render(request, "uttp/owner.html", context)


def _owner_or_404(request: SignedIn, id: int) -> Owner:
    owner = get_object_or_404(owners_for(request.user), pk=id)
    actions.note_view(by=request.user, owner=owner)
    return owner


@allowed("uttp.use_register", "uttp.add_owner")
def new(request: SignedIn) -> HttpResponse:
    known = {"name": request.GET.get("nama", ""), "phone": request.GET.get("telepon", "")}
    form = NewOwnerForm(post_data(request), initial=known)
    alike = _alike(request, form)
    if not alike and (owner := created(request, form, Owner, lambda: _register(request, form))):
        messages.success(request, _("%(name)s terdaftar. Lanjutkan dengan mendaftarkan UTTP-nya.") % {"name": owner})
        return redirect(way_back(request, owner.get_absolute_url(), pemilik=str(owner.pk)))
    return show_form(request, "uttp/owner_new.html", form, alike=alike, back=way_back(request, reverse("owner_list")))


def _alike(request: SignedIn, form: NewOwnerForm) -> list[Owner]:
    """Owners like the typed one, to ask about; without the owner that this same form created before."""
    return form.unseen() if form.is_valid() and not is_repeated(request, Owner) else []


def _register(request: SignedIn, form: NewOwnerForm) -> Owner:
    return actions.register_owner(by=request.user, nik=form.cleaned_data["nik"], **form.facts())


@allowed("uttp.use_register", "uttp.change_owner")
def change(request: SignedIn, id: int) -> HttpResponse:
    owner = _owner_or_404(request, id)
    form = DeskOwnerForm(post_data(request), owner=owner)
    back = owner.get_absolute_url()
    if succeeded(form, lambda: _change(request, owner, form)):
        messages.success(request, _("Perubahan data %(name)s tersimpan.") % {"name": form.cleaned_data["name"]})
        return redirect(back)
    return show_form(request, "uttp/owner_change.html", form, owner=owner, back=back)


def _change(request: SignedIn, owner: Owner, form: DeskOwnerForm) -> Owner:
    version, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
    return actions.change_owner(by=request.user, owner=owner, version=version, reason=reason, **form.changes())


@allowed("uttp.use_register", "uttp.change_owner")
def close(request: SignedIn, id: int) -> HttpResponse:
    owner = _owner_or_404(request, id)
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": owner.version}),
        partial(actions.close_owner, by=request.user, owner=owner),
        title=_("Nyatakan %(name)s tutup") % {"name": owner},
        what=_("Pemilik ini tidak dapat dipilih lagi dan tidak diberi kabar. Riwayat dan suratnya tetap tersimpan."),
        verb=_("Nyatakan tutup"),
        back=owner.get_absolute_url(),
        done=_("Pemilik %(name)s dinyatakan tutup.") % {"name": owner},
        danger=True,
    )


@allowed("uttp.use_register", "uttp.change_owner")
def reopen(request: SignedIn, id: int) -> HttpResponse:
    owner = _owner_or_404(request, id)
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": owner.version}),
        partial(actions.reopen_owner, by=request.user, owner=owner),
        title=_("Buka lagi %(name)s") % {"name": owner},
        what=_("UTTP dapat didaftarkan lagi atas nama pemilik ini."),
        verb=_("Buka lagi"),
        back=owner.get_absolute_url(),
        done=_("Pemilik %(name)s dibuka lagi.") % {"name": owner},
    )


@allowed("uttp.use_register", "uttp.delete_owner")
def delete(request: SignedIn, id: int) -> HttpResponse:
    owner = _owner_or_404(request, id)
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": owner.version}),
        partial(actions.delete, by=request.user, row=owner),
        title=_("Hapus pemilik %(name)s") % {"name": owner},
        what=_(
            "Data pemilik ini dihapus untuk selamanya. Hanya dapat dilakukan bila tidak ada UTTP atau order padanya."
        ),
        verb=_("Hapus pemilik"),
        back=owner.get_absolute_url(),
        after=reverse("owner_list"),
        done=_("Pemilik %(name)s sudah dihapus dari register.") % {"name": owner},
        danger=True,
    )
