from django import forms
from django.utils.translation import gettext_lazy as _

from services.authority.forms import KindsForm
from services.enums import StandardState
from services.models import Standard
from simetro.core.web.listing import FilterForm


class StandardFilter(FilterForm):
    search = forms.CharField(
        label=_("Cari nama, nomor seri, atau nomor sertifikat"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(required=False, choices=StandardState, widget=forms.HiddenInput)


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
