"""What every list page needs: filters that forgive, chips that keep the rest of the search, pages with counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PER_PAGE = 25
Text = str | Promise


class FilterForm(forms.Form):
    """A search in the address; what is not understood there is ignored."""

    use_required_attribute = False
    search = forms.CharField(
        label=_("Cari"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )

    @property
    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in self.fields} | {
            "search": self.cleaned_data.get("search", "")
        }


@dataclass(frozen=True)
class Chip:
    label: Text
    query: str
    is_chosen: bool


def chips_for(request: HttpRequest, name: str, choices: Iterable[tuple[Any, Text]]) -> list[Chip]:
    """One chip per value of a filter and one for all; each keeps what else is searched for."""
    chosen = request.GET.get(name, "")
    return [_chip(request, name, str(value), label, chosen) for value, label in (("", _("Semua")), *choices)]


def _chip(request: HttpRequest, name: str, value: str, label: Text, chosen: str) -> Chip:
    query = request.GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    if value:
        query[name] = value
    return Chip(label, query.urlencode(), value == chosen)


def page_of(request: HttpRequest, rows: "QuerySet[Any]", per_page: int = PER_PAGE) -> "Page[Any]":
    return Paginator(rows, per_page).get_page(request.GET.get("page"))
