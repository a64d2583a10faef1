"""The `Idempotency-Key` of a creating request: the same key and body give the same answer and one row."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.responses import Status

from simetro.core.db.once import OtherContent, Submission, claim, digest_of, keep
from simetro.core.kit.errors import Invalid
from simetro.core.models import IdempotentAnswer
from simetro.core.rest.auth import Call

Endpoint = Callable[..., Any]
LONGEST_KEY = 200


def creates(schema: type[Schema]) -> Callable[[Endpoint], Endpoint]:
    """An endpoint that creates: 201 with the object, and the same `Idempotency-Key` never creates twice.

    The endpoint returns the object, or `Status(200, object)` where it was there before.
    """

    def decorate(endpoint: Endpoint) -> Endpoint:
        @wraps(endpoint)
        def once(request: Call, **kwargs: Any) -> HttpResponse:
            key = request.headers.get("Idempotency-Key")
            with transaction.atomic():
                kept = _claim(request, key) if key is not None else None
                if kept and kept.status:
                    return _answer(kept.status, str(kept.body))
                status, body = _serialised(schema, endpoint(request, **kwargs))
                if kept:
                    keep(kept, status, body)
            return _answer(status, body)

        return once

    return decorate


def _serialised(schema: type[Schema], result: Any) -> tuple[int, str]:
    """The answer as text, since a JSON column would not keep the order of the keys."""
    status, row = (result.status_code, result.value) if isinstance(result, Status) else (201, result)
    return status, schema.from_orm(row).model_dump_json()


def _answer(status: int, body: str) -> HttpResponse:
    return HttpResponse(body, status=status, content_type="application/json")


def _claim(request: Call, key: str) -> IdempotentAnswer:
    if not 0 < len(key) <= LONGEST_KEY or not (key.isascii() and key.isprintable()):
        raise Invalid.field("Idempotency-Key", _("Isi 1 sampai 200 huruf, angka, atau tanda baca biasa."))
    digest = digest_of(request.body)
    try:
        return claim(Submission(request.user, str(request.method), request.path[:200], key, digest))
    except OtherContent:
        sentence = _("Kunci ini sudah dipakai untuk isian lain. Gunakan kunci baru.")
        raise Invalid.field("Idempotency-Key", sentence) from None
