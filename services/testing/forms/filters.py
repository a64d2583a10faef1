from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.authority.queries import all_penera
from services.enums import OPEN_ITEMS, AttemptState, Place, Service
from simetro.core.models import User
from simetro.core.web.forms import (
    DayInput,
)
from simetro.core.web.listing import FilterForm
from uttp.enums import Verdict
from uttp.forms.filters import kind_choices

WEEK = timedelta(days=7)


MOST_AT_ONCE = 200


class WorkFilter(FilterForm):
    search = forms.CharField(
        label=_("Cari nomor transaksi, ID UTTP, nomor seri, atau pemilik"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    place = forms.ChoiceField(label=_("Tempat"), required=False, choices=[("", _("Semua tempat")), *Place.choices])
    when = forms.ChoiceField(
        label=_("Tanggal"),
        required=False,
        choices=[("", _("Sampai hari ini")), ("week", _("Sampai 7 hari lagi")), ("all", _("Semua tanggal"))],
    )
    status = forms.ChoiceField(
        required=False, choices=[(status.value, status.label) for status in OPEN_ITEMS], widget=forms.HiddenInput
    )

    @property
    def until(self) -> date | None:
        """The last day to show; None where every day is shown, as for a search."""
        when, today = self.wanted["when"], timezone.localdate()
        if when == "all" or self.wanted["search"]:
            return None
        return today + WEEK if when == "week" else today


class OwnFilter(FilterForm):
    """A penera's own verifications."""

    verdict = forms.ChoiceField(required=False, choices=Verdict, widget=forms.HiddenInput)


class DaysFilter(FilterForm):
    since = forms.DateField(label=_("Dari"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Sampai"), required=False, widget=DayInput())


class HistoryFilter(DaysFilter):
    search = forms.CharField(
        label=_("Cari nama, nomor seri, ID UTTP, atau nomor order"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    owner = forms.CharField(label=_("Pemilik"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Jenis"), required=False, choices=lambda: kind_choices(_("Semua jenis")))
    penera = forms.ModelChoiceField(
        label=_("Penera"), required=False, queryset=User.objects.none(), empty_label=_("Semua penera")
    )
    district = forms.CharField(label=_("Kecamatan"), required=False, max_length=80)
    market = forms.CharField(label=_("Pasar atau tempat pakai"), required=False, max_length=80)
    place = forms.ChoiceField(label=_("Pelayanan di"), required=False, choices=[("", _("Semua")), *Place.choices])
    service = forms.ChoiceField(label=_("Pekerjaan"), required=False, choices=[("", _("Semua")), *Service.choices])
    status = forms.ChoiceField(
        label=_("Percobaan"), required=False, choices=[("", _("Semua percobaan")), *AttemptState.choices]
    )
    certificate = forms.CharField(label=_("Nomor surat"), required=False, max_length=120)
    verdict = forms.ChoiceField(required=False, choices=Verdict, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["penera"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = all_penera()
