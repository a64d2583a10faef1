"""What pages with a form have in common: show it, call the action, and show its result or its error."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from simetro.core.kit.errors import DomainError
from simetro.core.kit.text import Text
from simetro.core.web.form_token import made_before, make_once, submission_of, was_answered
from simetro.core.web.forms import PageForm, VersionedForm

Row = TypeVar("Row", bound=Model)


def post_data(request: HttpRequest) -> QueryDict | None:
    """The data to bind a form to; None on GET. An empty POST still binds, so that its errors are shown."""
    return request.POST if request.method == "POST" else None


def posted_version(request: HttpRequest) -> int:
    """The version that a button sent along; 0, which no row has, where it is missing."""
    form = VersionedForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0


def lock_on_post(request: HttpRequest, rows: QuerySet[Row]) -> QuerySet[Row]:
    """The rows, locked on POST, for a form that is about to change one of them inside a transaction."""
    return rows.select_for_update(of=("self",)) if request.method == "POST" else rows


def show_form(request: HttpRequest, template: str, form: BaseForm | None, **context: Any) -> HttpResponse:
    """The page of a form: status 200 for a new one, 422 for one with errors."""
    status = 422 if form is not None and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def succeeded(form: PageForm, action: Callable[[], Any]) -> bool:
    """Calls the action if the form is valid. Returns whether it succeeded; if not, the form has the errors."""
    if not form.is_valid():
        return False
    try:
        action()
    except DomainError as error:
        form.refuse(error)
        return False
    return True


def saved(form: PageForm, action: Callable[[], Row]) -> Row | None:
    """Calls the action if the form is valid and returns its row; None on failure, and the form has the errors."""
    rows: list[Row] = []
    return rows[0] if succeeded(form, lambda: rows.append(action())) else None


def created(request: HttpRequest, form: PageForm, model: type[Row], action: Callable[[], Row]) -> Row | None:
    """As `saved`, for an `OnceForm`: the same form sent again gives the row that it created before."""
    submission = submission_of(request, model) if form.is_bound else None
    if submission is None:
        return None
    try:
        row = made_before(submission, model)
    except DomainError as error:
        form.refuse(error)
        return None
    return row or saved(form, lambda: make_once(submission, model, action))


def is_repeated(request: HttpRequest, model: type[Model]) -> bool:
    """Whether the posted form has created its row already."""
    submission = submission_of(request, model)
    return submission is not None and was_answered(submission)


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
    """A page that says what will happen and asks once; `act` is called with what the form holds.

    `after` is where to go then, if not `back`.
    """
    if succeeded(form, lambda: act(**form.cleaned_data)):
        messages.success(request, str(done))
        return redirect(after or back)
    context = {"title": title, "what": what, "verb": verb, "cancel_url": back, "danger": danger, "layout": layout}
    return show_form(request, "core/confirm.html", form, **context)


def press(request: HttpRequest, act: Callable[[], Any], *, back: str, done: Text) -> HttpResponseRedirect:
    """Handles a button without a page of its own; an error is shown on the page that it came from."""
    try:
        act()
    except DomainError as error:
        messages.error(request, error.detail)
    else:
        messages.success(request, str(done))
    return redirect(back)


def turned_away(request: HttpRequest, sentence: str, *, status: int = 403) -> HttpResponse:
    """The page for somebody whom the e-office does not let in, or no longer lets in."""
    return render(request, "core/turned_away.html", {"sentence": sentence}, status=status)


def attachment(content: bytes | str, content_type: str, name: str) -> HttpResponse:
    """A response that the browser saves under that name instead of showing it."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def inline_pdf(pdf: bytes, name: str) -> HttpResponse:
    """A PDF that the browser shows; `name` is its file name if it is saved."""
    disposition = f'inline; filename="{name}"'
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})


def way_back(request: HttpRequest, fallback: str, **made: str) -> str:
    """The address in `?kembali=`, if it is within this site, with the new row's key added."""
    wanted = request.GET.get("kembali", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return fallback
    return f"{wanted}{'&' if '?' in wanted else '?'}{urlencode(made)}" if made else wanted
