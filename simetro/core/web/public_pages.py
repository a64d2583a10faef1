"""Where outsiders look at a row: an app above has the page, papers and mails of the apps below print its address."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from simetro.core.hooks import all_hooks


@cache
def _paths() -> dict[type[Model], Callable[[Any], str]]:
    return {model: path for hooks in all_hooks() for model, path in hooks.public_pages.items()}


def public_url(row: Model) -> str:
    """The whole address, for paper, mail and QR codes. Raises KeyError where the model has no public page."""
    return f"{settings.PUBLIC_URL}{_paths()[type(row)](row)}"


def page_url(name: str, *args: Any) -> str:
    """The whole address of a page by its name."""
    return f"{settings.PUBLIC_URL}{reverse(name, args=args)}"
