"""The forms of an order, and the filters of their list."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.authority.queries import all_penera
from services.calendar.queries import announced_sidang
from services.enums import OrderStatus, Place, Todo
from services.models import Sidang
from services.orders.forms.lines import LinesForm, Offer
from simetro.core.models import User
from simetro.core.web.forms import (
    DayInput,
    ModelChoice,
    PrintedLine,
)
from simetro.core.web.listing import FilterForm
from uttp.forms.owners import owner_field

FACTS = ("owner", "requested_on", "certificate_name", "certificate_address")


class OrderFilter(FilterForm):
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Semua status")), *OrderStatus.choices]
    )
    place = forms.ChoiceField(label=_("Tempat"), required=False, choices=[("", _("Semua tempat")), *Place.choices])
    since = forms.DateField(label=_("Permintaan dari"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Sampai"), required=False, widget=DayInput())
    penera = forms.ModelChoiceField(
        all_penera(),
        label=_("Penera"),
        required=False,
        empty_label=_("Semua penera"),
    )
    todo = forms.ChoiceField(required=False, choices=Todo, widget=forms.HiddenInput)


class SidangChoice(ModelChoice):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} · {obj.when}"


class RequestForm(LinesForm):
    """The owner's request: which instruments, and where they are tested."""

    place = forms.ChoiceField(label=_("Tempat pengujian"), choices=Place, widget=forms.RadioSelect)
    sidang = SidangChoice(
        Sidang.objects.none(),
        label="Sidang",
        required=False,
        empty_label=_("Tidak pada sidang"),
        help_text=_("Bila diuji pada sidang tera ulang. Hari dan timnya mengikuti sidang itu."),
    )

    def __init__(self, data: Any = None, *, offer: Offer, initial: Mapping[str, Any]) -> None:
        super().__init__(data, offer=offer, initial=initial)
        cast(SidangChoice, self.fields["sidang"]).queryset = announced_sidang(timezone.localdate())

    def facts(self) -> dict[str, Any]:
        return super().facts() | {name: self.cleaned_data[name] for name in ("place", "sidang")}

    def field_of(self, path: str) -> str | None:
        return super().field_of("sidang" if path == "sidang_id" else path)


class OrderForm(RequestForm):
    requested_on = forms.DateField(
        label=_("Tanggal permintaan"),
        initial=timezone.localdate,
        widget=DayInput(),
    )
    certificate_name = PrintedLine(
        label=_("SKHP atas nama"), max_length=200, required=False, help_text=_("Kosongkan bila sama dengan pemilik")
    )
    certificate_address = PrintedLine(
        label=_("Alamat pada SKHP"), max_length=250, required=False, help_text=_("Kosongkan bila sama dengan pemilik")
    )

    def __init__(self, data: Any = None, *, user: User, offer: Offer, initial: Mapping[str, Any], back: str) -> None:
        super().__init__(data, offer=offer, initial=initial)
        values = data if data is not None else initial
        picker = owner_field(user, back=back, typed=values.get("owner_q", ""), keeps=True)
        self.add_fields({"owner": picker}, ["owner", *self.fields])

    def facts(self) -> dict[str, Any]:
        return super().facts() | {name: self.cleaned_data[name] for name in FACTS}
