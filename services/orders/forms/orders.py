"""The form of an order: the owner's instruments as rows to tick, each with its service."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.authority.queries import all_penera
from services.calendar.queries import announced_sidang
from services.enums import OrderStatus, Place, Service, Todo
from services.models import Sidang
from services.orders.actions.orders import NewItem
from simetro.core.models import User
from simetro.core.web.forms import (
    DayInput,
    ModelChoice,
    OnceForm,
    PrintedLine,
)
from simetro.core.web.listing import FilterForm
from uttp.forms.owners import owner_field
from uttp.models import Instrument, Owner

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


@dataclass(frozen=True)
class InstrumentRow:
    """One instrument with its three fields."""

    instrument: Instrument
    pick: forms.BoundField
    service: forms.BoundField
    certificate: forms.BoundField


@dataclass(frozen=True)
class Offer:
    """What the form shows of the chosen owner. `is_long`: there are so many instruments that they can be searched."""

    owner: Owner | None = None
    instruments: tuple[Instrument, ...] = ()
    is_long: bool = False
    find: str = ""


class LinesForm(OnceForm):
    """The instruments of one owner, to be ticked, each with its service."""

    def __init__(self, data: Any = None, *, offer: Offer, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.offer = offer
        values = data if data is not None else initial
        fields: dict[str, forms.Field] = {}
        for instrument in offer.instruments:
            fields |= _fields_of(instrument, values)
        self.add_fields(fields, fields)

    def instrument_rows(self) -> list[InstrumentRow]:
        return [
            InstrumentRow(
                instrument,
                self[f"pick.{instrument.uttp_id}"],
                self[f"service.{instrument.uttp_id}"],
                self[f"certificate.{instrument.uttp_id}"],
            )
            for instrument in self.offer.instruments
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        picked = self.picked()
        if not self.brings_something():
            self.add_error(None, _("Centang paling sedikit satu UTTP."))
        for instrument in picked:
            name = f"service.{instrument.uttp_id}"
            if name in cleaned and not cleaned[name]:
                self.add_error(name, _("Pilih tera atau tera ulang."))
        return cleaned

    def brings_something(self) -> bool:
        return bool(self.picked())

    def picked(self) -> list[Instrument]:
        return [
            instrument for instrument in self.offer.instruments if self.cleaned_data.get(f"pick.{instrument.uttp_id}")
        ]

    def items(self) -> list[NewItem]:
        return [self._item(instrument) for instrument in self.picked()]

    def facts(self) -> dict[str, Any]:
        return {"items": self.items()}

    def _item(self, instrument: Instrument) -> NewItem:
        cleaned, uttp_id = self.cleaned_data, instrument.uttp_id
        return NewItem(instrument, Service(cleaned[f"service.{uttp_id}"]), cleaned[f"certificate.{uttp_id}"])

    def field_of(self, path: str) -> str | None:
        """Translates the action's "items.0", which counts ticked instruments, into the name of the form's field."""
        noun, _dot, rest = path.partition(".")
        index = rest.partition(".")[0]
        if noun == "items" and index.isdecimal():
            return f"pick.{self.picked()[int(index)].uttp_id}"
        return super().field_of(path)


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


def _fields_of(instrument: Instrument, values: Mapping[str, Any]) -> dict[str, forms.Field]:
    """The fields of one instrument. Preset is tera ulang; for a first verification somebody has to choose."""
    pick, service, certificate = (f"{name}.{instrument.uttp_id}" for name in ("pick", "service", "certificate"))
    usual = Service.TERA_ULANG if instrument.last_verified_on else ""
    return {
        pick: forms.BooleanField(label=str(instrument), required=False, widget=forms.CheckboxInput({"class": "tick"})),
        service: forms.ChoiceField(
            label=_("Layanan"), required=False, initial=usual, choices=[("", _("Pilih")), *Service.choices]
        ),
        certificate: forms.BooleanField(label=_("Minta SKHP"), required=False, initial=service not in values),
    }
