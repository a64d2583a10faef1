"""The SKHP and the rejection notice as they leave the printer."""

from dataclasses import replace
from functools import cache

import pytest

from certificates.render import render_certificate
from certificates.sheet.facts import Issuance, Sheet
from simetro.core.documents import PREVIEW
from tests.certificates.samples import (
    ISSUANCE,
    acting,
    bad_scale,
    judged,
    long_scale,
    nozzle,
    scale,
    sheet,
    station,
)
from tests.paper import archive_problems, fonts, pages
from tests.scanner import codes_on_paper
from tests.uttp.kinds.cases import NOZZLE, nozzle_readings


@cache
def paper(of: Sheet, issuance: Issuance | None = ISSUANCE) -> list[str]:
    return pages(render_certificate(of, issuance).pdf)


def in_order(text: str, *parts: str) -> bool:
    at = -1
    return all((at := text.find(part, at + 1)) >= 0 for part in parts)


# The SKHP


def test_page_1_says_everything_in_the_offices_order() -> None:
    front = paper(scale())[0]
    assert in_order(
        front,
        "Pemerintah Kabupaten Banyumas",
        "Dinas Perindustrian dan Perdagangan",
        "Bidang Metrologi",
        "SURAT KETERANGAN HASIL PENGUJIAN",
        "Verification Certificate",
        "Nomor: 500.2.3.15/0042/BID-K/XI/2026",
        "Nomor order 7KQ4-M9XD-R2P",
        "Jenis UTTP",
        "Merek / tipe / nomor seri Quattro / SW-1 / 2205118",
        "Kapasitas / daya baca",
        "Buatan Indonesia",
        "ID UTTP U-7KQ4-M9XD",
        "Pemilik / pemakai Toko Sumber Rejeki",
        "Alamat Pasar Wage Blok C-14",
        "Diuji oleh Sri Wahyuningsih, NIP 19880412 201101 2 007",
        "Tanggal pengujian 20 November 2026",
        "Metode",
        "Disahkan untuk tera ulang tahun 2026 berdasarkan Undang-Undang Nomor 2 Tahun 1981",
        "Berlaku sampai dengan 20 November 2027",
        "Tanda tera: ",
        "Wajib ditera ulang paling lambat 20 November 2027.",
        "Purwokerto, 22 November 2026",
        "Kepala Dinas",
        "Bambang Prasetyo",
        "NIP 19690317 199403 1 004",
        "Paraf: Subkoor Retno Astuti, 21 November 2026; Kabid Agus Santoso",
        "Dokumen ini tercatat dan dapat diperiksa keasliannya pada",
        ISSUANCE.verify_url,
        "Halaman 1 dari 2",
    )


def test_the_qr_stands_on_page_1_with_a_line_that_says_what_it_does() -> None:
    written = render_certificate(scale(), ISSUANCE)
    assert written.html.count('class="qr"') == 1
    assert "Pindai untuk memeriksa keaslian surat ini." in pages(written.pdf)[0]
    assert codes_on_paper(written.pdf) == [ISSUANCE.verify_url]


def test_the_lampiran_is_page_2_and_names_the_certificate() -> None:
    front, lampiran = paper(long_scale())
    assert "LAMPIRAN" not in front
    assert in_order(
        lampiran,
        "LAMPIRAN Surat Keterangan Hasil Pengujian nomor 500.2.3.15/0042/BID-K/XI/2026",
        "Standar yang digunakan",
        "Kondisi pengujian",
        "Kebenaran",
        "Kesalahan (g) BKD (g) Hasil",
        "Eksentrisitas",
        "Halaman 2 dari 2",
    )


@pytest.mark.parametrize("of", [scale(), bad_scale(), station(2)], ids=["skhp", "rejection", "station"])
def test_it_is_an_archive_with_the_offices_own_fonts(of: Sheet, caplog: pytest.LogCaptureFixture) -> None:
    pdf = render_certificate(of, ISSUANCE).pdf
    assert caplog.messages == []
    assert archive_problems(pdf) == []
    used = fonts(pdf)
    assert all(used.values())
    assert set(used) <= {"Inter", "Inter-Semi-Bold", "Inter-Greek-Semi-Bold", "JetBrains-Mono"}


def test_the_same_facts_give_the_same_file() -> None:
    assert render_certificate(scale(), ISSUANCE).pdf == render_certificate(scale(), ISSUANCE).pdf


def test_a_replacement_names_what_it_replaces() -> None:
    front = paper(scale(replaces="500.2.3.15/0007/BID-K/I/2026"))[0]
    assert "Menggantikan surat nomor 500.2.3.15/0007/BID-K/I/2026" in front


def test_a_stand_in_signs_as_such() -> None:
    assert "Plh. Kepala Dinas Bambang Prasetyo" in paper(scale(), acting("Plh."))[0]
    on_behalf = paper(scale(), acting("a.n.", own_title="Sekretaris Dinas", rank="Pembina"))[0]
    assert in_order(on_behalf, "a.n. Kepala Dinas", "Sekretaris Dinas", "Bambang Prasetyo", "Pembina", "NIP")


def test_an_electronic_signature_is_claimed_only_where_there_is_one() -> None:
    assert "BSrE" not in paper(scale())[0]
    signed = paper(scale(), replace(ISSUANCE, signed_by_bsre=True))[0]
    assert in_order(signed, "sertifikat elektronik yang diterbitkan BSrE", "Pasal 5 ayat (1) UU ITE")


def test_without_lower_tiers_there_is_no_paraf() -> None:
    assert "Paraf" not in paper(scale(), replace(ISSUANCE, initials=()))[0]


# Drafts


def test_a_preview_has_neither_number_nor_signature_nor_qr() -> None:
    written = render_certificate(scale(), None, watermark=PREVIEW)
    front, lampiran = pages(written.pdf)
    assert "Nomor: (diberikan saat terbit)" in front
    assert "Belum ditandatangani" in front
    assert "Bambang" not in front
    assert "Surat Keterangan Hasil Pengujian order 7KQ4-M9XD-R2P" in lampiran
    assert 'class="qr"' not in written.html
    assert f'<div class="watermark">{PREVIEW}</div>' in written.html
    assert archive_problems(written.pdf) == []


def test_what_is_issued_has_no_watermark() -> None:
    assert "watermark" not in render_certificate(scale(), ISSUANCE).html


# Stations


@pytest.mark.parametrize("nozzles", [2, 8])
def test_a_station_lists_every_nozzle_with_its_readings(nozzles: int) -> None:
    front, *lampiran = paper(station(nozzles))
    assert f"{nozzles} unit, menurut daftar pada Lampiran" in front
    text = " ".join(lampiran)
    assert in_order(text, "Daftar UTTP", *(f"TS-{number:04}" for number in range(1, nozzles + 1)), "Standar")
    assert text.count("Lambat (0,15-0,25 Qmax)") == 3 * nozzles


def test_the_rows_of_one_nozzle_stay_on_one_page() -> None:
    _, *lampiran = paper(station(12))
    for page in lampiran:
        assert page.count(" / TS-") * 9 == page.count("±0,5")


def test_every_page_names_the_certificate_and_its_number() -> None:
    texts = paper(station(8))
    for number, text in enumerate(texts, 1):
        assert text.endswith(f"Nomor: {ISSUANCE.number} Halaman {number} dari {len(texts)}")


# Rejections


def test_a_rejection_says_what_failed_and_what_to_do() -> None:
    front, lampiran = paper(bad_scale())
    assert in_order(
        front,
        "SURAT PENOLAKAN",
        "Rejection Notice",
        "DIBATALKAN",
        "Dibatalkan pada tera ulang tahun 2026",
        "dengan membubuhkan Tanda Batal.",
        "Alasan",
        "Kebenaran: 1 dari 5 pembacaan di luar batas",
        "Yang perlu dilakukan",
        "Perbaiki alat pada reparatir",
        "Purwokerto, 22 November 2026",
    )
    assert "Berlaku sampai dengan" not in front
    assert "Tanda Sah" not in front
    assert in_order(lampiran, "Alasan pembatalan", bad_scale().items[0].reasons[0], "BATAL")


# What offices really type

LONG_NAME = (
    "Perusahaan Perseroan Perdagangan Umum Keluarga Besar Almarhum Haji Sastrodiningrat Kusumawardhana Abadi Tbk Cabang"
)
LONG_ADDRESS = (
    "Jalan Jenderal Besar Soedirman Kompleks Pertokoan Sentra Niaga Blok AA-127 sampai dengan AA-139 Lantai 3, "
    "RT 004 RW 011, Kelurahan Purwokerto Kidul, Kecamatan Purwokerto Selatan, Kabupaten Banyumas 53147"
)


def test_long_names_keep_the_signature_on_page_1() -> None:
    issuance = replace(acting("a.n.", own_title="Sekretaris Dinas"), signed_by_bsre=True)
    front, *rest = paper(scale(owner=LONG_NAME, address=LONG_ADDRESS, replaces="0007/2026"), issuance)
    assert len(rest) == 1
    assert in_order(front, "Purwokerto Kidul", "NIP 19690317", "Paraf", ISSUANCE.verify_url)


def test_an_endless_word_is_broken_and_cut_nowhere() -> None:
    front = paper(scale(owner="X" * 300))[0]
    assert front.count("X") >= 300


@pytest.mark.parametrize(
    "name", ['<img src="http://127.0.0.1:9/x">', "{{ sheet }}{% now 'Y' %}", "</td></table><h1>SAH", "&lt;b&gt; & 'x'"]
)
def test_whatever_an_owner_is_called_is_printed_as_it_is(name: str) -> None:
    front = paper(scale(owner=name))[0]
    assert f"Pemilik / pemakai {name} Alamat" in front


def test_values_of_every_field_are_escaped() -> None:
    evil = "<i>x</i>"
    item = judged("fuel_dispenser", {**NOZZLE, "fuel": evil}, nozzle_readings(), brand=evil, place=evil)
    of = sheet("fuel_dispenser", item, nozzle(2), owner=evil, address=evil, method=evil, notes=(evil,), marks=(evil,))
    issuance = replace(ISSUANCE, number=evil, signatory=replace(ISSUANCE.signatory, name=evil, title=evil))
    assert "<i>" not in render_certificate(of, issuance).html
