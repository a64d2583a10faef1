"""What an office is set up by: each app names its settings in its hooks, in the order of their use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from simetro.core.hooks import all_hooks
from simetro.core.kit.text import Text

if TYPE_CHECKING:
    from simetro.core.models import User


class SettingGroup(TextChoices):
    """The headings of the settings."""

    OFFICE = "office", _("Kantor")
    PEOPLE = "people", _("Petugas dan tanda tangan")
    TESTING = "testing", _("Pengujian")
    DATA = "data", _("Data")


@dataclass(frozen=True)
class Standing:
    """How far a setting is: `text` says what is there, or what is missing."""

    is_done: bool
    text: Text


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One page of the settings. `standing` is given by what an office cannot work without."""

    order: int
    group: SettingGroup
    title: Text
    what: Text
    icon: str
    url: Text
    right: str = "core.manage_reference_data"
    standing: Callable[[], Standing] | None = None


def settings_for(user: "User", more: Iterable[Setting] = ()) -> list[Setting]:
    """Those that a person may open; `more`: those of reference data."""
    declared = [setting for hooks in all_hooks() for setting in hooks.settings]
    mine = [setting for setting in (*declared, *more) if user.has_perm(setting.right)]
    return sorted(mine, key=lambda setting: (list(SettingGroup).index(setting.group), setting.order))
