"""Reading a PDF back: what it says, how many pages it has, whether an archive would take it."""

import subprocess
from io import BytesIO

import pikepdf
from pikepdf import pdfa

from services.models import Order, Sidang
from services.papers.attendance_list import AttendanceList, attendance_list_of
from services.papers.site_report import SiteReport, site_report_of
from services.sidang.queries.registrations import expected_registrations
from services.sidang.queries.sidang import attendance, brought_to
from services.testing.queries.verifications import results_of

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


def attendance_list(sidang: Sidang) -> AttendanceList:
    expected = list(expected_registrations(sidang))
    return attendance_list_of(sidang, list(attendance(sidang)), brought_to(sidang), expected)


def site_report(order: Order) -> SiteReport:
    return site_report_of(order, results_of(order))
