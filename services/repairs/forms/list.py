from django import forms
from django.utils.translation import gettext_lazy as _

from services.enums import RepairState
from simetro.core.web.forms import LineField, VersionedForm
from simetro.core.web.listing import FilterForm


class RepairedForm(VersionedForm):
    repairer = LineField(
        label=_("Siapa yang memperbaiki?"),
        max_length=120,
        help_text=_("Nama reparatir atau bengkel; tulis “pemilik sendiri” bila begitu."),
    )
    licence_number = LineField(label=_("Nomor izin reparatir"), required=False, max_length=60)


class RepairFilter(FilterForm):
    search = forms.CharField(
        label=_("Cari nomor transaksi, ID UTTP, nomor seri, atau pemilik"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(required=False, choices=RepairState, widget=forms.HiddenInput)
