from django import forms
from django.utils.translation import gettext_lazy as _

from services.calendar.rules import check_kind
from services.models import KindTime, ServiceDay
from simetro.core.web.forms import ReferenceForm
from uttp.forms.filters import kinds_by_group

MOST_MINUTES = 480


BETWEEN = {"min_value": _("Isi antara 1 dan 480 menit."), "max_value": _("Isi antara 1 dan 480 menit.")}


class KindTimeForm(ReferenceForm):
    kind_code = forms.ChoiceField(label=_("Jenis UTTP"), choices=kinds_by_group)
    minutes = forms.IntegerField(
        label=_("Menit tiap UTTP"), min_value=1, max_value=MOST_MINUTES, error_messages=BETWEEN
    )

    class Meta:
        model = KindTime
        fields = ("kind_code", "minutes")

    def check(self) -> None:
        check_kind(self.instance)


class ServiceDayForm(ReferenceForm):
    class Meta:
        model = ServiceDay
        fields = ("on", "minutes", "districts", "note")
