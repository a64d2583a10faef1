"""The demo's news and pages."""

from datetime import timedelta

from django.utils import timezone

from portal.actions import write_article
from portal.enums import ArticleSection
from simetro.core.models import User

# The first value: days since the publication, or None for a draft.
ARTICLES = (
    (
        40,
        "Tera dan tera ulang tetap gratis",
        "Sejak 5 Januari 2024 tidak ada retribusi untuk tera dan tera ulang.",
        "Undang-Undang Nomor 1 Tahun 2022 menghapus retribusi tera. Artinya:\n\n"
        "- menera timbangan di loket **gratis**,\n- sidang tera di pasar **gratis**,\n- SKHP **gratis**.\n\n"
        "Bila ada yang meminta bayaran, laporkan kepada kami.",
    ),
    (
        12,
        "Bawa anak timbangan bersama timbangannya",
        "Anak timbangan ditera bersama timbangannya, satu set sekaligus.",
        "Timbangan meja dan dacin diuji bersama anak timbangannya. Bawalah **satu set lengkap**, bersih dan kering.\n\n"
        "## Yang sering tertinggal\n\n1. Anak timbangan kecil, 50 g ke bawah.\n2. Bobot ingsut dacin.",
    ),
    (
        3,
        "Periksa tanda tera sebelum membeli",
        "Pindai kode QR pada stiker timbangan atau pompa BBM untuk melihat apakah alatnya masih sah.",
        "Alat yang lulus uji bertanda tera dan berstiker. Pindai kodenya: yang muncul adalah catatan kami, "
        "bukan kata pedagangnya.\n\nTidak cocok? Tanyakan kepada pedagangnya, atau laporkan kepada kami.",
    ),
    (None, "Libur akhir tahun", "Jam layanan loket pada akhir tahun.", "Tanggalnya menyusul."),
)


PAGES = (
    (
        "Standar pelayanan",
        "Syarat, langkah, waktu, dan biaya tera dan tera ulang.",
        "## Syarat\n\n- Alatnya bersih dan lengkap dengan anak timbangannya.\n"
        "- Nama, alamat, dan nomor telepon pemilik.\n\n"
        "## Langkah\n\n1. Daftar di loket, di sidang, atau dari akun Anda.\n2. Penera menguji alatnya.\n"
        "3. Yang sah diberi tanda tera; SKHP diunduh dengan nomor transaksi.\n\n"
        "## Waktu\n\nPaling lama 7 hari kerja sampai SKHP terbit.\n\n## Biaya\n\n**Gratis.**",
    ),
    (
        "Tanya jawab",
        "Yang paling sering ditanyakan pedagang dan pembeli.",
        "## Apa itu tera?\n\nTera ialah pengujian dan pembubuhan tanda bahwa sebuah alat ukur benar; "
        "tera ulang mengulanginya setelah masa berlakunya habis.\n\n"
        "## Apakah timbangan di rumah wajib ditera?\n\n"
        "Tidak, hanya alat yang dipakai untuk jual beli, upah, atau menyerahkan barang.\n\n"
        "## Bagaimana bila alat saya batal?\n\n"
        "Perbaiki, lalu bawa kembali; pengujian ulangnya pada order yang sama.",
    ),
    (
        "Arti istilah",
        "Kata-kata metrologi dalam satu kalimat.",
        "- **UTTP**: alat ukur, takar, timbang, dan perlengkapannya.\n- **Penera**: pegawai yang menguji alat ukur.\n"
        "- **SKHP**: surat keterangan hasil pengujian.\n- **Sah**: alat lulus uji. **Batal**: alat tidak lulus.\n"
        "- **Sidang tera ulang**: kantor datang ke pasar atau desa.",
    ),
)


def make_news(by: User) -> None:
    today = timezone.localdate()
    for days, title, summary, body in ARTICLES:
        publish_on = None if days is None else today - timedelta(days=days)
        write_article(by=by, title=title, summary=summary, body=body, publish_on=publish_on)
    for title, summary, body in PAGES:
        write_article(by=by, title=title, summary=summary, body=body, publish_on=today, section=ArticleSection.PAGE)
