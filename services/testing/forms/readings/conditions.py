"""The conditions of a test and the standards that were used."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.models import Standard
from services.testing.queries.standards import standards_serving
from services.testing.rules import why_standard_unfit, why_standards_unfit
from simetro.core.web.forms import PageForm, PrintedLine, QuantityField
from uttp.models import Instrument
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
    standards = StandardsField(
        label=gettext_lazy("Standar yang dipakai"),
        help_text=gettext_lazy("Sejak pengujian kedua hari ini, centang mengikuti yang sebelumnya. Periksa lagi."),
        queryset=Standard.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    remark = forms.CharField(
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Apa pun yang perlu diingat tentang pengujian ini."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        field = self.fields["standards"]
        assert isinstance(field, StandardsField)
        field.queryset = standards_serving(instrument.kind_code, also=self.initial.get("standards", ()))
        field.unfit = partial(why_standard_unfit, instrument=instrument, rules=rules_on(self.initial["tested_on"]))

    def clean_tested_on(self) -> date:
        day: date = self.cleaned_data["tested_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Tanggal pengujian tidak boleh di masa depan."))
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
        reason = why_standards_unfit(chosen, self.instrument, day) if day and chosen else ""
        if reason:
            self.add_error("standards", reason)
            self.cleaned_data["standards"] = chosen  # a draft keeps what was ticked, and cannot be made final with it
