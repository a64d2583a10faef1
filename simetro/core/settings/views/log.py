"""The page "Catatan": who did and saw what, for the super admin."""

from typing import Any

from django import forms
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.log import queries
from simetro.core.log.entry_subjects import Key, all_entry_subjects, named
from simetro.core.log.phrases import Deed
from simetro.core.spreadsheets.export import ExportField
from simetro.core.web.exports import Export, exported, is_export
from simetro.core.web.forms import DayInput
from simetro.core.web.listing import (
    FilterForm,
    chips_for,
    note_shown,
    slice_of,
)

LOG = Export(
    "log",
    _("Catatan"),
    (
        ExportField(_("Waktu (WIB)"), lambda row: row.at),
        ExportField(_("Siapa"), lambda row: row.who),
        ExportField(_("Peran"), lambda row: row.role),
        ExportField(_("Apa"), lambda row: row.phrase.what),
        ExportField(_("Golongan"), lambda row: row.phrase.deed.label),
        ExportField(_("Jenis objek"), lambda row: row.noun),
        ExportField(_("Objek"), lambda row: row.label),
        ExportField(_("Rincian"), lambda row: "; ".join(f"{fact.label}: {fact.plain_text}" for fact in row.facts)),
    ),
)


def _people() -> list[tuple[str, Any]]:
    return [("", _("Semua orang")), (queries.NOBODY, _("Sistem")), *queries.staff()]


def _nouns() -> list[tuple[str, Any]]:
    nouns = ((name, subject.what) for name, subject in all_entry_subjects().items())
    return [("", _("Semua jenis")), *sorted(nouns, key=lambda noun: str(noun[1]))]


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DayInput())


class LogFilter(FilterForm):
    search = forms.CharField(
        label=_("Cari nomor, nama, atau alasan"),
        required=False,
        min_length=3,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    since = _day(_("Dari tanggal"))
    until = _day(_("Sampai tanggal"))
    person = forms.ChoiceField(label=_("Siapa"), required=False)
    noun = forms.ChoiceField(label=_("Jenis objek"), required=False, choices=_nouns)
    deed = forms.ChoiceField(required=False, choices=Deed, widget=forms.HiddenInput)
    objek = forms.RegexField(regex=r"^[a-z]+\.[a-z]+:\d{1,18}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = _people()  # type: ignore[attr-defined]  # read once, not at each look

    def clean_objek(self) -> Key | None:
        noun, _sign, key = self.cleaned_data["objek"].partition(":")
        return (noun, int(key)) if noun else None


@require_safe
@allowed("core.view_logentry")
def listed(request: SignedIn) -> HttpResponseBase:
    filters = LogFilter(request.GET)
    wanted = filters.wanted
    rows = queries.with_people(queries.entries_like(**wanted))
    if is_export(request):
        return exported(request, LOG, rows, queries.log_rows)
    page = slice_of(request, rows)
    note_shown(request, queries.people_in(page.object_list))
    context = {
        "filters": filters,
        "chips": chips_for(request, "deed", Deed.choices),
        "page_obj": page,
        "rows": list(queries.log_rows(page.object_list)),
        "about": _about(wanted["objek"]),
    }
    return render(request, "core/log.html", context)


def _about(key: Key | None) -> dict[str, Any] | None:
    """The row that the page is narrowed to."""
    subject = all_entry_subjects().get(key[0]) if key else None
    if key is None or subject is None:
        return None
    return {"noun": subject.what, "named": named([key]).get(key)}
