"""What pages that change something do alike: ask once, call the action, say what happened and what is next."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme

from simetro.core.errors import DomainError
from simetro.core.forms import PageForm

Text = str | Promise


def refused(form: PageForm, act: Callable[..., Any]) -> bool:
    """Whether the form is wrong or the action refuses it; the form then says why."""
    if not form.is_valid():
        return True
    try:
        act(**form.cleaned_data)
    except DomainError as error:
        form.refuse(error)
        return True
    return False


def confirm(
    request: HttpRequest,
    form: PageForm,
    act: Callable[..., Any],
    *,
    title: Text,
    what: Text,
    verb: Text,
    back: str,
    done: Text,
    danger: bool = False,
    after: str = "",
    layout: str = "core/staff.html",
) -> HttpResponse:
    """A page that says what will happen and asks once; `after` is where to go then, if not `back`."""
    if request.method == "POST" and not refused(form, act):
        messages.success(request, str(done))
        return redirect(after or back)
    context = {"title": title, "what": what, "verb": verb, "cancel_url": back, "danger": danger, "form": form}
    context["layout"] = layout
    return render(request, "core/confirm.html", context, status=422 if form.errors else 200)


def press(request: HttpRequest, act: Callable[[], Any], *, back: str, done: Text) -> HttpResponseRedirect:
    """One button without a page of its own; a refusal is told on the page that it came from."""
    try:
        act()
    except DomainError as error:
        messages.error(request, error.detail)
    else:
        messages.success(request, str(done))
    return redirect(back)


def inline_pdf(pdf: bytes, name: str) -> HttpResponse:
    """Shown by the browser; `name` is what it is saved as."""
    disposition = f'inline; filename="{name}"'
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})


def way_back(request: HttpRequest, fallback: str, **found: str) -> str:
    """Where `?kembali=` asks to return to within this site, taking along what was made."""
    wanted = request.GET.get("kembali", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return fallback
    return f"{wanted}{'&' if '?' in wanted else '?'}{urlencode(found)}" if found else wanted
