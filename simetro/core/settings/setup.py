"""The settings pages: each app declares its own in its hooks, in the order in which an office needs them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from simetro.core.hooks import all_hooks
from simetro.core.kit.text import Text
from simetro.core.models import User


class SettingGroup(TextChoices):
    """The headings of the settings."""

    OFFICE = "office", _("Kantor")
    PEOPLE = "people", _("Petugas dan tanda tangan")
    TESTING = "testing", _("Pengujian")
    DATA = "data", _("Data")


@dataclass(frozen=True)
class Standing:
    """Whether a setting is complete: `text` says what is there, or what is missing."""

    is_done: bool
    text: Text


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One page of the settings. Those without which an office cannot work have a `standing`."""

    order: int
    group: SettingGroup
    title: Text
    what: Text
    icon: str
    url: Text
    right: str = "core.manage_reference_data"
    standing: Callable[[], Standing] | None = None


def settings_for(user: User, more: Iterable[Setting] = ()) -> list[Setting]:
    """The settings that a person may open; `more`: those of reference data."""
    declared = [setting for hooks in all_hooks() for setting in hooks.settings]
    mine = [setting for setting in (*declared, *more) if user.has_perm(setting.right)]
    return sorted(mine, key=lambda setting: (list(SettingGroup).index(setting.group), setting.order))
