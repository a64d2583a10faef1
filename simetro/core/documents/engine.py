"""WeasyPrint kept warm: fonts unpacked and stylesheet parsed once per process."""

import os
import threading
from collections.abc import Sequence
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pydyf
from weasyprint import CSS, HTML
from weasyprint import Attachment as EmbeddedFile
from weasyprint.document import Document as Layout
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from simetro.core.documents import Attachment

HERE = Path(__file__).parent
FONTS = HERE.parent / "static" / "vendor"
PACKAGED = "packaged:"


class PackagedOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves the fonts that print.css names, by bare name; every other address is refused, whatever its scheme."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        name = url.removeprefix(PACKAGED)
        if not url.startswith(PACKAGED) or name not in self._names:
            raise ValueError("Only packaged files may be read.")
        return URLFetcherResponse(url, (FONTS / name).read_bytes(), {"Content-Type": "font/woff2"})

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(path.name for path in FONTS.glob("*.woff2"))


class Engine:
    def __init__(self) -> None:
        # Pango's font map is shared, and two threads would be slower than one anyway.
        self._lock = threading.Lock()
        self._fetcher = PackagedOnly()
        self._fonts = FontConfiguration()
        self._css = CSS(filename=HERE / "print.css", font_config=self._fonts, url_fetcher=self._fetcher)

    def pdf(self, html: str, attachments: Sequence[Attachment] = ()) -> bytes:
        with self._lock:
            page = HTML(string=html, base_url=PACKAGED, url_fetcher=self._fetcher)
            result: bytes = page.write_pdf(
                stylesheets=[self._css],
                font_config=self._fonts,
                pdf_variant="pdf/a-3u",
                attachments=[_embedded(file) for file in attachments],
                finisher=_clean,
            )
            return result

    def disown(self) -> None:
        """After a fork: the unpacked fonts belong to the parent, the child must not remove them."""
        self._fonts._folder = None


def _embedded(file: Attachment) -> EmbeddedFile:
    return EmbeddedFile(
        file_obj=BytesIO(file.content),
        name=file.name,
        description=file.description,
        created=file.modified,
        modified=file.modified,
        relationship=file.relationship,
    )


def _clean(layout: Layout, pdf: pydyf.PDF) -> None:
    """What WeasyPrint writes and a PDF/A validator refuses: empty resource dictionaries, each attachment twice."""
    for written in pdf.objects:
        if isinstance(written, dict):
            for name in ("Pattern", "Shading"):
                if written.get(name) == {}:
                    del written[name]
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


_state: dict[str, Any] = {}


def engine() -> Engine:
    if "engine" not in _state:
        _state["engine"] = Engine()
    return _state["engine"]


def _after_fork() -> None:
    """A child unpacks its own fonts: those of the parent go when the parent ends."""
    if inherited := _state.pop("engine", None):
        inherited.disown()


os.register_at_fork(after_in_child=_after_fork)
