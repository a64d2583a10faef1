"""Forms of the desk: planning a sidang, and searching at its door."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from services.enums import SidangStatus
from services.models import Sidang
from services.sidang.actions.sidang import SidangFacts
from simetro.core.models import User
from simetro.core.web.forms import (
    DayInput,
    LineField,
    OnceForm,
    PageForm,
    PrintedLine,
    VersionedForm,
)
from simetro.core.web.listing import FilterForm
from uttp.kinds import all_kinds
from uttp.names import name_of

MOST_PLACES = 9999
FACTS = ("name", "venue", "address", "district", "starts_on", "ends_on", "opens_at", "closes_at", "map_url", "note")


class SidangFilter(FilterForm):
    status = forms.ChoiceField(required=False, choices=SidangStatus, widget=forms.HiddenInput)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput())


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={"invalid": _("Tulis jam seperti 08.00.")},
    )


class SidangForm(PageForm):
    name = PrintedLine(label=_("Nama sidang"), max_length=120, help_text=_("Misalnya Sidang tera ulang Pasar Wage"))
    venue = PrintedLine(label=_("Tempat"), max_length=120, help_text=_("Pasar, balai desa, atau gedung"))
    address = PrintedLine(label=_("Alamat"), max_length=250)
    district = PrintedLine(label=_("Kecamatan"), max_length=80)
    map_url = forms.URLField(
        label=_("Tautan peta"),
        required=False,
        max_length=300,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https"], message=_("Tempel tautan lengkap yang diawali https://."))],
        error_messages={"invalid": _("Tempel tautan lengkap yang diawali https://.")},
        help_text=_("Dari aplikasi peta. Boleh kosong."),
    )
    starts_on = _day(_("Hari pertama"))
    ends_on = _day(_("Hari terakhir"))
    opens_at = _hour(_("Buka pukul"))
    closes_at = _hour(_("Tutup pukul"))
    note = LineField(
        label=_("Keterangan"), required=False, max_length=300, help_text=_("Yang perlu diketahui pemilik, satu kalimat")
    )
    penera = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Tim penera"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bila kosong, setiap penera dapat menguji di sidang ini."),
    )

    def __init__(self, data: Any = None, *, penera: QuerySet[User], sidang: Sidang | None = None) -> None:
        initial: dict[str, Any] = {}
        if sidang:
            initial = {name: getattr(sidang, name) for name in FACTS} | {"version": sidang.version}
            initial["penera"] = list(sidang.penera.all())
            initial |= {f"quotas.{code}": number for code, number in sidang.quotas.items()}
        super().__init__(data, initial=initial)
        field = self.fields["penera"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = penera
        self.add_fields({f"quotas.{kind.code}": _quota(kind) for kind in all_kinds() if not kind.on_site_only})

    def quotas(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith("quotas.")]

    def facts(self) -> dict[str, Any]:
        """The arguments of the action."""
        typed = self.cleaned_data
        quotas = {field.name.removeprefix("quotas."): typed[field.name] for field in self.quotas()}
        quotas = {kind: number for kind, number in quotas.items() if number}
        return {"facts": SidangFacts(**{name: typed[name] for name in FACTS}, quotas=quotas), "penera": typed["penera"]}


def _quota(kind: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=name_of(kind),
        required=False,
        min_value=0,
        max_value=MOST_PLACES,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages={
            "min_value": _("Isi dengan bilangan dari 0 sampai 9999."),
            "max_value": _("Isi dengan bilangan dari 0 sampai 9999."),
        },
    )


class NewSidangForm(SidangForm, OnceForm):
    pass


class ChangeSidangForm(SidangForm, VersionedForm):
    def facts(self) -> dict[str, Any]:
        return super().facts() | {"version": self.cleaned_data["version"]}


class FindForm(PageForm):
    """The search box at the door. A scanner types the whole address that a QR code holds into it."""

    q = LineField(
        label=_("Pindai QR UTTP, atau ketik ID UTTP atau nama pemilik"),
        max_length=200,
        error_messages={"required": _("Pindai atau ketik dulu.")},
        widget=forms.TextInput({"type": "search", "autofocus": True, "autocomplete": "off"}),
    )
