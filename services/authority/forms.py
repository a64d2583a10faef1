from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from services.authority.rules import check_competence, check_kinds, check_letter
from services.calendar.rules import check_dates
from services.models import Competence, Scope
from simetro.core.kit.errors import Invalid
from simetro.core.web.forms import ReferenceForm
from uttp.forms.filters import kinds_by_group
from uttp.kinds import all_kinds


class KindsForm(ReferenceForm):
    every = forms.BooleanField(label=_("Semua jenis UTTP"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("Jenis UTTP"), choices=kinds_by_group, widget=forms.CheckboxSelectMultiple
    )

    data: QueryDict

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if data and data.get("every"):
            self.data = data.copy()
            self.data.setlist("kinds", [kind.code for kind in all_kinds()])

    def check(self) -> None:
        check_kinds(self.instance)


class DatedForm(ReferenceForm):
    def clean(self) -> dict[str, Any]:
        """Refuses dates in the wrong order with a sentence, before the database constraint refuses them without one."""
        data: dict[str, Any] = super().clean() or {}
        try:
            check_dates(data.get("since"), data.get("until"))
        except Invalid as error:
            self.add_error("until", error.detail)
        return data


class LetterForm(DatedForm, KindsForm):
    pass


class ScopeForm(LetterForm):
    class Meta:
        model = Scope
        fields = ("letter_number", "since", "until", "every", "kinds")

    def check(self) -> None:
        check_letter(self.instance)


class CompetenceForm(LetterForm):
    class Meta:
        model = Competence
        fields = ("person", "letter_number", "since", "until", "every", "kinds")

    def check(self) -> None:
        check_competence(self.instance)
