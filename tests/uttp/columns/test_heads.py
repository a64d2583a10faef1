import pytest

from simetro.core.spreadsheets import Spreadsheet, SpreadsheetRow
from uttp.columns.heads import counts_markets, guess, head_of, head_row, path_named


@pytest.mark.parametrize(
    ("head", "path"),
    [
        ("TGL TERA TERAKHIR", "verified_on"),
        ("Terakhir Tera (Tgl)", "verified_on"),
        ("tanggal_tera", "verified_on"),
        ("Terakhir ditera *", "verified_on"),
        ("No. HP", "owner.phone"),
        ("nomor_hp", "owner.phone"),
        ("HP/No.", "owner.phone"),
        ("nama_pemilik", "owner.name"),
        ("PEMILIK (NAMA)", "owner.name"),
        ("Merk", "brand"),
        ("no_seri", "serial_number"),
        ("Seri No.", "serial_number"),
        ("Kap. (kg)", "capacity"),
        ("KAPASITAS MAX", "capacity"),
        ("daya_baca", "interval"),
        ("kelas_timbangan", "accuracy_class"),
        ("jenis_uttp", "kind"),
        ("hasil_tera", "verdict"),
        ("Kapasitas / Daya Baca", "capacity"),
        ("Kap./Daya Baca", "capacity"),
        ("Merk/Tipe", "brand"),
        ("Jenis Alat UTTP", "kind"),
        ("jenis_timbangan", "kind"),
        ("Nama Perusahaan/Pemilik", "owner.name"),
        ("Nama SPBU", "owner.name"),
        ("Nama Pedagang", "owner.name"),
        ("S/N", "serial_number"),
        ("Jml UTTP", "count"),
        ("Merk / Type / Nomer Seri", ""),  # three in one cell: a person says what to do
        ("tgl_habis_berlaku", ""),
        ("Keterangan", ""),
    ],
)
def test_heads_are_known_by_their_words_in_any_order(head: str, path: str) -> None:
    assert path_named(head) == path


def test_titles_above_are_skipped_and_two_lines_of_heads_are_one() -> None:
    rows = [
        SpreadsheetRow(1, ["BUKU REGISTER TERA"]),
        SpreadsheetRow(3, ["No", "Nama Pemilik", "UTTP", "", "", "Tgl Tera"]),
        SpreadsheetRow(4, ["", "", "Jenis", "Merk", "No Seri", ""]),
        SpreadsheetRow(5, ["1", "Sari", "Dacin", "Ria", "A1", "22/11/2025"]),
    ]
    sheet = Spreadsheet("", rows)
    head = head_of(sheet, {})
    assert head.number == 4
    assert guess(head, {}) == {"owner.name": 1, "kind": 2, "brand": 3, "serial_number": 4, "verified_on": 5}
    assert head_row(sheet, 3).cells[:2] == ["No", "Nama Pemilik"]


MARKETS = "nama_pasar|Alamat|Kecamatan|Koordinat|Timb. Pegas|Timb. Meja|Neraca|Dacin|Total UTTP|Tahun Tera Ulang"


@pytest.mark.parametrize(
    ("heads", "is_market"),
    [
        (MARKETS, True),
        ("Pasar|Timbangan Meja|Timbangan Pegas|Dacin|Jumlah", True),
        ("PASAR;TB MEJA;TB PEGAS;NERACA;TOTAL".replace(";", "|"), True),
        ("Nama Pemilik|Jenis|Merk|No Seri|Pasar", False),
        ("Pasar|Jenis|Kapasitas", False),
    ],
)
def test_a_register_of_markets_is_known(heads: str, is_market: bool) -> None:
    assert counts_markets(heads.split("|")) is is_market
