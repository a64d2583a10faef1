from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.calendar.queries import planned_days
from services.calendar.workdays import national_holidays
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.forms import PageForm


class HolidaysForm(PageForm):
    """The holidays of one year that the office has not entered yet. All of them are ticked."""

    days = forms.TypedMultipleChoiceField(label=_("Hari libur"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, year: int) -> None:
        super().__init__(data)
        planned = planned_days(year)
        self.names = {day: name for day, name in national_holidays(year).items() if day not in planned}
        field = self.fields["days"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(day.isoformat(), f"{tanggal(day)}: {name}") for day, name in self.names.items()]
        field.initial = [day.isoformat() for day in self.names]

    def chosen(self) -> dict[Any, str]:
        return {day: name for day, name in self.names.items() if day.isoformat() in self.cleaned_data["days"]}
