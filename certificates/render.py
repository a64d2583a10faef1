"""Prints SKHP and rejection notices. The templates see only the sheet and the issuance."""

from certificates.sheet.facts import Issuance, Sheet
from certificates.sheet.layout import appendix, failures, front_lines, validity
from simetro.core.documents import Document, render_pdf
from simetro.core.documents.indonesian import long_date
from simetro.core.documents.qr import qr_svg

TITLES = {
    "skhp": ("Surat Keterangan Hasil Pengujian", "Verification Certificate"),
    "rejection": ("Surat Penolakan", "Rejection Notice"),
}


def render_certificate(sheet: Sheet, issuance: Issuance | None, *, watermark: str | None = None) -> Document:
    """Without an issuance it is a draft: no number, no QR code, no signatory."""
    title, english = TITLES[sheet.type]
    context = {
        "sheet": sheet,
        "issuance": issuance,
        "title": title,
        "english": english,
        "facts": front_lines(sheet),
        "failures": failures(sheet),
        "valid_until": validity(sheet),
        "appendix": appendix(sheet),
        "issued_on": long_date(issuance.issued_on) if issuance else "",
        "initials": [(initial, long_date(initial.on)) for initial in issuance.initials] if issuance else [],
        "qr": qr_svg(issuance.verify_url) if issuance else "",
    }
    template, name = (
        f"certificates/documents/{sheet.type}.html",
        f"{title} {issuance.number if issuance else sheet.order_number}",
    )
    return render_pdf(template, context, title=name, watermark=watermark, is_frozen=bool(issuance))


def number_in_title(name: str) -> str:
    """The number in a title that `render_certificate` made; empty where the title is not one of ours."""
    ours = (name.removeprefix(f"{title} ") for title, _english in TITLES.values() if name.startswith(f"{title} "))
    return next(ours, "")
