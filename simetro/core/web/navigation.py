"""The staff menu: each app names its entries in its hooks; a person sees those that he may open."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from simetro.core.hooks import all_hooks
from simetro.core.kit.text import Text
from simetro.core.models import User


@dataclass(frozen=True)
class MenuEntry:
    order: int
    label: Text
    icon: str
    url_name: str
    right: str
    badge: Callable[["User"], int] | None = None


@dataclass(frozen=True)
class NavigationItem:
    label: Text
    icon: str
    url: str
    active: bool
    badge: int


def navigation_for(request: HttpRequest) -> list[NavigationItem]:
    user = request.user
    if not user.is_authenticated:
        return []
    entries = [entry for hooks in all_hooks() for entry in hooks.menu]
    mine = [entry for entry in sorted(entries, key=lambda entry: entry.order) if user.has_perm(entry.right)]
    return [_item(entry, request, user) for entry in mine]


def _item(entry: MenuEntry, request: HttpRequest, user: "User") -> NavigationItem:
    url = reverse(entry.url_name)
    is_home = url == reverse("staff_home")
    active = request.path == url if is_home else request.path.startswith(url)
    return NavigationItem(entry.label, entry.icon, url, active, entry.badge(user) if entry.badge else 0)
