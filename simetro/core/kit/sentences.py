"""Pydantic's complaints as plain Indonesian sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

MAX_ERRORS = 50
MAX_FIELD = 120
FALLBACK = "Isian ini tidak dapat dibaca. Periksa lalu isi kembali."

Context = Mapping[str, Any]
Sentence = str | Callable[[Context], str]


@dataclass(frozen=True)
class FieldError:
    field: str
    message: str


def _own_words(context: Context) -> str:
    return str(context["error"]) if context.get("error") else FALLBACK


def _choices(context: Context) -> str:
    expected = str(context.get("expected", "")).replace("'", "").replace(" or ", " atau ")
    return f"Pilih salah satu: {expected}." if expected else "Pilih salah satu pilihan yang ada."


_NUMBER = "Isi dengan bilangan, misalnya 12."
_WHOLE = "Isi dengan bilangan bulat, misalnya 12."
_TEXT = "Isi dengan teks."
_YES_NO = "Isi dengan ya (true) atau tidak (false)."
_LIST = "Isi dengan daftar."
_OBJECT = "Isi dengan objek yang berisi nama isian dan nilainya."
_DATE = "Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-03-31."
_TIME = "Tulis jam sebagai jam:menit, misalnya 09:30."
_MOMENT = "Tulis waktu lengkap dengan zonanya, misalnya 2026-03-31T09:30:00+07:00."
_UUID = "Isi dengan UUID, misalnya 0b9f6c1e-5a53-4d0b-9a39-0d3f2c5b7a11."

_SENTENCES: dict[str, Sentence] = {
    "missing": "Isian ini wajib diisi.",
    "null": "Isian ini tidak boleh null. Isi nilainya atau hilangkan isian ini.",
    "extra_forbidden": "Isian ini tidak dikenal di sini. Hapus atau perbaiki namanya.",
    "invalid_key": "Nama isian harus berupa teks.",
    "value_error": _own_words,
    "assertion_error": _own_words,
    "json_invalid": "Data yang dikirim bukan JSON yang benar. Periksa tanda kutip, koma dan kurungnya.",
    "json_type": "Kirim data sebagai JSON.",
    "enum": _choices,
    "literal_error": _choices,
    "none_required": "Kosongkan isian ini.",
    "string_type": _TEXT,
    "string_sub_type": _TEXT,
    "string_unicode": "Teks ini memuat tanda yang tidak dapat dibaca. Tulis ulang.",
    "string_too_short": lambda c: f"Isi paling sedikit {c.get('min_length', 1)} huruf.",
    "string_too_long": lambda c: f"Isi paling banyak {c.get('max_length', '')} huruf.",
    "string_pattern_mismatch": "Bentuk isian ini tidak sesuai. Periksa kembali penulisannya.",
    "too_short": lambda c: f"Isi paling sedikit {c.get('min_length', 1)} baris.",
    "too_long": lambda c: f"Isi paling banyak {c.get('max_length', '')} baris.",
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": "Bilangan ini terlalu besar.",
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "decimal_max_digits": lambda c: f"Tulis paling banyak {c.get('max_digits', '')} angka.",
    "decimal_max_places": lambda c: f"Tulis paling banyak {c.get('decimal_places', '')} angka desimal.",
    "decimal_whole_digits": lambda c: f"Tulis paling banyak {c.get('whole_digits', '')} angka di depan koma.",
    "greater_than": lambda c: f"Isi dengan nilai di atas {c.get('gt', '')}.",
    "greater_than_equal": lambda c: f"Isi dengan nilai paling kecil {c.get('ge', '')}.",
    "less_than": lambda c: f"Isi dengan nilai di bawah {c.get('lt', '')}.",
    "less_than_equal": lambda c: f"Isi dengan nilai paling besar {c.get('le', '')}.",
    "multiple_of": lambda c: f"Isi dengan kelipatan {c.get('multiple_of', '')}.",
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "dict_type": _OBJECT,
    "mapping_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_past": "Isi dengan tanggal yang sudah lewat.",
    "date_future": "Isi dengan tanggal yang akan datang.",
    "time_type": _TIME,
    "time_parsing": _TIME,
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_object_invalid": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "timezone_aware": _MOMENT,
    "timezone_naive": _MOMENT,
    "datetime_past": "Isi dengan waktu yang sudah lewat.",
    "datetime_future": "Isi dengan waktu yang akan datang.",
    "uuid_type": _UUID,
    "uuid_parsing": _UUID,
    "uuid_version": _UUID,
    "url_type": "Isi dengan alamat situs, misalnya https://contoh.id.",
    "url_parsing": "Isi dengan alamat situs, misalnya https://contoh.id.",
    "union_tag_invalid": "Pilih salah satu jenis yang ada.",
    "union_tag_not_found": "Pilih salah satu jenis yang ada.",
}


def sentence(error: Mapping[str, Any]) -> str:
    """One plain sentence for one item of pydantic's ValidationError.errors()."""
    phrase = _SENTENCES.get(str(error.get("type")), FALLBACK)
    return phrase if isinstance(phrase, str) else phrase(error.get("ctx") or {})


def field_path(location: Iterable[object], prefix: str = "") -> str:
    """Join a location into 'accuracy.0.load'; what a stranger named himself is cut and made printable."""
    path = ".".join(part for part in (prefix, *map(str, location)) if part)
    printable = "".join(character if character.isprintable() else "?" for character in path)
    return printable if len(printable) <= MAX_FIELD else printable[: MAX_FIELD - 1] + "…"


def field_errors(errors: Iterable[Mapping[str, Any]], *, prefix: str = "", drop: int = 0) -> list[FieldError]:
    """Turn errors() into field errors; `drop` leaves out leading places such as ('body', 'payload')."""
    return [
        FieldError(field_path(error.get("loc", ())[drop:], prefix), sentence(error))
        for error in islice(errors, MAX_ERRORS)
    ]
