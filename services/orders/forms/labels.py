"""The form that asks which stickers are printed, and on what paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simetro.core.web.forms import PageForm
from uttp.models import Instrument

SINGLE, THREE, FOUR = "satu", "3", "4"
MOST = 440  # ten full sheets
PLACES = 44


class LabelForm(PageForm):
    """Sent in the address (GET), so that the page for a label printer can be bookmarked."""

    uttp = forms.MultipleChoiceField(
        label="UTTP",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu UTTP.")},
    )
    layout = forms.ChoiceField(
        label=_("Kertas"),
        initial=SINGLE,
        widget=forms.RadioSelect,
        choices=[
            (SINGLE, _("Pencetak label: tiap stiker satu halaman 50 x 25 mm")),
            (THREE, _("Lembar A4 berisi 3 kolom")),
            (FOUR, _("Lembar A4 berisi 4 kolom")),
        ],
    )
    start = forms.IntegerField(
        label=_("Mulai dari tempat ke"),
        initial=1,
        min_value=1,
        max_value=PLACES,
        required=False,
        help_text=_("Untuk lembar A4 yang sudah terpakai sebagian: dihitung dari kiri atas, ke kanan lalu ke bawah."),
        widget=forms.TextInput({"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, instruments: list[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instruments = {instrument.uttp_id: instrument for instrument in instruments}
        field = self.fields["uttp"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (instrument.uttp_id, f"{instrument} · {instrument.kind.name} · {instrument.uttp_id}")
            for instrument in instruments
        ]
        field.initial = list(self.instruments)

    def chosen(self) -> list[Instrument]:
        return [self.instruments[uttp_id] for uttp_id in self.cleaned_data["uttp"]]

    def paper(self) -> dict[str, int]:
        layout, start = self.cleaned_data["layout"], self.cleaned_data.get("start") or 1
        return {} if layout == SINGLE else {"columns": int(layout), "start": start}
