"""What pages that change something do alike: show the form, call the action, say what happened and what is next."""

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
    """What a form is bound to, also when nothing was typed: an empty form is answered, not shown as if it were new."""
    return request.POST if request.method == "POST" else None


def posted_version(request: HttpRequest) -> int:
    """The version that the page of a button showed; 0, which no row has, where none came."""
    form = VersionedForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0


def lock_on_post(request: HttpRequest, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Locked, inside a transaction, for a form that is about to change one of them."""
    return rows.select_for_update(of=("self",)) if request.method == "POST" else rows


def show_form(request: HttpRequest, template: str, form: BaseForm | None, **context: Any) -> HttpResponse:
    """The page of a form, as new or with what is wrong (422)."""
    status = 422 if form is not None and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def succeeded(form: PageForm, action: Callable[[], Any]) -> bool:
    """Calls the action if the form is valid. Whether that went well; if not, the form says why."""
    if not form.is_valid():
        return False
    try:
        action()
    except DomainError as error:
        form.refuse(error)
        return False
    return True


def saved(form: PageForm, action: Callable[[], Row]) -> Row | None:
    """The row that the action returns for a valid form; None where there is none, and the form says why."""
    rows: list[Row] = []
    return rows[0] if succeeded(form, lambda: rows.append(action())) else None


def created(request: HttpRequest, form: PageForm, model: type[Row], action: Callable[[], Row]) -> Row | None:
    """As `saved`, for a form with a token (`OnceForm`): sent again it gives the row that it made before."""
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
    """Whether the form that was posted made its row already."""
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
    """One button without a page of its own; a refusal stands on the page that it came from."""
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


def way_back(request: HttpRequest, fallback: str, **made: str) -> str:
    """Where `?kembali=` asks to return to within this site, taking along what was made."""
    wanted = request.GET.get("kembali", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return fallback
    return f"{wanted}{'&' if '?' in wanted else '?'}{urlencode(made)}" if made else wanted
