"""Sections that other apps add to the page of a row: each app declares them in its hooks, by model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from simetro.core.hooks import all_hooks
from simetro.core.kit.text import Text
from simetro.core.models import User


@dataclass(frozen=True)
class RelatedRow:
    url: str
    title: Text
    detail: Text
    status: str = ""
    status_label: Text = ""
    whose: int | None = None  # the owner whose personal data it shows


@dataclass(frozen=True)
class Related:
    """One section of a detail page; `url` leads to all rows where not all are shown."""

    title: Text
    rows: Sequence[RelatedRow]
    empty: Text
    count: int
    url: str = ""


SHOWN = 10  # rows of a section; `url` leads to the others
RelatedMaker = Callable[[Any, User], Related | None]


def related_to(row: models.Model, user: User) -> list[Related]:
    makers = [make for hooks in all_hooks() for make in hooks.related_rows.get(type(row), ())]
    return [section for make in makers if (section := make(row, user)) is not None]


def first_of(rows: models.QuerySet[Any], most: int) -> tuple[list[Any], int]:
    """The first rows and the number of all, with one query. It does not work for `distinct` querysets."""
    first = list(rows.annotate(of_all=models.Window(models.Count("pk")))[:most])
    return first, first[0].of_all if first else 0
