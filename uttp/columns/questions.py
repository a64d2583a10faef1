"""What a table leaves open and a person answers once, for a whole column or for all cells that say the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Answers = Mapping[str, str]
SAMPLES = 3

EMPTY, KEEP = "empty", "keep"
THOUSAND, DECIMAL = "thousand", "decimal"


@dataclass(frozen=True)
class Question:
    """`key` stands for it among the answers. `sample`: the text in this row that raised it."""

    key: str
    sentence: str
    choices: tuple[tuple[str, str], ...]
    sample: str = ""


def gathered(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """Each question once, as JSON: with the number of rows that wait for it and the first texts that raised it."""
    by_key: dict[str, dict[str, Any]] = {}
    for question in questions:
        asked = by_key.setdefault(
            question.key,
            {"key": question.key, "sentence": question.sentence, "choices": question.choices, "rows": 0, "samples": []},
        )
        asked["rows"] += 1
        if question.sample not in asked["samples"] and len(asked["samples"]) < SAMPLES:
            asked["samples"].append(question.sample)
    return list(by_key.values())


def about_number(path: str, label: str, text: str, readings: tuple[str, str]) -> Question:
    """`readings`: how the text is read as a thousand and as a decimal."""
    sentence = _("%(column)s “%(text)s”: titik pemisah ribuan atau koma desimal?") % {"column": label, "text": text}
    return Question(f"number.{path}", sentence, ((THOUSAND, readings[0]), (DECIMAL, readings[1])), text)


def about_sign(path: str, label: str, text: str, above: str) -> Question:
    sentence = _("%(column)s berisi tanda “sama dengan di atas” (%(text)s). Dua alat jarang bernomor sama.")
    choices = ((EMPTY, _("Tanpa nomor")), (KEEP, _("Memang sama dengan baris di atasnya")))
    return Question(f"above.{path}", sentence % {"column": label, "text": text}, choices, above)


def about_zero(path: str, label: str) -> Question:
    sentence = _("%(column)s hanya berisi 0. Apakah artinya tidak ada?") % {"column": label}
    return Question(f"zero.{path}", sentence, ((EMPTY, _("Ya, kosongkan")), (KEEP, _("Tidak, memang 0"))), "0")


def about_digits(path: str, label: str, text: str) -> Question:
    """About a number whose last digits a spreadsheet program may have lost."""
    sentence = _("%(column)s berupa bilangan panjang; angka belakangnya mungkin sudah hilang di Excel. Cocokkan dulu.")
    choices = ((EMPTY, _("Kosongkan, diisi nanti")), (KEEP, _("Sudah cocok, simpan seperti tertulis")))
    return Question(f"digits.{path}", sentence % {"column": label}, choices, text)


def about_day(path: str, label: str, text: str) -> Question:
    """About a day in a column that holds none: a spreadsheet program may have made it of something like 3-12."""
    sentence = _("%(column)s berupa tanggal; mungkin Excel mengubah yang semula diketik. Cocokkan dulu.")
    choices = ((EMPTY, _("Kosongkan, diisi nanti")), (KEEP, _("Sudah cocok, simpan seperti tertulis")))
    return Question(f"day.{path}", sentence % {"column": label}, choices, text)


def about_formula(path: str, label: str, text: str) -> Question:
    sentence = _("%(column)s berisi rumus tanpa hasil. Buka di Excel, simpan, lalu unggah lagi, atau:")
    return Question(f"formula.{path}", sentence % {"column": label}, ((EMPTY, _("Kosongkan selnya")),), text)


def about_swapped_days(label: str, read: str, swapped: str, sample: str) -> Question:
    """About days that a spreadsheet program may have read month first."""
    sentence = _("%(column)s: mungkin tanggal dan bulan tertukar pada sel tanggal asli.") % {"column": label}
    return Question("swapped.verified_on", sentence, ((KEEP, read), ("swap", swapped)), sample)


def about_set(text: str, suggestion: str) -> Question:
    sentence = _("Isi set “%(text)s” dibaca sebagai %(set)s. Benar?") % {"text": text, "set": suggestion}
    choices = ((KEEP, _("Ya, benar")), (EMPTY, _("Tidak, saya perbaiki di berkas")))
    return Question(f"set.{text.casefold()}", sentence, choices, text)
