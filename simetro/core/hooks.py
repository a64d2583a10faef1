"""What an app contributes to the rest of the house: its `hooks.py` fills in one `Hooks`, and nobody asks elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig, apps
from django.db.models import Model

if TYPE_CHECKING:
    from simetro.core.db.numbering import Series
    from simetro.core.kit.roles import Rights
    from simetro.core.kit.text import Text
    from simetro.core.log.entry_subjects import EntrySubject
    from simetro.core.log.phrases import Phrase
    from simetro.core.log.timeline import StoryTeller
    from simetro.core.settings.personal_data import Teller
    from simetro.core.settings.reference import Reference
    from simetro.core.settings.retention import RetentionRule
    from simetro.core.settings.setup import Setting
    from simetro.core.web.home import CardMaker
    from simetro.core.web.navigation import MenuEntry
    from simetro.core.web.related_rows import RelatedMaker


@dataclass(frozen=True, kw_only=True)
class Hooks:
    """All that one app declares; each field says by what the others find it."""

    # Which roles hold which permission, "app.codename".
    rights: "Rights" = field(default_factory=dict)
    menu: Sequence["MenuEntry"] = ()
    home_cards: Sequence["CardMaker"] = ()
    # The log in words: by verb; by key of what an entry holds; by key and value; by "app.model" of what it is about.
    log_phrases: Mapping[str, "Phrase"] = field(default_factory=dict)
    log_labels: Mapping[str, "Text"] = field(default_factory=dict)
    log_values: Mapping[str, Mapping[str, "Text"]] = field(default_factory=dict)
    entry_subjects: Mapping[str, "EntrySubject"] = field(default_factory=dict)
    # What the app tells of a row of this model: its story, rows beside it, what is kept of a person.
    timelines: Mapping[type[Model], "StoryTeller"] = field(default_factory=dict)
    related_rows: Mapping[type[Model], Sequence["RelatedMaker"]] = field(default_factory=dict)
    personal_data: Mapping[type[Model], "Teller"] = field(default_factory=dict)
    # Pages of the settings, tables that a super admin keeps, what is not kept for ever.
    settings: Sequence["Setting"] = ()
    reference_data: Sequence["Reference"] = ()
    retention: Sequence["RetentionRule"] = ()
    # Who handles what is owed, by topic; what the clock does once a day, by name.
    deliveries: Mapping[str, Callable[[dict[str, Any]], None]] = field(default_factory=dict)
    daily_jobs: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    number_series: Sequence["Series"] = ()
    # Templates that this app puts into pages of the apps below, by the name of the place: {% page_parts "name" %}.
    page_parts: Mapping[str, str] = field(default_factory=dict)
    # The path of the page that outsiders are sent to about a row; the name of the page where an account lands.
    public_pages: Mapping[type[Model], Callable[[Any], str]] = field(default_factory=dict)
    account_home: str = ""


class HookedApp(AppConfig):
    """An app of the house. Each is marked as `default`: Django finds this class in its module, too."""

    def load_hooks(self) -> Hooks:
        """Imports its `hooks.py`, which Django cannot load before the models are there."""
        raise NotImplementedError


@cache
def all_hooks() -> tuple[Hooks, ...]:
    """The hooks of every app, in the order of INSTALLED_APPS: from the top of the house to the core."""
    return tuple(config.load_hooks() for config in apps.get_app_configs() if isinstance(config, HookedApp))
