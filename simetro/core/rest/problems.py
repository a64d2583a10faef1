"""The one place where an error becomes `application/problem+json` (RFC 9457)."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from simetro.core.errors import DomainError, Invalid
from simetro.core.sentences import field_errors

CONTENT_TYPE = "application/problem+json"


def problem_of(error: DomainError) -> JsonResponse:
    body = {
        "type": f"urn:simetro:problem:{error.code}",
        "title": str(error.title),
        "status": error.status,
        "detail": str(error.detail),
        "code": error.code,
        "errors": [{"field": one.field, "message": str(one.message)} for one in error.errors],
        **error.data,
    }
    response = JsonResponse(body, status=error.status, content_type=CONTENT_TYPE)
    if "retry_after" in error.data:
        response["Retry-After"] = str(error.data["retry_after"])
    return response


def invalid_input(errors: list[dict[str, Any]]) -> Invalid:
    """From ninja's list, whose places begin with where the value stood ('body', the parameter's name)."""
    placed = [{**error, "loc": _place(error["loc"])} for error in errors]
    return Invalid(_("Periksa isian yang ditandai, lalu kirim lagi."), errors=field_errors(placed))


def _place(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    source, *rest = loc
    return tuple(rest[1:] if source == "body" and rest else rest)


def problem_from(response: HttpResponse) -> HttpResponse:
    """Gives an error that Django or ninja answered by itself the form of all others."""
    status = response.status_code
    if status < 400 or response.get("Content-Type", "").startswith(CONTENT_TYPE):
        return response
    error = DomainError(_("Alamat atau cara memanggilnya tidak dikenal. Lihat /api/v1/docs."), code=f"http_{status}")
    error.status = status
    problem = problem_of(error)
    for header in ("Allow", "Retry-After", "WWW-Authenticate"):
        if header in response:
            problem[header] = response[header]
    return problem
