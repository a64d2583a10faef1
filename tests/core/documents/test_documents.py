"""From template to archive: what a document may fetch (nothing), what it may say, and that it stays the same."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from threading import Thread
from typing import Any

import pikepdf
import pytest
from django.utils import translation

from simetro.core.documents import PREVIEW, Document, render_pdf
from simetro.core.documents.attachment import Attachment
from simetro.core.documents.engine import FONTS, HERE, PACKAGED, Engine, PackagedOnly
from simetro.core.documents.indonesian import date_span, long_date, short_date
from simetro.core.documents.qr import qr_modules, qr_svg
from simetro.core.documents.tables import PrintedColumn, PrintedTable, group
from tests.paper import archive_problems, fonts, pages
from tests.scanner import codes_on_paper

TEMPLATES = {
    "name.html": "<h1>Surat</h1><p>{{ name }}</p>",
    "two_pages.html": "<p>{{ name }}</p><p style='break-before: page'>Lampiran</p>",
    "raw.html": "{{ name|safe }}<p>Isi</p>",
    "qr.html": "{{ name }}<p>Isi</p>",
    "table.html": '{% include "services/documents/table.html" %}',
}


@pytest.fixture(autouse=True)
def _templates(settings: Any) -> None:
    locmem = ("django.template.loaders.locmem.Loader", TEMPLATES)
    app_directories = "django.template.loaders.app_directories.Loader"
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": {"loaders": [locmem, app_directories]}}]


def document(name: str = "Sumber Rejeki", template: str = "name.html", **options: Any) -> Document:
    return render_pdf(template, {"name": name}, title=options.pop("title", "Surat"), **options)


@pytest.fixture
def visitors() -> Iterator[list[str]]:
    """Addresses that somebody asked a real server for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    asked.append(f"http://127.0.0.1:{server.server_port}")
    yield asked
    server.shutdown()
    server.server_close()


# Archive


def test_a_document_is_pdf_a_3u_in_pdf_1_7() -> None:
    pdf = document().pdf
    assert pdf.startswith(b"%PDF-1.7")
    assert archive_problems(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "U")


def test_every_font_is_embedded_and_packaged() -> None:
    assert fonts(document().pdf) == {"Inter": True, "Inter-Semi-Bold": True}


def test_the_same_input_gives_the_same_bytes() -> None:
    assert document().pdf == document().pdf


def test_title_and_language_are_in_the_metadata() -> None:
    with pikepdf.open(BytesIO(document(title="SKHP 0042", language="id").pdf)) as opened:
        assert (str(opened.docinfo.Title), str(opened.Root.Lang)) == ("SKHP 0042", "id")


def test_an_attachment_is_there_once_with_its_relationship() -> None:
    file = Attachment("skhp.json", b"{}", "Data", datetime(2026, 11, 22, tzinfo=UTC))
    pdf = document(attachments=[file]).pdf
    assert archive_problems(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.attachments["skhp.json"].get_file().read_bytes() == b"{}"
        assert [str(one.AFRelationship) for one in opened.Root.AF] == ["/Data"]
    assert document(attachments=[file]).pdf == pdf


# What a name may do: nothing


def test_markup_in_a_name_is_printed_as_it_was_written(visitors: list[str]) -> None:
    name = f"<img src={visitors[0]}/x> & <b>"
    written = document(name)
    assert name in pages(written.pdf)[0]
    assert "<img" not in written.html
    assert visitors[1:] == []


def test_markup_in_a_title_is_text() -> None:
    with pikepdf.open(BytesIO(document(title="</title><p>Palsu</p>").pdf)) as opened:
        assert str(opened.docinfo.Title) == "</title><p>Palsu</p>"


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{}">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="attachment" href="{}">',
        "<style>@import url({}); @font-face {{ font-family: x; src: url({}) }} p {{ background: url({}) }}</style>",
        '<svg viewBox="0 0 9 9"><image href="{}" width="9" height="9"/><use href="{}#a"/></svg>',
        '<object data="{}"></object><embed src="{}"><iframe src="{}"></iframe>',
        '<a rel="attachment" href="{}">x</a>',
        '<base href="{}"><img src="x">',
    ],
)
@pytest.mark.parametrize("address", ["{server}/x", "file:///etc/passwd", "data:text/css,p{{display:none}}"])
def test_even_raw_markup_fetches_nothing(markup: str, address: str, visitors: list[str]) -> None:
    target = address.format(server=visitors[0])
    pdf = document(markup.replace("{}", target).replace("{{", "{").replace("}}", "}"), "raw.html").pdf
    assert visitors[1:] == []
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert list(opened.attachments) == []
    assert "Isi" in pages(pdf)[0]
    assert "root:" not in pages(pdf)[0]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x",
        "https://example.com",
        "ftp://example.com",
        "file:///etc/passwd",
        (FONTS / "inter-latin-400-normal.woff2").as_uri(),
        "data:,x",
        f"{PACKAGED}../../../settings.py",
        f"{PACKAGED}{FONTS}/inter-latin-400-normal.woff2",
        f"{PACKAGED}print.css",
        "inter-latin-400-normal.woff2",
        "",
    ],
)
def test_only_packaged_fonts_are_served(address: str) -> None:
    with pytest.raises(ValueError, match="packaged"):
        PackagedOnly().fetch(address)


def test_every_font_that_the_stylesheet_names_is_packaged() -> None:
    named = {part.partition(")")[0] for part in (HERE / "print.css").read_text().split(PACKAGED)[1:]}
    assert [name for name in sorted(named) if not (FONTS / name).is_file()] == []


# Letters


def test_letters_beyond_latin_1_come_from_a_font_of_their_own() -> None:
    """Two files of one name in the PDF would draw the one's letters with the other's glyphs."""
    pdf = document("Ādi Şahin Δ").pdf
    assert "Ādi Şahin Δ" in pages(pdf)[0]
    assert fonts(pdf) == {"Inter": True, "Inter-Semi-Bold": True, "Inter-Ext": True, "Inter-Greek": True}
    assert archive_problems(pdf) == []


@pytest.mark.parametrize(
    "name", ["Kyaī Ḥāshim", "e\u0301\u0323 \u1e0d", "Żółć ﬁ", "１２３", "👍🏽", "ꦗꦮ", "王小明", "عبد الله"]
)
def test_any_writing_is_taken_and_archived(name: str) -> None:
    pdf = document(name).pdf
    assert archive_problems(pdf) == []
    assert all(fonts(pdf).values())


def test_letters_without_a_font_become_question_marks(caplog: pytest.LogCaptureFixture) -> None:
    hieroglyph = "\U00013000"
    pdf = document(f"Toko {hieroglyph}{hieroglyph} Jaya").pdf
    assert "Toko ?? Jaya" in pages(pdf)[0]
    assert archive_problems(pdf) == []
    assert f"No font here draws {hieroglyph}" in caplog.text


def test_a_code_keeps_its_letters() -> None:
    """Inter's contextual alternates print 3x2 with a multiplication sign."""
    pdf = document("k3J9x2mQ").pdf
    assert "k3J9x2mQ" in pages(pdf)[0]
    assert "×".encode("utf-16-be").hex() not in to_unicode(pdf)


def to_unicode(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as opened:
        maps = [obj.ToUnicode.read_bytes() for obj in opened.objects if hasattr(obj, "ToUnicode")]
    return b"".join(maps).decode().lower()


def test_control_characters_and_turns_of_direction_are_dropped() -> None:
    written = document("Toko\x00\x08 \u202eijat\u202c Jaya", title="Surat\x0b \u2067x")
    assert "Toko ijat Jaya" in pages(written.pdf)[0]
    assert archive_problems(written.pdf) == []
    assert "\u202e" not in written.html


# Preview


def test_a_watermark_is_on_every_page() -> None:
    pdf = document(template="two_pages.html", watermark=PREVIEW).pdf
    with pikepdf.open(BytesIO(pdf)) as opened:
        turned = [page for page in opened.pages if b"0.819" in page.Contents.read_bytes()]
        assert len(turned) == len(opened.pages) == 2
    assert archive_problems(pdf) == []


def test_without_a_watermark_there_is_none() -> None:
    assert "watermark" not in document().html


# Codes, words and tables


def test_the_qr_is_vector_and_always_the_same() -> None:
    drawn = qr_svg("https://simetro.test/status/7KQ4-M9XD-R2P")
    assert drawn == qr_svg("https://simetro.test/status/7KQ4-M9XD-R2P")
    assert drawn != qr_svg("https://simetro.test/status/7KQ4-M9XD-R2Q")
    assert drawn.startswith("<svg")
    with pikepdf.open(BytesIO(document(drawn, "qr.html").pdf)) as opened:
        assert [page for page in opened.pages if page.get_images()] == []


@pytest.mark.parametrize("length", [1, 40, 300, 1000])
def test_the_qr_holds_addresses_of_any_length(length: int) -> None:
    assert codes_on_paper(document(qr_svg("x" * length, css="as-wide-as-the-page"), "qr.html").pdf) == ["x" * length]


@pytest.mark.parametrize("text", ["https://simetro.test/status/7KQ4-M9XD-R2P", "0812", "U-7KQ4-M9XD", "Åse: 1 × 2"])
def test_the_qr_says_what_it_was_given_whatever_it_is_made_of(text: str) -> None:
    assert codes_on_paper(document(qr_svg(text), "qr.html").pdf) == [text]


@pytest.mark.parametrize(
    "address", ["HTTPS://SIMETRO.TEST/VERIFIKASI/" + "7KQ4" * 8, "https://simetro.test/" + "7" * 50]
)
def test_capitals_and_digits_take_less_room(address: str) -> None:
    assert len(qr_modules(address)) < len(qr_modules("x" * len(address)))


@pytest.mark.parametrize(("length", "modules"), [(14, 21), (15, 25), (26, 25), (27, 29)])
def test_the_qr_bears_a_scratch_and_is_no_larger_for_what_it_bears_beyond(length: int, modules: int) -> None:
    """What the standard's level M holds in versions 1 to 3."""
    assert len(qr_modules("x" * length)) == modules


def test_dates_are_indonesian_whatever_language_is_active() -> None:
    assert long_date(date(2026, 8, 5)) == "5 Agustus 2026"
    assert short_date(date(2026, 8, 5)) == "05-08-2026"
    assert date_span([date(2026, 12, 1), date(2026, 11, 30), date(2026, 12, 1)]) == (
        "30 November 2026 s.d. 1 Desember 2026"
    )
    assert date_span([date(2026, 12, 1)] * 2) == "1 Desember 2026"


@pytest.mark.parametrize("language", ["id", "en"])
def test_numbers_are_written_the_indonesian_way_in_every_language(language: str) -> None:
    with translation.override(language):
        assert "27,5" in pages(render_pdf("name.html", {"name": 27.5}, title="x").pdf)[0]


def table(*rows: tuple[str, ...], **options: Any) -> PrintedTable:
    columns = (
        PrintedColumn(label="Nama"),
        PrintedColumn(label="Muatan", unit="g", align="right"),
        PrintedColumn(label="Imbuh (ΔL)", unit="g"),
    )
    return PrintedTable("Uji", columns, (group(columns, rows, **options),))


def test_headings_carry_the_unit_once() -> None:
    assert [column.heading for column in table().columns] == ["Nama", "Muatan (g)", "Imbuh (ΔL, g)"]


def test_widths_fill_the_page_and_follow_the_longest_text() -> None:
    widths = percents(table(("x" * 10, "1", "1"), ("kata " * 30, "1", "1")))
    assert sum(widths) == pytest.approx(100, abs=0.2)
    assert widths[0] > 2 * widths[1]
    assert sum(percents(table())) == pytest.approx(100, abs=0.2)


def test_many_columns_are_printed_small_and_no_word_is_broken() -> None:
    columns = [
        PrintedColumn(label="Kompartemen"),
        *(PrintedColumn(label=f"t{n}", unit="mm", align="right") for n in range(12)),
    ]
    wide = PrintedTable("Uji", tuple(columns), (group(columns, [("1", *["1450"] * 12)]),))
    assert (wide.is_dense, table(("a", "1", "1")).is_dense) == (True, False)
    document = render_pdf("services/documents/table.html", {"table": wide}, title="Uji")
    (page,) = pages(document.pdf)
    assert "Kompartemen" in page
    assert page.count("1450") == 12


def percents(of: PrintedTable) -> list[float]:
    return [float(width.removesuffix("%")) for width in of.widths]


def test_one_endless_word_leaves_room_for_the_others() -> None:
    assert min(percents(table(("x" * 400, "1000", "2")))) > 8


def test_figures_stand_to_the_right_and_failures_stand_out() -> None:
    (row,) = table(("Batal (2 g)", "1000", "1"), bold="Batal").groups[0].rows
    assert [cell.css for cell in row] == ["fail", "n", ""]


def test_the_heading_of_a_long_table_is_on_each_of_its_pages() -> None:
    long = table(*((f"Baris {number}", "1", "1") for number in range(120)))
    with translation.override("en"):
        texts = pages(render_pdf("table.html", {"table": long}, title="Uji").pdf)
    assert len(texts) > 2
    assert [text.count("Muatan (g)") for text in texts] == [1] * len(texts)
    assert sum(text.count("Baris") for text in texts) == 120


# Processes


def test_unpacked_fonts_may_vanish_from_the_temporary_directory() -> None:
    fresh = Engine()
    shutil.rmtree(fresh._fonts._folder)
    pdf = fresh.pdf("<p>Surat Ā <strong>Δ</strong></p>")
    assert fonts(pdf) == {"Inter": True, "Inter-Ext": True, "Inter-Greek-Semi-Bold": True}


def test_a_document_without_plain_letters_is_never_written() -> None:
    with pytest.raises(RuntimeError, match="fonts"):
        Engine().pdf("<p>Surat \x01</p>")


FORK = """
import os, sys
from django.conf import settings
settings.configure(TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {
    "loaders": [("django.template.loaders.locmem.Loader", {"a.html": "<p>{{ a }}</p>"})]}}])
import django
django.setup()
from simetro.core.documents import render_pdf, warm
warm()
child = os.fork()
if not child:
    render_pdf("a.html", {"a": "Cd"}, title="x")
    sys.exit()
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
os.write(1, render_pdf("a.html", {"a": "Şef 012"}, title="x").pdf)
"""


def test_a_forked_worker_leaves_the_fonts_of_the_others_alone() -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", FORK], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert fonts(done.stdout) == {"Inter": True, "Inter-Ext": True}
