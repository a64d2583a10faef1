"""All addresses of the project, as Django resolves them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from simetro.api import api


def routes() -> list[str]:
    """Such as `staf/uttp/<str:uttp_id>`; the API's and the admin's too."""
    return list(dict.fromkeys(_walk(get_resolver().url_patterns)))


def _walk(patterns: Iterable[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route


def operations() -> set[tuple[str, str]]:
    """Method and path of each operation of the API, such as `GET`, `/api/v1/owners/{id}`."""
    paths: dict[str, Any] = api.get_openapi_schema()["paths"]
    return {(method.upper(), path) for path, methods in paths.items() for method in methods}
