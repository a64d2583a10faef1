from django import forms
from django.utils.translation import gettext_lazy as _

from services.enums import StandardState
from simetro.core.web.listing import FilterForm


class StandardFilter(FilterForm):
    search = forms.CharField(
        label=_("Cari nama, nomor seri, atau nomor sertifikat"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(required=False, choices=StandardState, widget=forms.HiddenInput)
