"""What every answer of the API has in common."""

from typing import Any

from django.http import HttpResponse

MEMBERS = {"type", "title", "status", "detail", "code", "errors"}


def problem(response: HttpResponse, status: int, code: str | None = None) -> dict[str, Any]:
    """The problem that the answer is, with all members that RFC 9457 and this API have."""
    assert response.status_code == status, (response.status_code, response.content[:500])
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert set(body) >= MEMBERS
    assert body["status"] == status
    assert all(body[name] for name in ("type", "title", "detail", "code"))
    assert all(set(one) == {"field", "message"} and all(one.values()) for one in body["errors"])
    if code is not None:
        assert body["code"] == code, body
    return body


def fields(response: HttpResponse) -> set[str]:
    """The fields that a refused body is wrong in."""
    return {one["field"] for one in problem(response, 422, "invalid")["errors"]}


def done(response: HttpResponse, status: int = 200) -> dict[str, Any]:
    assert response.status_code == status, (response.status_code, response.content[:500])
    assert response["Content-Type"].startswith("application/json")
    body: dict[str, Any] = response.json()
    return body
