from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simetro.core.web.forms import ReferenceForm
from uttp.kinds import all_parameters
from uttp.models import ParameterRow
from uttp.rules import check_parameter_row


class ParameterRowForm(ReferenceForm):
    parameter = forms.ChoiceField(label=_("Ketentuan"))

    class Meta:
        model = ParameterRow
        fields = ("parameter", "since", "value", "legal_basis", "confirmed")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parameter"]
        assert isinstance(field, forms.ChoiceField)
        self.fields["value"].help_text = _('Bilangan desimal di antara tanda kutip, dengan titik: "0.5".')
        self.fields["confirmed"].initial = False
        if not self.initial.get("value"):
            self.initial["value"] = ""
        field.choices = [
            (parameter.code, f"{parameter.code}: {parameter.label}") for parameter in all_parameters().values()
        ]

    def check(self) -> None:
        check_parameter_row(self.instance)
