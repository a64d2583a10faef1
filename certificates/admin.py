from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from certificates import actions
from certificates.models import StandIn, Tier
from certificates.rules import check_tier
from simetro.core.admin_site import ReferenceAdmin
from simetro.core.forms import ReferenceForm


class StandInForm(forms.ModelForm):
    class Meta:
        model = StandIn
        fields = ("tier", "person", "acting", "since", "until", "letter_number")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("Tanggal selesai tidak boleh sebelum tanggal mulai."))
        return data


class TierForm(ReferenceForm):
    def check(self) -> None:
        check_tier(self.instance)


@admin.register(Tier)
class TierAdmin(ReferenceAdmin):
    form = TierForm
    list_display = ("position", "title", "short")

    def save_model(self, request: Any, obj: Tier, form: Any, change: bool) -> None:
        actions.save_tier(by=request.user, tier=obj, members=form.cleaned_data["members"])


@admin.register(StandIn)
class StandInAdmin(ReferenceAdmin):
    form = StandInForm
    list_display = ("tier", "person", "acting", "since", "until", "letter_number")
    list_select_related = ("tier", "person")

    def save_model(self, request: Any, obj: StandIn, form: StandInForm, change: bool) -> None:
        actions.appoint_stand_in(by=request.user, stand_in=obj)
