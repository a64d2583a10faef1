from datetime import UTC, date, datetime
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictBool, ValidationError, field_validator

from simetro.core.kit.quantities import Quantity
from simetro.core.kit.sentences import FALLBACK, FieldError, field_errors


class Colour(Enum):
    RED = "merah"
    BLUE = "biru"


class Line(BaseModel):
    load: Quantity


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=2, max_length=4)] = "abc"
    count: Annotated[int, Field(ge=1, lt=10)] = 1
    share: Annotated[float, Field(gt=0, le=1)] = 0.5
    yes: StrictBool = True
    colour: Colour = Colour.RED
    flow: Literal["max", "slow"] = "max"
    day: date = date(2026, 1, 1)
    moment: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    aware: AwareDatetime | None = None
    id: UUID = UUID(int=0)
    lines: Annotated[list[Line], Field(max_length=2)] = []
    own: str = ""

    @field_validator("own")
    @classmethod
    def _own(cls, value: str) -> str:
        if value == "salah":
            raise ValueError("Kata ini salah. Tulis kata lain.")
        return value


def errors_of(data: Any) -> list[FieldError]:
    with pytest.raises(ValidationError) as refused:
        Body.model_validate(data)
    return field_errors(refused.value.errors())


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({"name": 1}, "name", "Isi dengan teks."),
        ({"name": "a"}, "name", "Isi paling sedikit 2 huruf."),
        ({"name": "abcde"}, "name", "Isi paling banyak 4 huruf."),
        ({"count": "x"}, "count", "Isi dengan bilangan bulat, misalnya 12."),
        ({"count": 0}, "count", "Isi dengan nilai paling kecil 1."),
        ({"count": 10}, "count", "Isi dengan nilai di bawah 10."),
        ({"share": 0}, "share", "Isi dengan nilai di atas 0.0."),
        ({"share": 2}, "share", "Isi dengan nilai paling besar 1.0."),
        ({"yes": 1}, "yes", "Isi dengan ya (true) atau tidak (false)."),
        ({"colour": "x"}, "colour", "Pilih salah satu: merah atau biru."),
        ({"flow": "x"}, "flow", "Pilih salah satu: max atau slow."),
        ({"day": "x"}, "day", "Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-03-31."),
        (
            {"moment": "x"},
            "moment",
            "Tulis waktu lengkap dengan zonanya, misalnya 2026-03-31T09:30:00+07:00.",
        ),
        (
            {"aware": "2026-01-01T00:00:00"},
            "aware",
            "Tulis waktu lengkap dengan zonanya, misalnya 2026-03-31T09:30:00+07:00.",
        ),
        ({"id": "x"}, "id", "Isi dengan UUID, misalnya 0b9f6c1e-5a53-4d0b-9a39-0d3f2c5b7a11."),
        ({"lines": {}}, "lines", "Isi dengan daftar."),
        ({"lines": [{}]}, "lines.0.load", "Isian ini wajib diisi."),
        ({"lines": [{"load": "1"}] * 3}, "lines", "Isi paling banyak 2 baris."),
        (
            {"lines": [{"load": 1}]},
            "lines.0.load",
            'Tulis bilangan sebagai teks di antara tanda kutip, misalnya "12.5".',
        ),
        ({"own": "salah"}, "own", "Kata ini salah. Tulis kata lain."),
        ({"strange": 1}, "strange", "Isian ini tidak dikenal di sini. Hapus atau perbaiki namanya."),
        ([], "", "Isi dengan objek yang berisi nama isian dan nilainya."),
    ],
)
def test_each_complaint_is_a_plain_sentence(data: Any, field: str, message: str) -> None:
    assert errors_of(data) == [FieldError(field, message)]


def test_broken_json_is_said_in_words() -> None:
    with pytest.raises(ValidationError) as refused:
        Body.model_validate_json("{")
    assert field_errors(refused.value.errors())[0].message.startswith("Data yang dikirim bukan JSON")


def test_unknown_types_fall_back_to_a_plain_sentence() -> None:
    assert field_errors([{"type": "brand_new", "loc": ("a",)}]) == [FieldError("a", FALLBACK)]
    assert field_errors([{"type": "value_error", "loc": ("a",)}]) == [FieldError("a", FALLBACK)]
    assert field_errors([{"type": "enum", "loc": ()}]) == [FieldError("", "Pilih salah satu pilihan yang ada.")]


def test_leading_places_can_be_dropped_and_a_prefix_put_before() -> None:
    error = {"type": "missing", "loc": ("body", "payload", "rows", 0, "load")}
    assert field_errors([error], drop=2, prefix="observations")[0].field == "observations.rows.0.load"


def test_names_from_strangers_are_cut_and_made_printable() -> None:
    named = field_errors([{"type": "missing", "loc": ("\ud800\n" + "x" * 500,)}])[0].field
    assert named.startswith("??xxx")
    assert len(named) == 120
    assert named.encode()


def test_endless_errors_are_cut() -> None:
    assert len(field_errors([{"type": "missing", "loc": ("a",)}] * 1000)) == 50
