from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

LONGEST = 60


def free_slug(text: str, rows: QuerySet[Any], *, otherwise: str) -> str:
    """What addresses call a row of that name: a number follows where another of `rows` has it already.

    `otherwise`: for a name without any letter that an address may have.
    """
    slug = slugify(text)[:LONGEST].strip("-") or otherwise
    taken = set(rows.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 2))
    return next(candidate for candidate in (slug, *numbered) if candidate not in taken)
