from collections import defaultdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simetro.core.web.forms import DayInput, PageForm
from simetro.core.web.listing import FilterForm
from uttp.enums import InstrumentStatus, OwnerKind
from uttp.kinds import all_kinds
from uttp.names import name_of
from uttp.queries import CLOSED

KindChoice = tuple[str, str | list[tuple[str, str]]]


def kinds_by_group() -> list[Any]:
    """The kinds under the headings of their groups."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind in all_kinds():
        groups[kind.group].append((kind.code, name_of(kind)))
    return list(groups.items())


def kind_choices(blank: Any) -> list[Any]:
    return [("", blank), *kinds_by_group()]


class KindForm(PageForm):
    kind = forms.ChoiceField(label=_("Jenis UTTP"), choices=lambda: kind_choices(_("Pilih jenis")))


class OwnerFilter(FilterForm):
    state = forms.ChoiceField(label=_("Keadaan"), required=False, choices=[("", _("Aktif")), (CLOSED, _("Tutup"))])
    kind = forms.ChoiceField(required=False, choices=OwnerKind, widget=forms.HiddenInput)


class InstrumentFilter(FilterForm):
    kind = forms.ChoiceField(label=_("Jenis"), required=False, choices=lambda: kind_choices(_("Semua jenis")))
    district = forms.CharField(label=_("Kecamatan"), required=False, max_length=80)
    place = forms.CharField(label=_("Pasar atau tempat pakai"), required=False, max_length=80)
    due_from = forms.DateField(label=_("Habis berlaku mulai"), required=False, widget=DayInput())
    due_before = forms.DateField(label=_("Habis berlaku sebelum"), required=False, widget=DayInput())
    status = forms.ChoiceField(required=False, choices=InstrumentStatus, widget=forms.HiddenInput)
