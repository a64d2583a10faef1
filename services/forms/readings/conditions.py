"""Under which conditions and against which standards the readings were taken."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.models import Standard
from services.queries import standards
from simetro.core.forms import LineField, PageForm, QuantityField
from simetro.core.templatetags.simetro import tanggal

SENSIBLE = {"temperature": (Decimal(-10), Decimal(60)), "humidity": (Decimal(0), Decimal(100))}


class StandardsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, standard: Standard) -> str:
        name = f"{standard} · {standard.certificate_number}"
        if standard.is_fit_on(timezone.localdate()):
            return name
        overdue = _("lewat masa berlaku sejak %(day)s") % {"day": tanggal(standard.valid_until)}
        return f"{name} · {overdue}"


class ConditionsForm(PageForm):
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tested_on = forms.DateField(
        label=gettext_lazy("Tanggal pengujian"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    temperature = QuantityField(label=gettext_lazy("Suhu"), unit="°C", required=False)
    humidity = QuantityField(label=gettext_lazy("Kelembapan"), unit="%", required=False)
    place = LineField(label=gettext_lazy("Tempat pengujian"), max_length=200, required=False)
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["standards"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = standards()

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
        day = self.cleaned_data.get("tested_on")
        unfit = [one for one in self.cleaned_data.get("standards") or () if day and not one.is_fit_on(day)]
        if unfit:
            names = ", ".join(map(str, unfit))
            said = _("Lewat masa berlakunya pada tanggal pengujian: %(names)s. Pakai standar lain.")
            self.add_error("standards", said % {"names": names})
