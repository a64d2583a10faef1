"""The people who sign in: who they are, what they may do, and what to do when they lose a phone."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.accounts import credentials, eoffice
from simetro.core.accounts.actions import save_user
from simetro.core.accounts.forms import PeopleFilter, UserForm
from simetro.core.accounts.people import people, people_like
from simetro.core.kit.roles import Role
from simetro.core.log.audit import record_accounts, story_of
from simetro.core.log.timeline import timeline_of
from simetro.core.models import User
from simetro.core.web.forms import PageForm, token_field
from simetro.core.web.listing import chips_for, page_of
from simetro.core.web.pages import confirm, created, lock_on_post, post_data, show_form, succeeded
from simetro.core.web.related_rows import related_to

RIGHT = "core.manage_people"
STORY = 30  # log entries on the page of a person; the log has them all


@require_safe
@allowed(RIGHT)
def listed(request: SignedIn) -> HttpResponse:
    filters = PeopleFilter(request.GET)
    page = page_of(request, people_like(**filters.wanted))
    record_accounts(request.user, [person.pk for person in page if not person.is_office])
    chips = chips_for(request, "role", Role.choices)
    return render(request, "core/settings/people.html", {"filters": filters, "chips": chips, "page_obj": page})


@require_safe
@allowed(RIGHT)
def detail(request: SignedIn, id: int) -> HttpResponse:
    person = _person_or_404(id)
    record_accounts(request.user, [] if person.is_office else [person.pk])
    context = {
        "row": person,
        "person": person,
        "factors": credentials.factors_of(person),
        "related": related_to(person, request.user),
        "entries": timeline_of(story_of(person)[:STORY]),
    }
    return render(request, "core/settings/person.html", context)


@allowed(RIGHT)
def new(request: SignedIn) -> HttpResponse:
    form = UserForm(post_data(request))
    form.add_fields({"once": token_field()})
    if person := created(request, form, User, lambda: _save(request, form)):
        messages.success(request, _added(person))
        return redirect("person", person.pk)
    return _show(request, form, title=_("Tambah petugas"), back=reverse("people"), back_to=_("Petugas"))


def _added(person: User) -> str:
    can_enter = person.has_usable_password() or person.eoffice_username
    sentence = _("%(name)s sudah dapat masuk.") if can_enter else _("%(name)s tersimpan. %(what)s")
    what = _("Isi kata sandi atau nama penggunanya di e-office, supaya ia dapat masuk.")
    return sentence % {"name": person, "what": what}


@allowed(RIGHT)
@transaction.atomic
def change(request: SignedIn, id: int) -> HttpResponse:
    person = get_object_or_404(lock_on_post(request, people()), pk=id)
    name, back = person.name, person.get_absolute_url()
    form = UserForm(post_data(request), instance=person)
    if succeeded(form, lambda: _save(request, form)):
        messages.success(request, _("Data %(name)s tersimpan.") % {"name": person})
        return redirect(back)
    return _show(request, form, title=_("Ubah data %(name)s") % {"name": name}, back=back, back_to=name)


@allowed(RIGHT)
def take_factors(request: SignedIn, id: int) -> HttpResponse:
    person = _person_or_404(id)
    return confirm(
        request,
        PageForm(post_data(request)),
        lambda: credentials.take_factors(by=request.user, user=person),
        title=_("Matikan verifikasi dua langkah %(name)s?") % {"name": person},
        what=_("Untuk orang yang kehilangan ponsel atau kuncinya. Pastikan dahulu bahwa memang ia yang meminta."),
        verb=_("Matikan"),
        back=person.get_absolute_url(),
        done=_("Verifikasi dua langkah dimatikan. Minta %(name)s memasangnya lagi.") % {"name": person},
        danger=True,
    )


@allowed(RIGHT)
def unlink_eoffice(request: SignedIn, id: int) -> HttpResponse:
    person = _person_or_404(id)
    return confirm(
        request,
        PageForm(post_data(request)),
        lambda: eoffice.unlink(by=request.user, user=person),
        title=_("Lepas hubungan %(name)s dengan e-office?") % {"name": person},
        what=_("Ia keluar sekarang juga. Akun e-office yang lain terhubung saat ia masuk lagi dari sana."),
        verb=_("Lepas"),
        back=person.get_absolute_url(),
        done=_("Hubungan dengan e-office dilepas."),
        danger=True,
    )


def _person_or_404(id: int) -> User:
    person: User = get_object_or_404(people(), pk=id)
    return person


def _save(request: SignedIn, form: UserForm) -> User:
    data = form.cleaned_data
    roles, password = data["roles"], data["new_password"]
    return save_user(by=request.user, user=form.instance, roles=roles, password=password)


def _show(request: SignedIn, form: UserForm, **context: Any) -> HttpResponse:
    return show_form(request, "core/settings/form.html", form, **context)
