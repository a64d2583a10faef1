"""The token of a form that creates: sent again with the same content it gives the same row."""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from simetro.core.db.once import OtherContent, Submission, answer_to, claim, digest_of, keep
from simetro.core.kit.errors import Conflict
from simetro.core.models import IdempotentAnswer
from simetro.core.web.forms import OnceForm

Row = TypeVar("Row", bound=Model)
METHOD, CREATED = "FORM", 201
NOT_TYPED = ("csrfmiddlewaretoken",)
SECRET = ("password",)  # whatever is named so: a quick hash of it would be a way to guess it


def submission_of(request: HttpRequest, model: type[Model]) -> Submission | None:
    """What identifies this sending of the form; None where it carries no readable token."""
    form = OnceForm(request.POST)
    if not form.is_valid():
        return None
    by = request.user if request.user.is_authenticated else None
    digest = digest_of(_content(request.POST), request.FILES)
    return Submission(by, METHOD, model._meta.label_lower, str(form.cleaned_data["once"]), digest)


def was_answered(submission: Submission) -> bool:
    """Whether this form has created its row already, with this content or another."""
    try:
        return answer_to(submission) is not None
    except OtherContent:
        return True


def made_before(submission: Submission, model: type[Row]) -> Row | None:
    """The row that this form has created. Raises a Conflict if its content was different, or the row is gone."""
    try:
        answer = answer_to(submission)
    except OtherContent:
        raise _already_saved() from None
    return _row_of(answer, model) if answer else None


@transaction.atomic
def make_once(submission: Submission, model: type[Row], make: Callable[[], Row]) -> Row:
    """Creates the row with `make`, unless the same form has created it while this request waited for its lock."""
    try:
        answer = claim(submission)
    except OtherContent:
        raise _already_saved() from None
    if answer.status:
        return _row_of(answer, model)
    row = make()
    keep(answer, CREATED, row.pk)
    return row


def _row_of(answer: IdempotentAnswer, model: type[Row]) -> Row:
    row = model._default_manager.filter(pk=answer.body).first()
    if row is None:
        raise _already_saved()
    return row


def _already_saved() -> Conflict:
    sentence = _("Formulir ini sudah tersimpan. Buka datanya untuk mengubah, atau mulai formulir baru.")
    return Conflict(sentence, code="sent_before")


def _content(posted: QueryDict) -> bytes:
    typed = posted.copy()
    for name in [name for name in typed if name in NOT_TYPED or name.endswith(SECRET)]:
        typed.pop(name)
    return typed.urlencode().encode()
