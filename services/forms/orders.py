from django import forms
from django.utils.translation import gettext_lazy as _

from services.enums import OrderStatus, Place
from simetro.core.listing import FilterForm


class OrderFilter(FilterForm):
    place = forms.ChoiceField(label=_("Tempat"), required=False, choices=[("", _("Semua tempat")), *Place.choices])
    status = forms.ChoiceField(required=False, choices=OrderStatus, widget=forms.HiddenInput)
