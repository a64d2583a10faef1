"""What a PDF that somebody sends still tells of its origin."""

from dataclasses import dataclass
from io import BytesIO
from itertools import islice

PAGES_READ = 5  # a hostile file may have thousands of pages and of links
LINKS_READ = 50


@dataclass(frozen=True)
class Traces:
    title: str = ""
    links: tuple[str, ...] = ()


def traces_of(pdf: bytes) -> Traces:
    """Title and link addresses of a PDF; empty where it cannot be opened."""
    import pikepdf  # few processes ever need it, and it takes as long as everything else of a page together

    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            notes = (note for page in opened.pages[:PAGES_READ] for note in page.get("/Annots", ()))
            links = (str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", ()))
            return Traces(str(opened.docinfo.get("/Title", "")), tuple(islice(links, LINKS_READ)))
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError, RuntimeError):
        return Traces()
