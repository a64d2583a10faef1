"""Buttons "Excel" and "CSV" of a list: the same rows as the page, by `?unduh=`, and a line in the log for each file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from simetro.core.access.guards import SignedIn
from simetro.core.kit.text import Text
from simetro.core.log.audit import record
from simetro.core.spreadsheets.export import ExportField, csv_of, workbook_of
from simetro.core.spreadsheets.writer import XLSX

ASKED = "unduh"
MOST = {"xlsx": 200_000, "csv": 500_000}  # rows that are written before the server gives up on an answer
CHUNK = 1_000
UNSAID = {ASKED, "page", "sesudah", "sebelum", "sort"}


@dataclass(frozen=True)
class Export:
    """`code` names the list in the log, `title` the sheet and the file. `names`: filters that hold people's names."""

    code: str
    title: Text
    fields: Sequence[ExportField]
    names: Sequence[str] = ("search",)


def is_export(request: SignedIn) -> bool:
    return request.GET.get(ASKED) in MOST


def exported(
    request: SignedIn, export: Export, rows: QuerySet[Any], describe: Callable[[Sequence[Any]], Iterable[Any]] = tuple
) -> HttpResponseBase:
    """The file that was asked for; `describe` turns many rows at once into what the file says of them.

    What takes too long is refused, never cut.
    """
    if rows[MOST[request.GET[ASKED]] :].exists():
        messages.error(request, _("Terlalu banyak baris untuk satu berkas. Persempit saringannya, lalu unduh lagi."))
        return redirect(f"{request.path}?{_asked_for(request)}")
    name = f"{slugify(str(export.title))}-{timezone.localdate():%Y-%m-%d}"
    return exported_rows(request, export, _in_pieces(rows, describe), name)


def _in_pieces(rows: QuerySet[Any], describe: Callable[[Sequence[Any]], Iterable[Any]]) -> Iterator[Any]:
    iterator = rows.iterator(chunk_size=CHUNK)
    while piece := list(islice(iterator, CHUNK)):
        yield from describe(piece)


def exported_rows(request: SignedIn, export: Export, rows: Iterable[Any], name: str) -> HttpResponseBase:
    kind = request.GET[ASKED]
    record(request.user, "core.export", request.user, list=export.code, format=kind, **_narrowed_by(request, export))
    if kind == "xlsx":
        file = workbook_of(str(export.title), export.fields, rows)
        return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    return _streamed(export, rows, f"{name}.csv")


def _streamed(export: Export, rows: Iterable[Any], name: str) -> StreamingHttpResponse:
    """Streams the file in the language of the page: the language is switched back before the streaming begins."""
    language = translation.get_language() or "id"

    def pieces() -> Any:
        with translation.override(language):
            yield from csv_of(export.fields, rows)

    disposition = f'attachment; filename="{name}"'
    return StreamingHttpResponse(
        pieces(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )


def _narrowed_by(request: SignedIn, export: Export) -> dict[str, Any]:
    """The filters of the list. Of a search text only its field: a name would stay in the log for good."""
    query = QueryDict(_asked_for(request), mutable=True)
    search_fields = sorted(name for name in export.names if query.pop(name, None))
    return {"search": query.urlencode(), "words": search_fields}


def _asked_for(request: SignedIn) -> str:
    query = request.GET.copy()
    for name in UNSAID:
        query.pop(name, None)
    return query.urlencode()
