"""What an office tells everybody."""

from datetime import timedelta

from django.utils import timezone

from portal.actions import write_article
from simetro.core.models import User

# Days since it was published, or none for a draft.
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


def make_news(by: User) -> None:
    today = timezone.localdate()
    for days, title, summary, body in ARTICLES:
        publish_on = None if days is None else today - timedelta(days=days)
        write_article(by=by, title=title, summary=summary, body=body, publish_on=publish_on)
