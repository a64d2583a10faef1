"""The staff home shows work, not numbers: each app names its cards in `AppConfig.home_cards`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.functional import Promise

if TYPE_CHECKING:
    from simetro.core.models import User

Text = str | Promise


@dataclass(frozen=True)
class HomeCard:
    """Something that waits for the person: how many, the oldest few, and where to work on them."""

    title: Text
    icon: str
    url: str
    count: int
    empty: Text
    rows: list["HomeRow"]


@dataclass(frozen=True)
class HomeRow:
    url: str
    title: str
    detail: str


CardMaker = Callable[["User"], HomeCard | None]


def cards_for(user: "User") -> list[HomeCard]:
    makers: list[CardMaker] = [make for config in apps.get_app_configs() for make in getattr(config, "home_cards", ())]
    return [card for make in makers if (card := make(user)) is not None]
