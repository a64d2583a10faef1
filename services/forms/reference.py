"""Reference data of this app in `/admin/`: which kinds a row holds for, as boxes to tick."""

from django import forms
from django.utils.translation import gettext_lazy as _

from services.models import Standard
from services.rules import check_kinds
from simetro.core.forms import ReferenceForm
from uttp.forms.filters import kinds_by_group


class KindsForm(ReferenceForm):
    kinds = forms.MultipleChoiceField(
        label=_("jenis UTTP"), choices=kinds_by_group, widget=forms.CheckboxSelectMultiple
    )

    def check(self) -> None:
        check_kinds(self.instance)

    def validate_constraints(self) -> None:
        """`check` says it beside the field."""


class StandardForm(KindsForm):
    class Meta:
        model = Standard
        fields = (
            "name",
            "accuracy_class",
            "serial_number",
            "kinds",
            "certificate_number",
            "traceability",
            "valid_until",
        )
