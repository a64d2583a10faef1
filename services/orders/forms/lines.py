"""The owner's instruments as rows to tick, each with its service."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from services.enums import ItemStatus, Service
from services.models import OrderItem
from services.orders.actions.orders import NewItem
from services.orders.rules import why_taken
from simetro.core.web.forms import OnceForm
from uttp.models import Instrument, Owner

MOVE = "move"  # the button that takes an instrument from the order on which it waits


@dataclass(frozen=True)
class InstrumentRow:
    """One instrument with its fields. `taken`: the open item that it stands on already.

    It can then be ticked only once its move has been asked for.
    """

    instrument: Instrument
    taken: OrderItem | None
    can_move: bool
    move: forms.BoundField | None
    pick: forms.BoundField
    service: forms.BoundField
    certificate: forms.BoundField

    @property
    def is_open(self) -> bool:
        return self.taken is None or self.move is not None


@dataclass(frozen=True)
class Offer:
    """What the form shows of the chosen owner. `is_long`: there are so many instruments that they can be searched.

    The instruments are from `orderable_instruments`.
    """

    owner: Owner | None = None
    instruments: tuple[Instrument, ...] = ()
    is_long: bool = False
    find: str = ""


class LinesForm(OnceForm):
    """The instruments of one owner, to be ticked, each with its service."""

    may_move = True  # whether an instrument may be taken from the order on which it waits

    def __init__(self, data: Any = None, *, offer: Offer, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.offer = offer
        values = data if data is not None else initial
        fields: dict[str, forms.Field] = {}
        for instrument in offer.instruments:
            fields |= _fields_of(instrument, values)
            if self._can_move(instrument) and _move(instrument) in values:
                fields[_move(instrument)] = forms.BooleanField(required=False, widget=forms.HiddenInput)
        self.add_fields(fields, fields)

    def _can_move(self, instrument: Instrument) -> bool:
        item = taken_by(instrument)
        return self.may_move and item is not None and item.status == ItemStatus.WAITING

    def instrument_rows(self) -> list[InstrumentRow]:
        return [
            InstrumentRow(
                instrument,
                taken_by(instrument),
                self._can_move(instrument),
                self[_move(instrument)] if _move(instrument) in self.fields else None,
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
            taken = taken_by(instrument)
            if taken and not cleaned.get(_move(instrument)):
                self.add_error(f"pick.{instrument.uttp_id}", why_taken(taken))
            elif name in cleaned and not cleaned[name]:
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
        moved = [instrument for instrument in self.picked() if self.cleaned_data.get(_move(instrument))]
        return {"items": self.items(), "moved": moved}

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


def taken_by(instrument: Instrument) -> OrderItem | None:
    items: list[OrderItem] = instrument.taken  # type: ignore[attr-defined]  # by `orderable_instruments`
    return items[0] if items else None


def with_move(posted: QueryDict) -> dict[str, Any]:
    """What was typed, with the instrument ticked whose "Pindahkan ke sini" was pressed."""
    uttp_id = posted.get(MOVE, "")
    return posted.dict() | {f"pick.{uttp_id}": "on", f"{MOVE}.{uttp_id}": "on"}


def _move(instrument: Instrument) -> str:
    return f"{MOVE}.{instrument.uttp_id}"


def _fields_of(instrument: Instrument, values: Mapping[str, Any]) -> dict[str, forms.Field]:
    """The fields of one instrument. Preset is what the order says on which it waits, or else tera ulang.

    For a first verification somebody has to choose.
    """
    pick, service, certificate = (f"{name}.{instrument.uttp_id}" for name in ("pick", "service", "certificate"))
    taken = taken_by(instrument)
    usual = taken.service if taken else Service.TERA_ULANG if instrument.last_verified_on else ""
    wants = service not in values and (taken is None or taken.certificate)
    return {
        pick: forms.BooleanField(label=str(instrument), required=False, widget=forms.CheckboxInput({"class": "tick"})),
        service: forms.ChoiceField(
            label=_("Layanan"), required=False, initial=usual, choices=[("", _("Pilih")), *Service.choices]
        ),
        certificate: forms.BooleanField(label=_("Minta SKHP"), required=False, initial=wants),
    }
