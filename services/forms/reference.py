"""Reference data of this app: which kinds a row holds for, as boxes to tick."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from services.models import Competence, KindTime, Scope, ServiceDay, StampKind, Standard
from services.rules import check_competence, check_dates, check_kind, check_kinds, check_letter
from simetro.core.kit.errors import Invalid
from simetro.core.web.forms import ReferenceForm
from uttp.forms.filters import kinds_by_group
from uttp.kinds import all_kinds

MOST_MINUTES = 480
BETWEEN = {"min_value": _("Isi antara 1 dan 480 menit."), "max_value": _("Isi antara 1 dan 480 menit.")}


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


class StandardForm(KindsForm):
    class Meta:
        model = Standard
        fields = (
            "name",
            "accuracy_class",
            "serial_number",
            "every",
            "kinds",
            "certificate_number",
            "traceability",
            "valid_until",
        )


class KindTimeForm(ReferenceForm):
    kind_code = forms.ChoiceField(label=_("Jenis UTTP"), choices=kinds_by_group)
    minutes = forms.IntegerField(
        label=_("Menit tiap UTTP"), min_value=1, max_value=MOST_MINUTES, error_messages=BETWEEN
    )

    class Meta:
        model = KindTime
        fields = ("kind_code", "minutes")

    def check(self) -> None:
        check_kind(self.instance)


class ServiceDayForm(ReferenceForm):
    class Meta:
        model = ServiceDay
        fields = ("on", "minutes", "districts", "note")


class StampKindForm(ReferenceForm):
    class Meta:
        model = StampKind
        fields = ("code", "name", "unit", "low_water")


class DatedForm(ReferenceForm):
    def clean(self) -> dict[str, Any]:
        """Asks for the dates before Django comes upon the constraint, which has no words for it."""
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
