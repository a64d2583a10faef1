from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

LONGEST = 60


def free_slug(text: str, rows: QuerySet[Any], *, otherwise: str) -> str:
    """A slug for a row of that name, with a number behind it where another of `rows` has the slug already.

    `otherwise`: the slug for a name without any letter that an address may contain.
    """
    slug = slugify(text)[:LONGEST].strip("-") or otherwise
    taken = set(rows.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 2))
    return next(candidate for candidate in (slug, *numbered) if candidate not in taken)
