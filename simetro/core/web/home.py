"""The staff home shows work, not numbers: each app names its cards in `AppConfig.home_cards`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Count, Window
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

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
    whose: int | None = None  # the owner whose personal data it shows


ROWS = 4  # of a card: the oldest; its `url` leads to all
CardMaker = Callable[["User"], HomeCard | None]


def cards_for(user: "User") -> list[HomeCard]:
    makers: list[CardMaker] = [make for config in apps.get_app_configs() for make in getattr(config, "home_cards", ())]
    cards = [card for make in makers if (card := make(user)) is not None]
    return sorted(cards, key=lambda card: not card.count)  # what has nothing waiting comes last


def failed_deliveries(user: "User") -> HomeCard | None:
    """The health of the system: side effects that were given up and wait for somebody to retry them."""
    from simetro.core.models import Delivery  # models are not loaded when this module is imported

    if not user.has_perm("core.manage_reference_data"):
        return None
    dead = list(Delivery.objects.filter(state="dead").annotate(of_all=Window(Count("pk")))[:5])
    return HomeCard(
        title=_("Kiriman yang gagal"),
        icon="alert-triangle",
        url=f"{reverse('admin:core_delivery_changelist')}?state__exact=dead",
        count=dead[0].of_all if dead else 0,
        empty=_("Semua surat dan kabar terkirim."),
        rows=[
            HomeRow(
                url=reverse("admin:core_delivery_change", args=[one.pk]),
                title=one.topic,
                detail=_("dicoba %(count)s kali") % {"count": one.attempts},
            )
            for one in dead
        ],
    )
