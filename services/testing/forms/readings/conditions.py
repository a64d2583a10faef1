"""The conditions of a test and the standards that were used."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.models import OrderItem, Standard
from services.testing.queries.standards import standards_serving
from services.testing.rules import why_not_tested_on, why_standard_unfit, why_standards_unfit
from simetro.core.web.forms import PageForm, PrintedLine, QuantityField, needed
from uttp.queries import rules_on

SENSIBLE = {"temperature": (Decimal(-10), Decimal(60)), "humidity": (Decimal(0), Decimal(100))}


class StandardsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    unfit: Callable[[Standard], str]  # why a standard cannot be used here

    def label_from_instance(self, standard: Standard) -> str:
        facts = (str(standard), standard.certificate_number, self.unfit(standard))
        return " · ".join(part for part in facts if part)


class ConditionsForm(PageForm):
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tested_on = forms.DateField(
        label=gettext_lazy("Tanggal pengujian"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    temperature = QuantityField(label=gettext_lazy("Suhu"), unit="°C", required=False)
    humidity = QuantityField(label=gettext_lazy("Kelembapan"), unit="%", required=False)
    place = PrintedLine(label=gettext_lazy("Tempat pengujian"), max_length=200, required=False)
    standards = needed(
        StandardsField(
            label=gettext_lazy("Standar yang dipakai"),
            help_text=gettext_lazy("Tercentang: yang terakhir Anda pakai untuk jenis ini, bila layak. Periksa lagi."),
            queryset=Standard.objects.none(),
            required=False,  # a draft may still lack it
            widget=forms.CheckboxSelectMultiple,
        )
    )
    remark = forms.CharField(
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Apa pun yang perlu diingat tentang pengujian ini."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, item: OrderItem, usual: Iterable[Standard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item, instrument = item, item.instrument
        field = self.fields["standards"]
        assert isinstance(field, StandardsField)
        field.queryset = standards_serving(instrument.kind_code, also=self.initial["standards"])
        field.unfit = partial(why_standard_unfit, instrument=instrument, rules=rules_on(self.initial["tested_on"]))
        if not self.initial["standards"]:
            self.initial["standards"] = [standard for standard in usual if not field.unfit(standard)]

    def clean_tested_on(self) -> date:
        day: date = self.cleaned_data["tested_on"]
        if why := why_not_tested_on(day, self.item.order):
            raise forms.ValidationError(why)
        return day

    def clean_temperature(self) -> str:
        return self._sensible("temperature", _("Isi suhu ruang antara -10 dan 60 °C."))

    def clean_humidity(self) -> str:
        return self._sensible("humidity", _("Isi kelembapan antara 0 dan 100 %."))

    def _sensible(self, name: str, sentence: str) -> str:
        typed: str = self.cleaned_data[name]
        least, most = SENSIBLE[name]
        if typed and not least <= Decimal(typed) <= most:
            raise forms.ValidationError(sentence)
        return typed

    def clean(self) -> None:
        day, chosen = self.cleaned_data.get("tested_on"), self.cleaned_data.get("standards")
        reason = why_standards_unfit(chosen, self.item.instrument, day) if day and chosen else ""
        if reason:
            self.add_error("standards", reason)
            self.cleaned_data["standards"] = chosen  # a draft keeps what was ticked, and cannot be made final with it
