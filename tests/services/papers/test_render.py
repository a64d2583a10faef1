"""The registration form that the owner takes home."""

from datetime import date

import pytest
from django.utils import translation

from services.enums import Place
from services.papers.facts import SidangAppointment
from services.papers.letter import Letterhead
from services.papers.registration_form import FormRow, RegistrationForm, registration_form_of, render_registration_form
from simetro.core.documents.indonesian import long_date
from tests.office import Office
from tests.paper import archive_problems, fonts, pages
from tests.scanner import codes_on_paper

SCALE = FormRow(
    kind="Timbangan elektronik",
    brand="Quattro SW-1",
    serial_number="2205118",
    capacity="Max 6000 g, e = 2 g",
    count=1,
    service="Tera ulang",
)
WEIGHTS = FormRow(kind="Anak timbangan", brand="", serial_number="", capacity="M2", count=9, service="Tera")


def form(*rows: FormRow, **facts: object) -> RegistrationForm:
    known: dict[str, object] = {
        "letterhead": Letterhead(
            regency="Pemerintah Kabupaten Banyumas",
            office="Dinas Perindustrian dan Perdagangan",
            unit="Bidang Metrologi",
            address="Jl. D.I. Panjaitan, Purwokerto",
        ),
        "order_number": "7KQ4-M9XD-R2P",
        "status_url": "https://simetro.test/status/7KQ4-M9XD-R2P",
        "registered_on": date(2026, 11, 23),
        "applicant": "Slamet Riyadi",
        "address": "Jl. Gatot Subroto 12",
        "phone": "0812 0000 0000",
        "place": "Kantor",
        "certificate_name": "Toko Sumber Rejeki",
        "certificate_address": "Pasar Wage C-14",
        "rows": rows or (SCALE, WEIGHTS),
        "expected_on": date(2026, 12, 2),
        "received_by": "Sri Wahyuningsih",
    }
    return RegistrationForm(**(known | facts))  # type: ignore[arg-type]


def paper(of: RegistrationForm) -> list[str]:
    return pages(render_registration_form(of).pdf)


def test_the_form_has_the_offices_fields_in_order() -> None:
    (text,) = paper(form())
    at = 0
    for part in (
        "FORMULIR PENDAFTARAN",
        "Nomor transaksi",
        "7KQ4-M9XD-R2P",
        "https://simetro.test/status/7KQ4-M9XD-R2P",
        "Pemohon Slamet Riyadi",
        "Alamat Jl. Gatot Subroto 12",
        "Telepon 0812 0000 0000",
        "SKHP atas nama Toko Sumber Rejeki",
        "Alamat pada SKHP Pasar Wage C-14",
        "Tempat pelayanan Kantor",
        "Tanggal pendaftaran 23 November 2026",
        "Perkiraan selesai 2 Desember 2026",
        "1 Timbangan elektronik Quattro SW-1 / 2205118 Max 6000 g, e = 2 g Tera ulang 1",
        "2 Anak timbangan M2 Tera 9",
        "Jumlah seluruhnya 10 unit",
        "tidak dipungut biaya",
        "Diserahkan oleh",
        "Diterima oleh",
        "Sri Wahyuningsih",
    ):
        at = text.find(part, at)
        assert at >= 0, part


def test_at_a_sidang_it_says_where_and_when() -> None:
    where = SidangAppointment(
        sidang="Sidang Pasar Wage", venue="Pasar Wage, Jl. Pasar 2, Sumpiuh", when="26 November 2026 pukul 08.00-12.00"
    )
    (text,) = paper(form(place="Sidang tera ulang", appointment=where))
    for part in (
        "Tempat pelayanan Sidang tera ulang Sidang Sidang Pasar Wage Tempat sidang Pasar Wage, Jl. Pasar 2, Sumpiuh",
        "Hari dan jam sidang 26 November 2026 pukul 08.00-12.00",
        "Bawa alat dan formulir ini ke tempat sidang",
    ):
        assert part in text, part
    assert "sidang" not in paper(form())[0].lower()


@pytest.mark.django_db
def test_an_order_at_a_sidang_has_its_place_and_hours(office: Office) -> None:
    sidang = office.sidang()
    with translation.override("en"):
        filled = registration_form_of(office.order(place=Place.SIDANG, sidang=sidang))
    day = long_date(sidang.starts_on)
    assert filled.appointment == SidangAppointment(
        sidang="Sidang Pasar Wage", venue="Pasar Wage, Jl. Pasar 2, Sumpiuh", when=f"{day} pukul 08.00-12.00"
    )
    assert registration_form_of(office.order()).appointment is None


def test_the_qr_opens_the_status_page() -> None:
    written = render_registration_form(form())
    other = render_registration_form(form(status_url="https://simetro.test/status/0000-0000-000"))
    assert written.html.count('class="qr"') == other.html.count('class="qr"') == 1
    assert written.html.split('class="qr"')[1].split("</svg>")[0] not in other.html
    assert codes_on_paper(written.pdf) == ["https://simetro.test/status/7KQ4-M9XD-R2P"]


def test_without_an_expected_day_none_is_promised() -> None:
    assert "Perkiraan selesai" not in paper(form(expected_on=None))[0]


def test_without_a_phone_there_is_a_dash() -> None:
    assert "Telepon - SKHP" in paper(form(phone=""))[0]


@pytest.mark.parametrize("rows", [1, 40, 200])
def test_every_row_is_there_and_every_page_says_whose_it_is(rows: int) -> None:
    texts = paper(form(*[SCALE] * rows))
    assert sum(text.count("Quattro SW-1 / 2205118") for text in texts) == rows
    for number, text in enumerate(texts, 1):
        assert text.endswith(f"Nomor transaksi 7KQ4-M9XD-R2P Halaman {number} dari {len(texts)}")
        assert "Nomor transaksi" in text
    assert "Diterima oleh" in texts[-1]


def test_the_form_is_an_archive_with_the_offices_own_fonts(caplog: pytest.LogCaptureFixture) -> None:
    pdf = render_registration_form(form()).pdf
    assert caplog.messages == []
    assert archive_problems(pdf) == []
    assert fonts(pdf) == {"Inter": True, "Inter-Semi-Bold": True, "JetBrains-Mono": True}


def test_names_are_printed_as_they_are_written() -> None:
    evil = '<img src="file:///etc/passwd">'
    written = render_registration_form(form(applicant=evil, certificate_name=evil, address=evil, phone=evil))
    assert "<img" not in written.html
    assert f"Pemohon {evil}" in pages(written.pdf)[0]
