from django import forms
from django.utils.translation import gettext_lazy as _

from simetro.core.web.forms import (
    ReasonForm,
)


class RepairForm(ReasonForm):
    until = forms.DateField(
        label=_("Batas perbaikan"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Biasanya 7 hari kerja. Setelah diperbaiki, UTTP diuji lagi pada order yang sama."),
    )
