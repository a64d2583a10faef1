"""The pages of reference data: a list, a form, and a way to take back what was entered by mistake."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.log.audit import story_of
from simetro.core.log.timeline import timeline_of
from simetro.core.settings.reference import Reference, references
from simetro.core.web.forms import ReferenceForm, WhyForm, token_field
from simetro.core.web.listing import page_of
from simetro.core.web.pages import confirm, created, lock_on_post, post_data, show_form, succeeded

RIGHT = "core.manage_reference_data"


@require_safe
@allowed(RIGHT)
def listed(request: SignedIn, noun: str) -> HttpResponse:
    reference = _reference_or_404(noun)
    page = page_of(request, reference.rows())
    rows = [(row, [(column, column.of(row)) for column in reference.columns]) for row in page]
    return render(request, "core/settings/list.html", {"reference": reference, "page_obj": page, "rows": rows})


@allowed(RIGHT)
def new(request: SignedIn, noun: str) -> HttpResponse:
    reference = _reference_or_404(noun)
    form = reference.form(post_data(request), initial=reference.begin(request.GET.dict()))
    form.add_fields({"once": token_field()})
    if created(request, form, reference.model, lambda: reference.save(request.user, form)):
        return _saved(request, reference)
    return _show(request, reference, form, title=reference.add)


@allowed(RIGHT)
@transaction.atomic
def change(request: SignedIn, noun: str, id: int) -> HttpResponse:
    reference = _reference_or_404(noun)
    if reference.is_fixed:
        raise Http404
    row = get_object_or_404(lock_on_post(request, reference.rows()), pk=id)
    name = reference.name_of(row)
    form = reference.form(post_data(request), instance=row)
    if succeeded(form, lambda: reference.save(request.user, form)):
        return _saved(request, reference)
    remove_url = reverse("reference_remove", args=[noun, id]) if reference.remove else ""
    entries = timeline_of(story_of(row))
    return _show(request, reference, form, title=name, remove_url=remove_url, entries=entries)


@allowed(RIGHT)
def remove(request: SignedIn, noun: str, id: int) -> HttpResponse:
    reference = _reference_or_404(noun)
    if reference.remove is None:
        raise Http404
    row, take_away = get_object_or_404(reference.rows(), pk=id), reference.remove
    name, back = reference.name_of(row), reverse("reference_list", args=[noun])
    return confirm(
        request,
        WhyForm(post_data(request)),
        lambda reason: take_away(request.user, row, reason),
        title=_("Hapus %(name)s") % {"name": name},
        what=_("Hanya untuk yang keliru dimasukkan dan belum pernah dipakai."),
        verb=_("Hapus"),
        back=back,
        done=_("%(name)s dihapus.") % {"name": name},
        danger=True,
    )


def _reference_or_404(noun: str) -> Reference:
    try:
        return references()[noun]
    except KeyError:
        raise Http404 from None


def _saved(request: SignedIn, reference: Reference) -> HttpResponse:
    messages.success(request, _("Tersimpan, dan berlaku mulai sekarang."))
    return redirect("reference_list", reference.noun)


def _show(request: SignedIn, reference: Reference, form: ReferenceForm, **context: Any) -> HttpResponse:
    context |= {"back": reverse("reference_list", args=[reference.noun]), "back_to": reference.title}
    return show_form(request, "core/settings/form.html", form, **context)
