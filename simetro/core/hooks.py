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
    """All that one app declares.

    rights: which roles hold which permission ("app.codename"). menu: entries of the staff menu. home_cards: what waits
    for a person. log_phrases: by verb of the log; log_labels, log_values: by key of what an entry holds, and by key and
    value, in words. entry_subjects: by lower label of a model that the log tells of.
    timelines, related_rows, personal_data: by the model of the row that is shown or told of. settings, reference_data,
    retention: pages of the settings, tables that a super admin keeps, and what is not kept for ever.
    deliveries: by topic, who handles what is owed. daily_jobs: by name, what the clock does once a day.
    page_parts: by its name, the template that this app puts into a page of an app below ({% page_parts "name" %}).
    number_series: of the documents that it numbers. account_home: name of the page where who does not work here lands.
    public_pages: by model, the path of the page that outsiders are sent to about a row.
    """

    rights: "Rights" = field(default_factory=dict)
    menu: Sequence["MenuEntry"] = ()
    home_cards: Sequence["CardMaker"] = ()
    log_phrases: Mapping[str, "Phrase"] = field(default_factory=dict)
    log_labels: Mapping[str, "Text"] = field(default_factory=dict)
    log_values: Mapping[str, Mapping[str, "Text"]] = field(default_factory=dict)
    entry_subjects: Mapping[str, "EntrySubject"] = field(default_factory=dict)
    timelines: Mapping[type[Model], "StoryTeller"] = field(default_factory=dict)
    related_rows: Mapping[type[Model], Sequence["RelatedMaker"]] = field(default_factory=dict)
    personal_data: Mapping[type[Model], "Teller"] = field(default_factory=dict)
    settings: Sequence["Setting"] = ()
    reference_data: Sequence["Reference"] = ()
    retention: Sequence["RetentionRule"] = ()
    deliveries: Mapping[str, Callable[[dict[str, Any]], None]] = field(default_factory=dict)
    daily_jobs: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    page_parts: Mapping[str, str] = field(default_factory=dict)
    number_series: Sequence["Series"] = ()
    account_home: str = ""
    public_pages: Mapping[type[Model], Callable[[Any], str]] = field(default_factory=dict)


class HookedApp(AppConfig):
    """An app of the house. Each is marked as `default`: Django finds this class in its module, too."""

    def load_hooks(self) -> Hooks:
        """Imports its `hooks.py`, which Django cannot load before the models are there."""
        raise NotImplementedError


@cache
def all_hooks() -> tuple[Hooks, ...]:
    """The hooks of every app, in the order of INSTALLED_APPS: from the top of the house to the core."""
    return tuple(config.load_hooks() for config in apps.get_app_configs() if isinstance(config, HookedApp))
