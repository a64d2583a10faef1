"""The one place where an error becomes `application/problem+json` (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from simetro.core.kit.errors import (
    DomainError,
    Invalid,
    NotFound,
    Unauthenticated,
)
from simetro.core.kit.sentences import field_errors

CONTENT_TYPE = "application/problem+json"


def problem_body(error: DomainError) -> dict[str, Any]:
    return {
        "type": f"urn:simetro:problem:{error.code}",
        "title": str(error.title),
        "status": error.status,
        "detail": str(error.detail),
        "code": error.code,
        "errors": [{"field": field_error.field, "message": str(field_error.message)} for field_error in error.errors],
        **error.data,
    }


def problem_of(error: DomainError) -> JsonResponse:
    response = JsonResponse(problem_body(error), status=error.status, content_type=CONTENT_TYPE)
    if "retry_after" in error.data:
        response["Retry-After"] = str(error.data["retry_after"])
    if error.status == Unauthenticated.status:
        response["WWW-Authenticate"] = "Bearer"
    return response


def invalid_input(errors: list[dict[str, Any]]) -> Invalid:
    """The error for ninja's validation errors, whose locations begin with 'body' or the parameter's name."""
    placed = [{**error, "loc": _place(error["loc"])} for error in errors]
    return Invalid(_("Periksa isian yang ditandai, lalu kirim lagi."), errors=field_errors(placed))


def _place(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    source, *rest = loc
    return tuple(rest[1:]) or ("body",) if source == "body" else tuple(rest)


def problem_from(response: HttpResponse) -> HttpResponse:
    """Gives an error that Django or ninja answered by itself the form of all others."""
    status = response.status_code
    if status < 400 or response.get("Content-Type", "").startswith(CONTENT_TYPE):
        return response
    problem = problem_of(_error_of(status))
    for header in ("Allow", "Retry-After", "WWW-Authenticate"):
        if header in response:
            problem[header] = response[header]
    return problem


def _error_of(status: int) -> DomainError:
    if status == NotFound.status:
        return NotFound(_("Alamat ini tidak dikenal. Lihat /api/v1/docs."))
    sentence = _("Permintaan ini tidak dapat dibaca. Lihat /api/v1/docs.")
    if status >= 500:
        sentence = _("Terjadi kesalahan di sistem kami. Coba lagi nanti; laporkan bila terulang.")
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        sentence = _("Cara memanggil alamat ini tidak dikenal. Lihat header Allow.")
    error = DomainError(sentence, code=HTTPStatus(status).name.lower())
    error.status = status
    return error
