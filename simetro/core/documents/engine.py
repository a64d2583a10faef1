"""WeasyPrint kept warm: fonts unpacked and stylesheet parsed once per process."""

import logging
import threading
from collections.abc import Sequence
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path

import pydyf
from weasyprint import CSS, HTML
from weasyprint import Attachment as EmbeddedFile
from weasyprint.document import Document as Layout
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from simetro.core.documents.attachment import Attachment

HERE = Path(__file__).parent
FONTS = HERE.parent / "static" / "vendor"
PACKAGED = "packaged:"
EVERY_FONT = '<p>aĀΔậꦗا<strong>aĀΔậꦗا</strong><span class="code">a</span></p>'
logger = logging.getLogger(__name__)


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


class PlainHTML(HTML):  # type: ignore[misc]
    """HTML without the browser's style sheet: print.css says everything, and cascading both takes a tenth more time."""

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return []


class Engine:
    def __init__(self) -> None:
        # Pango's font map is shared, and two threads would be slower than one anyway.
        self._lock = threading.Lock()
        self._fetcher = PackagedOnly()
        self._fonts = FontConfiguration()
        self._css = CSS(filename=HERE / "print.css", font_config=self._fonts, url_fetcher=self._fetcher)
        # Opened now, the unpacked files may vanish later: whichever forked process ends first removes them.
        self.pdf(EVERY_FONT)

    def pdf(self, html: str, attachments: Sequence[Attachment] = (), *, is_frozen: bool = False) -> bytes:
        """Characters that no font of this machine can draw become question marks: PDF/A allows no empty glyph.

        A document that is frozen never lacks them: it raises, and its delivery waits for a font.
        """
        with self._lock:
            pdf, missing = self._write(html, attachments)
            if missing and missing[0] < 128:
                raise RuntimeError("The packaged fonts cannot be read.")
            if missing and is_frozen:
                raise RuntimeError(f"No font here draws {''.join(map(chr, missing))}, and this document is for good.")
            if missing:
                logger.warning(
                    "No font here draws %s: install one, such as fonts-noto-cjk.", "".join(map(chr, missing))
                )
                pdf, _ = self._write(html.translate(dict.fromkeys(missing, "?")), attachments)
            return pdf

    def _write(self, html: str, attachments: Sequence[Attachment]) -> tuple[bytes, list[int]]:
        missing: set[int] = set()

        def finish(layout: Layout, pdf: pydyf.PDF) -> None:
            missing.update(character for font in layout.fonts.values() for character in font.missing)
            _clean(pdf)

        written = PlainHTML(string=html, base_url=PACKAGED, url_fetcher=self._fetcher).write_pdf(
            stylesheets=[self._css],
            font_config=self._fonts,
            pdf_variant="pdf/a-3u",
            attachments=[_embedded(file) for file in attachments],
            finisher=finish,
        )
        return written, sorted(missing)


def _embedded(file: Attachment) -> EmbeddedFile:
    return EmbeddedFile(
        file_obj=BytesIO(file.content),
        name=file.name,
        description=file.description,
        created=file.modified,
        modified=file.modified,
        relationship=file.relationship,
    )


def _clean(pdf: pydyf.PDF) -> None:
    """Removes what a PDF/A validator refuses: WeasyPrint writes empty resource dictionaries, and attachments twice."""
    for written in pdf.objects:
        if isinstance(written, dict):
            for name in ("Pattern", "Shading"):
                if written.get(name) == {}:
                    del written[name]
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


@cache
def engine() -> Engine:
    return Engine()
