from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from simetro.core.admin_site import ReferenceAdmin
from simetro.core.forms import ReferenceForm
from uttp import actions
from uttp.kinds import all_parameters
from uttp.models import ParameterRow
from uttp.queries import rules_on
from uttp.rules import check_parameter_row


class ParameterRowForm(ReferenceForm):
    parameter = forms.ChoiceField(label=_("Ketentuan"))

    class Meta:
        model = ParameterRow
        fields = ("parameter", "since", "value", "legal_basis", "confirmed")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parameter" in self.fields:
            field = self.fields["parameter"]
            assert isinstance(field, forms.ChoiceField)
            self.fields["value"].help_text = _('Bilangan desimal di antara tanda kutip, dengan titik: "0.5".')
            field.choices = [(one.code, f"{one.code}: {one.label}") for one in all_parameters().values()]

    def check(self) -> None:
        check_parameter_row(self.instance)


@admin.register(ParameterRow)
class ParameterRowAdmin(ReferenceAdmin):
    """Added, never changed: what was judged by a row must still find it."""

    form = ParameterRowForm
    list_display = ("parameter", "since", "legal_basis", "confirmed")
    list_filter = ("parameter",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new row begins with the value that holds today."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        parameter = all_parameters().get(initial.get("parameter", ""))
        if parameter is None:
            return initial
        today = rules_on(timezone.localdate())
        return {**initial, "value": parameter.written(today[parameter])}

    def save_model(self, request: Any, obj: ParameterRow, form: Any, change: bool) -> None:
        actions.add_parameter_row(by=request.user, row=obj)
