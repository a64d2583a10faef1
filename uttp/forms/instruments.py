from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from simetro.core.kit.errors import DomainError
from simetro.core.models import User
from simetro.core.web.forms import (
    OnceForm,
    PageForm,
    PrintedField,
    PrintedLine,
    ReasonForm,
    VersionedForm,
    why_field,
)
from uttp.forms.attributes import REDRAW, AttributeFields, AttributePart, flat
from uttp.forms.filters import kind_choices
from uttp.forms.owners import owner_field
from uttp.kinds import UnknownKind, get_kind
from uttp.models import Instrument

FACTS = ("brand", "model", "serial_number", "made_in", "location")


class PlateForm(PageForm):
    """The name plate; `plate` is None as long as no kind is chosen."""

    brand = PrintedLine(
        label=_("Merek"), max_length=80, required=False, help_text=_("Kosongkan bila tidak tertera pada alat")
    )
    model = PrintedLine(label=_("Tipe"), max_length=80, required=False)
    serial_number = PrintedLine(
        label=_("Nomor seri"), max_length=80, required=False, help_text=_("Kosongkan bila tidak tertera pada alat")
    )
    made_in = PrintedLine(label=_("Buatan"), max_length=80, required=False, help_text=_("Negara pembuat"))
    location = PrintedLine(
        label=_("Tempat pakai"),
        max_length=200,
        required=False,
        help_text=_("Misalnya Pasar Wage blok C, atau alamat SPBU"),
    )

    def __init__(
        self, data: Any = None, *, kind: str = "", more: str = "", prefix: str = "", initial: Mapping[str, Any]
    ) -> None:
        """`prefix`: of its names, where a page has several of these."""
        values = initial if data is None else _without(prefix, data)
        self.plate = _plate(kind or values.get("kind", ""), values, more)
        super().__init__(data, initial=dict(initial), prefix=prefix or None)
        if self.plate:
            self.add_fields(self.plate.fields)

    def parts(self) -> list[AttributePart]:
        return self.plate.parts(self) if self.plate else []

    def attributes(self) -> dict[str, Any]:
        return self.plate.read(self.cleaned_data) if self.plate else {}

    def field_of(self, path: str) -> str | None:
        if self.plate and path.startswith("attributes."):
            return self.plate.field_of(path, self.cleaned_data)
        return super().field_of(path)

    def refuse(self, error: DomainError) -> None:
        twin = error.data.get("uttp_id")
        if twin is None:
            return super().refuse(error)
        link = format_html('<a href="{}">{}</a>', reverse("instrument_detail", args=[twin]), _("Buka UTTP itu"))
        return self.add_error("serial_number", format_html("{} {}", error.detail, link))


def _without(prefix: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
    if not prefix:
        return data
    return {name.removeprefix(f"{prefix}-"): value for name, value in data.items() if name.startswith(f"{prefix}-")}


def _plate(kind: str, values: Mapping[str, Any], more: str) -> AttributeFields | None:
    try:
        return AttributeFields(get_kind(kind), values, more)
    except UnknownKind:
        return None


MOST_OTHERS = 100


class NewInstrumentForm(PlateForm, OnceForm):
    kind = forms.ChoiceField(
        label=_("Jenis UTTP"), choices=lambda: kind_choices(_("Pilih jenis")), widget=forms.Select(REDRAW)
    )
    others = PrintedField(
        label=_("Alat lain yang sama"),
        required=False,
        max_length=MOST_OTHERS * 81,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Nomor seri alat lain dengan data yang sama, satu tiap baris. Nomor nozel dilanjutkan sendiri."),
    )

    def __init__(self, data: Any = None, *, user: User, back: str, more: str = "", initial: Mapping[str, Any]) -> None:
        super().__init__(data, more=more, initial=initial)
        owner = owner_field(user, back=back, typed=initial.get("owner_q", ""))
        plate = self.plate.fields if self.plate else ()
        self.add_fields({"owner": owner}, ["owner", "kind", *FACTS[:-1], *plate])

    def clean_others(self) -> list[str]:
        serials = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        if len(serials) > MOST_OTHERS:
            raise forms.ValidationError(_("Daftarkan paling banyak 100 alat sekaligus."))
        if any(len(serial) > 80 or not serial.isprintable() for serial in serials):
            raise forms.ValidationError(_("Tulis satu nomor seri tiap baris, paling banyak 80 huruf."))
        return serials

    def facts(self) -> dict[str, Any]:
        names = ("owner", "kind", "others", *FACTS)
        return {name: self.cleaned_data[name] for name in names} | {"attributes": self.attributes()}


class InstrumentForm(PlateForm, VersionedForm):
    def __init__(self, data: Any = None, *, instrument: Instrument, more: str = "", initial: Mapping[str, Any]) -> None:
        self.instrument = instrument
        super().__init__(data, kind=instrument.kind_code, more=more, initial=initial)

    def keep_plate(self) -> None:
        """Locks every field but the location; other values that are sent are ignored."""
        for name, field in self.fields.items():
            field.disabled = name not in ("location", "version")

    def changes(self) -> dict[str, Any]:
        typed = {name: self.cleaned_data[name] for name in FACTS} | {"attributes": self.attributes()}
        return {name: value for name, value in typed.items() if value != getattr(self.instrument, name)}


class DeskInstrumentForm(InstrumentForm):
    reason = why_field()


DRAWN_AGAIN = ("more", "show")  # buttons that bring more fields and save nothing


def draws_again(data: QueryDict) -> bool:
    return any(button in data for button in DRAWN_AGAIN)


def change_form(
    data: QueryDict | None, instrument: Instrument, form: type[InstrumentForm] = InstrumentForm
) -> InstrumentForm:
    """The form with the stored values, with the sent values, or with the typed values and more fields."""
    if data is not None and draws_again(data):
        return form(instrument=instrument, initial=data.dict(), more=str(data.get("more", "")))
    return form(data, instrument=instrument, initial=stored(instrument))


def stored(instrument: Instrument) -> dict[str, Any]:
    """The initial values of the form for an instrument."""
    facts = {name: getattr(instrument, name) for name in FACTS}
    return {**facts, **flat(instrument.attributes), "version": instrument.version, "kind": instrument.kind_code}


class TransferForm(ReasonForm):
    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_fields({"owner": owner_field(user, label=_("Pemilik baru"))}, ["owner"])
