"""The staff home shows work, not numbers: each app makes its cards in its hooks."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from simetro.core.hooks import all_hooks
from simetro.core.kit.text import Text
from simetro.core.models import Delivery, User


@dataclass(frozen=True)
class HomeCard:
    """Work that waits for the person: how much, its oldest rows, and where to do it."""

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
    makers = [make for hooks in all_hooks() for make in hooks.home_cards]
    cards = [card for make in makers if (card := make(user)) is not None]
    return sorted(cards, key=lambda card: not card.count)  # what has nothing waiting comes last


def failed_deliveries(user: "User") -> HomeCard | None:
    """The card of deliveries that were given up and wait for somebody to retry them."""
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
                url=reverse("admin:core_delivery_change", args=[delivery.pk]),
                title=delivery.topic,
                detail=_("dicoba %(count)s kali") % {"count": delivery.attempts},
            )
            for delivery in dead
        ],
    )
