from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from simetro.core.kit.quantities import (
    AmbiguousNumber,
    Quantity,
    QuantityError,
    comma,
    parse_quantity,
    parse_typed,
    show_quantity,
)

written = st.from_regex(r"-?[0-9]{1,8}(\.[0-9]{1,7})?", fullmatch=True)


class Reading(BaseModel):
    load: Quantity


@pytest.mark.parametrize("text", ["0", "-0", "12.5", "-12.5", "007.50", "123456789012345", "-1.23456789012345"])
def test_api_takes_plain_decimals(text: str) -> None:
    assert parse_quantity(text) == Decimal(text)


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "1 ", " 1", "1,5", "1.", ".5", "+1", "--1", "1e3", "NaN", "inf", "0x1", "1_000", "1.2.3"),
        *("１２", "١٢", "²", "1\n", "\n1", "1\x00", "1234567890123456", "0.123456789012345", "9" * 10_000),
        *(1, 1.5, True, None, [], {}, Decimal(1), b"1"),
    ],
)
def test_api_refuses_every_other_form(value: object) -> None:
    with pytest.raises(QuantityError, match="Tulis"):
        parse_quantity(value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("12,5", "12.5"), (" 12.5 ", "12.5"), ("-0,5", "-0.5"), ("1,000", "1"), ("\t3\n", "3")],
)
def test_forms_take_blanks_and_a_decimal_comma(typed: str, meant: str) -> None:
    assert parse_typed(typed) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Isi bilangan, misalnya 12,5."),
        ("   ", "Isi bilangan, misalnya 12,5."),
        ("1,000.5", "Tulis tanpa pemisah ribuan, misalnya 1000,5."),
        ("1000.000,5", "Tulis tanpa pemisah ribuan, misalnya 1000,5."),
        ("12.5.1", "Tulis paling banyak satu koma desimal, misalnya 12,5."),
        ("1,2,3", "Tulis paling banyak satu koma desimal, misalnya 12,5."),
        ("1e999", "Tulis bilangan dengan angka 0-9 dan koma desimal saja, misalnya 12,5."),
        ("NaN", "Tulis bilangan dengan angka 0-9 dan koma desimal saja, misalnya 12,5."),
        ("１２", "Tulis bilangan dengan angka 0-9 dan koma desimal saja, misalnya 12,5."),
        ("1 000", "Tulis bilangan dengan angka 0-9 dan koma desimal saja, misalnya 12,5."),
        ("1" * 16, "Bilangan terlalu panjang. Tulis paling banyak 15 angka."),
    ],
)
def test_forms_refuse_in_words(typed: str, said: str) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_typed(typed)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0.500", "0.5"),
        ("-0.125", "-0.125"),
        ("1.234.567", "1234567"),
        ("1.000.000,5", "1000000.5"),
        ("12.345,75", "12345.75"),
        ("1000.5", "1000.5"),
        ("1.0000", "1"),
        ("12.34", "12.34"),
        ("1000.000", "1000"),
    ],
)
def test_a_point_that_can_mean_one_thing_only_is_taken(typed: str, meant: str) -> None:
    assert parse_typed(typed) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "thousand", "decimal"),
    [("1.000", "1000", "1"), ("30.000", "30000", "30"), ("-10.000", "-10000", "-10"), ("1.125", "1125", "1.125")],
)
def test_a_point_before_three_digits_is_never_guessed(typed: str, thousand: str, decimal: str) -> None:
    with pytest.raises(AmbiguousNumber) as asked:
        parse_typed(typed)
    assert (asked.value.thousand, asked.value.decimal) == (Decimal(thousand), Decimal(decimal))


@pytest.mark.parametrize(
    ("typed", "step", "most", "meant"),
    [
        ("1.000", "1", None, "1000"),
        ("1.000", "0.50", None, "1000"),
        ("30.000", "0.001", "60", "30"),
        ("10.000", None, "60", "10"),
        ("10.000", "5", "50000", "10000"),
    ],
)
def test_step_and_largest_value_exclude_a_reading(typed: str, step: str | None, most: str | None, meant: str) -> None:
    assert parse_typed(typed, step=step and Decimal(step), most=most and Decimal(most)) == Decimal(meant)


def test_what_neither_reading_can_be_is_refused() -> None:
    with pytest.raises(QuantityError, match="tidak mungkin di sini"):
        parse_typed("10.000", step=Decimal("0.1"), most=Decimal(60))


def with_points(whole: int) -> str:
    return f"{whole:,}".replace(",", ".")


def readings(typed: str) -> list[Decimal]:
    """What a typed number is taken for, or what is asked about."""
    try:
        return [parse_typed(typed)]
    except AmbiguousNumber as asked:
        return [asked.thousand, asked.decimal]


@given(whole=st.integers(0, 10**9), part=st.from_regex(r"[0-9]{0,5}", fullmatch=True))
def test_a_number_as_people_write_it_is_right_or_asked(whole: int, part: str) -> None:
    meant = Decimal(f"{whole}.{part or 0}")
    ways = [f"{whole},{part}", f"{whole}.{part}", f"{with_points(whole)},{part}"]
    for typed in ways if part else (str(whole), with_points(whole)):
        assert meant in readings(typed), typed


def test_forms_refuse_what_is_not_text() -> None:
    with pytest.raises(QuantityError):
        parse_typed(12)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("-0", "0"),
        ("-0.00", "0"),
        ("10", "10"),
        ("10.00", "10"),
        ("1E+3", "1000"),
        ("1E-7", "0.0000001"),
        ("-2.50", "-2.5"),
    ],
)
def test_shown_form_is_canonical(value: str, shown: str) -> None:
    assert show_quantity(Decimal(value)) == shown


@given(written)
def test_showing_and_reading_keep_the_value_exactly(text: str) -> None:
    value = parse_quantity(text)
    shown = show_quantity(value)
    assert parse_quantity(shown) == value
    assert show_quantity(parse_quantity(shown)) == shown


@given(written)
def test_form_and_api_agree(text: str) -> None:
    assert parse_typed(text.replace(".", ",")) == parse_quantity(text)


@given(st.text(max_size=20))
def test_any_typed_text_is_read_or_refused(text: str) -> None:
    with suppress(QuantityError):
        assert isinstance(parse_typed(text), Decimal)


def test_model_field_reads_shows_and_describes_itself() -> None:
    assert Reading(load="10.0").model_dump() == {"load": "10"}
    assert Reading(load="10.0").model_dump_json() == '{"load":"10"}'
    assert Reading.model_json_schema()["properties"]["load"] == {
        "maxLength": 17,
        "pattern": r"^-?[0-9]+(\.[0-9]+)?$",
        "title": "Load",
        "type": "string",
    }


def test_model_field_refuses_a_json_number() -> None:
    with pytest.raises(ValidationError):
        Reading.model_validate_json('{"load": 10}')


def test_texts_keep_every_digit_behind_their_comma() -> None:
    assert [comma(value) for value in (Decimal("27.40"), Decimal(68), "-0.5", "0.500")] == [
        "27,4",
        "68",
        "-0,5",
        "0,500",
    ]
