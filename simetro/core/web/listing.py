"""What every list page needs: filters that ignore nonsense, chips that keep the other filters, pages with counts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from simetro.core.kit.text import Text
from simetro.core.log.audit import record_list

PER_PAGE = 25
SHOWN_FILTERS = 4
MOST_COUNTED = 1_000  # to count more takes longer than to show the page
MOST_PAGED = 10_000  # rows that one can page through: who looks for one narrows the list
AFTER, BEFORE = "sesudah", "sebelum"
PLACES = ("page", AFTER, BEFORE)
if TYPE_CHECKING:  # generic for mypy only
    AnyPaginator = Paginator[Any]
else:
    AnyPaginator = Paginator
Whose = Callable[[Any], int | None]


class FilterForm(forms.Form):
    """Filters in the query of the address; values that are not understood are ignored."""

    use_required_attribute = False
    search = forms.CharField(
        label=_("Cari"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return self.visible_fields()[:SHOWN_FILTERS]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The filters that are seldom needed, folded away until one of them is used."""
        return self.visible_fields()[SHOWN_FILTERS:]

    @property
    def more_is_used(self) -> bool:
        return any(field.value() for field in self.more_fields)

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
    """One chip for each value of a filter and one for all; each link keeps the other filters."""
    chosen = request.GET.get(name, "")
    return [_chip(request, name, str(value), label, chosen) for value, label in (("", _("Semua")), *choices)]


def _chip(request: HttpRequest, name: str, value: str, label: Text, chosen: str) -> Chip:
    query = request.GET.copy()
    for place in (*PLACES, name):
        query.pop(place, None)
    if value:
        query[name] = value
    return Chip(label, query.urlencode(), value == chosen)


class Pages(AnyPaginator):
    """Counts no further than one can page: in a million rows that takes no longer than in ten thousand."""

    is_uncounted = False
    most = MOST_PAGED

    @cached_property
    def count(self) -> int:
        counted = cast("QuerySet[Any]", self.object_list).order_by()[: self.most + 1].count()
        self.is_uncounted = counted > self.most
        return min(counted, self.most)


def page_of(
    request: HttpRequest,
    rows: "QuerySet[Any]",
    per_page: int = PER_PAGE,
    *,
    whose: Whose | None = None,
    count: int | None = None,
) -> "Page[Any]":
    """`whose`: the owner whose personal data a row shows, by primary key; the log then tells who saw it.

    `count`: of all rows, where it is known already.
    """
    paginator = Pages(rows, per_page)
    paginator.most = MOST_COUNTED if request.GET.get("search") else MOST_PAGED  # each row is read for a word
    if count is not None:
        paginator.count = count
    page = paginator.get_page(request.GET.get("page"))
    if whose:
        note_shown(request, map(whose, page))
    return page


def note_shown(request: HttpRequest, people: Iterable[int | None]) -> None:
    """Records that staff saw personal data of these people on this page."""
    user = request.user
    if user.is_authenticated and user.is_office and request.resolver_match:
        record_list(user, request.resolver_match.url_name or "", people)


@dataclass(frozen=True)
class Slice:
    """One page of a keyset-paged list. `count`: number of all rows, but at most MOST_COUNTED + 1."""

    object_list: Sequence[Any]
    previous: str
    next: str
    count: int

    def __iter__(self) -> Iterator[Any]:
        return iter(self.object_list)

    @property
    def is_uncounted(self) -> bool:
        return self.count > MOST_COUNTED


def slice_of(
    request: HttpRequest,
    rows: "QuerySet[Any]",
    day: str = "",
    per_page: int = PER_PAGE,
    *,
    whose: Whose | None = None,
) -> Slice:
    """The newest first, by the date `day` or as they were added; page 10,000 is read as quickly as page 1."""
    after, before = _mark(request.GET.get(AFTER, ""), day), _mark(request.GET.get(BEFORE, ""), day)
    back = before is not None
    order = [name if back else f"-{name}" for name in (day, "pk") if name]
    read = list(_beyond(rows, day, before or after, newer=back).order_by(*order)[: per_page + 1])
    shown = read[:per_page][::-1] if back else read[:per_page]
    more = len(read) > per_page
    if whose:
        note_shown(request, map(whose, shown))
    has_previous, has_next = (more, True) if back else (after is not None, more)
    return Slice(
        shown,
        _place(request, BEFORE, shown[0], day) if shown and has_previous else "",
        _place(request, AFTER, shown[-1], day) if shown and has_next else "",
        rows.order_by()[: MOST_COUNTED + 1].count(),
    )


def _mark(written: str, by_day: str) -> tuple[date | None, int] | None:
    day, _sign, key = written.rpartition("_")
    try:
        on = date.fromisoformat(day) if by_day else None
    except ValueError:
        return None
    return (on, int(key[:18])) if key.isdecimal() and key.isascii() else None


def _beyond(rows: "QuerySet[Any]", day: str, mark: tuple[date | None, int] | None, *, newer: bool) -> "QuerySet[Any]":
    if mark is None:
        return rows
    on, key = mark
    way = "gt" if newer else "lt"
    if not day:
        return rows.filter(**{f"pk__{way}": key})
    further = Q(**{f"{day}__{way}": on}) | Q(**{day: on, f"pk__{way}": key})
    return rows.filter(further, **{f"{day}__{way}e": on})  # the last lets the index begin there


def _place(request: HttpRequest, name: str, row: Any, day: str) -> str:
    query = request.GET.copy()
    for place in PLACES:
        query.pop(place, None)
    query[name] = f"{getattr(row, day).isoformat()}_{row.pk}" if day else str(row.pk)
    return query.urlencode()
