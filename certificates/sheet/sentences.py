"""The sentences of a document, in the office's wording."""

from collections.abc import Sequence

from services.papers.laws import LAWS
from services.papers.tested_item import TestedItem
from simetro.core.documents.indonesian import long_date

FORBIDDEN = "alat bertanda batal dilarang dipakai (Pasal 25 huruf a Undang-Undang Nomor 2 Tahun 1981)"
SERVICES = {"tera": "tera", "tera_ulang": "tera ulang"}


def result_sentence(items: Sequence[TestedItem]) -> str:
    """The result, the law that it is based on, and the marks that show it."""
    asked = {item.service for item in items}
    services = " dan ".join(word for service, word in SERVICES.items() if service in asked)
    years = " dan ".join(str(year) for year in sorted({item.tested_on.year for item in items}))
    if all(item.verdict == "sah" for item in items):
        return (
            f"Disahkan untuk {services} tahun {years} berdasarkan {LAWS}, "
            "dengan membubuhkan Tanda Sah dan Tanda Jaminan."
        )
    return (
        f"Dibatalkan pada {services} tahun {years} berdasarkan {LAWS}, "
        "karena tidak memenuhi syarat teknis, dengan membubuhkan Tanda Batal."
    )


def notes(items: Sequence[TestedItem], unit: str) -> tuple[str, ...]:
    """The notes of an SKHP."""
    until = min((item.valid_until for item in items if item.valid_until), default=None)
    due = (f"Wajib ditera ulang paling lambat {long_date(until)}.",) if until else ()
    return (
        *due,
        "Tidak berlaku lagi bila tanda tera rusak atau putus, atau bila alat diubah.",
        f"Tidak boleh digandakan sebagian tanpa izin tertulis dari {unit}.",
    )


def remedy() -> tuple[str, ...]:
    """What the owner has to do after a rejection."""
    return (
        f"Jangan pakai alat ini untuk transaksi: {FORBIDDEN}.",
        "Perbaiki alat pada reparatir, lalu ajukan kembali untuk ditera. Bawa surat ini saat mendaftar.",
        "Bila alat tidak dapat diperbaiki, ganti dengan alat bertanda tera sah yang berlaku.",
    )
