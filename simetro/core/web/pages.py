"""What pages that change something do alike: ask once, call the action, say what happened and what is next."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from simetro.core.db.once import made_earlier, once
from simetro.core.kit.errors import DomainError
from simetro.core.kit.text import Text
from simetro.core.models import User
from simetro.core.web.forms import OnceForm, PageForm, VersionedForm

Row = TypeVar("Row", bound=Model)


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when that was nothing: an empty form is answered, not shown as if it were new."""
    return request.POST if request.method == "POST" else None


def version_sent(request: HttpRequest) -> int:
    """The version that the page of a button showed; 0, which no row has, where none came."""
    form = VersionedForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0


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


def made_by(form: PageForm, act: Callable[..., Row]) -> Row | None:
    """The row that the action makes of a form that was sent; None where there is none, and the form says why."""
    rows: list[Row] = []
    if not form.is_bound or refused(form, lambda **sent: rows.append(act(**sent))):
        return None
    return rows[0]


def made_once(
    request: HttpRequest, sent_once: OnceForm, form: PageForm, make: Callable[[], Row], model: type[Row]
) -> Row | None:
    """As `made_by`, for a form that is checked against the rows that there are: sent again it would miss its own."""
    if not sent_once.is_valid():
        return None
    assert isinstance(request.user, User)  # the guard of the page has seen to it
    sending = {"by": request.user, "key": sent_once.cleaned_data["once"], "sent": request.POST, "model": model}
    return made_earlier(**sending) or made_by(form, lambda **sent: once(make=make, **sending))


def held(request: HttpRequest, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Locked, inside a transaction, for a form that is about to change one of them."""
    return rows.select_for_update(of=("self",)) if request.method == "POST" else rows


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


def turned_away(request: HttpRequest, sentence: str, *, status: int = 403) -> HttpResponse:
    """Whom the e-office does not let in, or not any longer."""
    return render(request, "core/turned_away.html", {"sentence": sentence}, status=status)


def attachment(content: bytes | str, content_type: str, name: str) -> HttpResponse:
    """Saved under that name instead of shown."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


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
