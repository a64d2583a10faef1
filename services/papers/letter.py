from dataclasses import dataclass
from datetime import date

from simetro.core.documents import Document, render_pdf
from simetro.core.documents.indonesian import long_date
from simetro.core.models import Office


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """From top to bottom: the regency, the office (dinas), the unit, its address, then phone and e-mail lines."""

    regency: str
    office: str
    unit: str
    address: str
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Signature:
    """The signature of the head of the office; without a name there is room to write one by hand."""

    place: str
    on: date
    title: str
    name: str = ""
    rank: str = ""
    nip: str = ""


def print_letter(
    template: str,
    titles: tuple[str, str],
    number: str,
    context: dict[str, object],
    signature: Signature | None = None,
    *,
    is_frozen: bool = False,
) -> Document:
    """Prints a letter. `titles`: Indonesian and English. Papers that nobody signs have no signature."""
    title, english = titles
    known: dict[str, object] = {"title": title, "english": english}
    if signature:
        known |= {"signature": signature, "signed_on": long_date(signature.on)}
    page = f"services/documents/{template}.html"
    return render_pdf(page, {**known, **context}, title=f"{title} {number}", is_frozen=is_frozen)


def letterhead_of(office: Office) -> Letterhead:
    contacts = (f"Telepon {office.phone}" if office.phone else "", office.email)
    return Letterhead(
        regency=office.regency,
        office=office.department,
        unit=office.name,
        address=office.address,
        contacts=tuple(line for line in contacts if line),
    )


def signature_of(office: Office, on: date) -> Signature:
    return Signature(
        place=office.city,
        on=on,
        title=office.head_title,
        name=office.head_name,
        rank=office.head_rank,
        nip=office.head_nip,
    )
