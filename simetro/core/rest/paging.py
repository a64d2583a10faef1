from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from simetro.core.rest.schemas import FilterText
from simetro.core.web.listing import Whose, note_shown

T = TypeVar("T")


class Page(Schema):
    """The query parameters of every list; a list with filters extends it."""

    limit: Annotated[int, Field(ge=1, le=500)] = 50
    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    search: FilterText = ""


class Listed(Schema, Generic[T]):
    items: list[T]
    count: int


def paged(rows: QuerySet[Any], page: Page) -> dict[str, Any]:
    return {"items": list(rows[page.offset : page.offset + page.limit]), "count": rows.count()}


def paged_of(request: HttpRequest, rows: QuerySet[Any], page: Page, whose: Whose) -> dict[str, Any]:
    """A page of rows that show personal data of owners; the log records who saw them."""
    answer = paged(rows, page)
    note_shown(request, map(whose, answer["items"]))
    return answer
