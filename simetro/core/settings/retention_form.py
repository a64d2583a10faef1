from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simetro.core.settings.retention import MOST_DAYS, KeptRule
from simetro.core.web.forms import PageForm


@dataclass(frozen=True)
class RetentionRow:
    """One rule as the form shows it."""

    kept: KeptRule
    field: forms.BoundField


class RetentionForm(PageForm):
    """A field for each rule, named by its code. Only fields that were changed are saved."""

    def __init__(self, data: Any, rules: Iterable[KeptRule]) -> None:
        super().__init__(data)
        self.rules = list(rules)
        self.add_fields({kept.rule.code: _days(kept) for kept in self.rules})

    @property
    def rows(self) -> list[RetentionRow]:
        return [RetentionRow(kept, self[kept.rule.code]) for kept in self.rules]

    def changes(self) -> dict[str, int]:
        return {code: self.cleaned_data[code] for code in self.changed_data}


def _days(kept: KeptRule) -> forms.IntegerField:
    rule = kept.rule
    bounds = {"least": rule.least_days, "most": MOST_DAYS}
    sentence = _("Isi antara %(least)s dan %(most)s hari.") % bounds
    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"})
    field = forms.IntegerField(
        label=str(rule.label),
        help_text=_("%(what)s Paling sedikit %(least)s hari.") % {"what": rule.what, "least": rule.least_days},
        initial=kept.days,
        min_value=rule.least_days,
        max_value=MOST_DAYS,
        error_messages={"min_value": sentence, "max_value": sentence},
        show_hidden_initial=True,
        widget=widget,
    )
    field.unit = _("hari")  # type: ignore[attr-defined]  # shown beside it
    return field
