"""A form that is sent twice - a double click, a reload, a bad line - creates one row."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from simetro.core.kit.errors import Conflict
from simetro.core.models import IdempotentAnswer, User

M = TypeVar("M", bound=models.Model)
Files = Mapping[str, Any]  # as request.FILES has them
METHOD, CREATED = "FORM", 201
NOT_TYPED = ("csrfmiddlewaretoken",)
SECRET = ("password",)  # whatever is named so: a quick hash of it would be a way to guess it


def was_sent(*, by: User, key: UUID, model: type[models.Model]) -> bool:
    """Whether this form made its row already."""
    return IdempotentAnswer.objects.filter(
        user=by, method=METHOD, path=model._meta.label_lower, key=str(key), status=CREATED
    ).exists()


def made_earlier(*, by: User, key: UUID, sent: QueryDict, model: type[M]) -> M | None:
    """What this form made when it was sent before: to be asked where its own row would make it look wrong now."""
    answer = IdempotentAnswer.objects.filter(
        user=by, method=METHOD, path=model._meta.label_lower, key=str(key), status=CREATED
    ).first()
    return _row_of(answer, _digest(sent, {}), model) if answer else None


@transaction.atomic
def once(
    *, by: User, key: UUID, sent: QueryDict, make: Callable[[], M], model: type[M], files: Files | None = None
) -> M:
    """What `make` creates, or what it created when this form (`key`) was sent before with the same content."""
    digest = _digest(sent, files or {})
    answer, is_new = IdempotentAnswer.objects.get_or_create(
        user=by, method=METHOD, path=model._meta.label_lower, key=str(key), defaults={"request_digest": digest}
    )
    if is_new:
        row = make()
        answer.status, answer.body = CREATED, row.pk
        answer.save(update_fields=["status", "body"])
        return row
    return _row_of(answer, digest, model)


def _row_of(answer: IdempotentAnswer, digest: str, model: type[M]) -> M:
    made = model._default_manager.filter(pk=answer.body).first()
    if made is None or answer.request_digest != digest:
        raise Conflict(
            _("Formulir ini sudah tersimpan. Buka datanya untuk mengubah, atau mulai formulir baru."),
            code="sent_before",
        )
    return made


def _digest(sent: QueryDict, files: Files) -> str:
    typed = sent.copy()
    for name in [one for one in typed if one in NOT_TYPED or one.endswith(SECRET)]:
        typed.pop(name)
    digest = hashlib.sha256(typed.urlencode().encode())
    for name in sorted(files):
        digest.update(f"\n{name}\n".encode())
        for piece in files[name].chunks():  # from the beginning, whoever has read it before
            digest.update(piece)
        files[name].seek(0)
    return digest.hexdigest()
