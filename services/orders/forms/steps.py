"""The forms with which people bring an order further."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from services.enums import Service
from simetro.core.models import User
from simetro.core.web.forms import DayInput, ModelChoice, VersionedForm
from uttp.models import Instrument
from uttp.names import name_of


class ScheduleForm(VersionedForm):
    date = forms.DateField(
        label=_("Tanggal pelaksanaan"),
        initial=timezone.localdate,
        widget=DayInput(),
    )
    penera = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(), label=_("Penera"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, penera: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["penera"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = penera

    def field_of(self, path: str) -> str | None:
        return super().field_of("date" if path == "on" else path)


class InstrumentChoice(ModelChoice):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} · {name_of(obj.kind)} · {obj.capacity} · {obj.uttp_id}"


class AddItemForm(VersionedForm):
    instrument = InstrumentChoice(
        queryset=Instrument.objects.none(), label="UTTP", to_field_name="uttp_id", empty_label=_("Pilih UTTP")
    )
    service = forms.ChoiceField(label=_("Layanan"), choices=Service, widget=forms.RadioSelect)
    certificate = forms.BooleanField(label=_("Minta SKHP"), required=False, initial=True)

    def __init__(self, *args: Any, instruments: QuerySet[Instrument], add_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["instrument"]
        field.help_text = format_html('<a href="{}">{}</a>', add_url, _("Tambah UTTP baru"))
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = instruments

    def has_choice(self) -> bool:
        field = self.fields["instrument"]
        assert isinstance(field, forms.ModelChoiceField)
        return field.queryset is not None and field.queryset.exists()

    def field_of(self, path: str) -> str | None:
        return super().field_of("instrument" if path == "instrument_id" else path)
