"""Reading a PDF back: what it says, how many pages it has, whether an archive would take it."""

import subprocess
from io import BytesIO

import pikepdf
from pikepdf import pdfa

# The validator knows 3b; 3u demands the same and Unicode for every character besides, and says so by its letter.
ONLY_THE_LETTER = ["pdfaid:conformance is 'U', expected 'B'"]


def pages(pdf: bytes) -> list[str]:
    """The text of each page, in reading order, blanks between columns made one."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)  # noqa: S607
    *texts, _ = done.stdout.decode().split("\f")
    return [" ".join(text.split()) for text in texts]


def archive_problems(pdf: bytes) -> list[str]:
    """What keeps it from being PDF/A-3u."""
    report = pdfa.validate_written(BytesIO(pdf), "3b")
    return [finding.message for finding in report.findings if finding.message not in ONLY_THE_LETTER]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Names without the subset's prefix, and whether the font is embedded."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {
            str(obj.FontName).partition("+")[2]: "/FontFile2" in obj or "/FontFile3" in obj
            for obj in opened.objects
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"
        }
