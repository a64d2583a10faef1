from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.codes import new_transaction_number, parse_transaction_number
from simetro.core.kit.codes import ALPHABET, parse, with_check
from uttp.codes import new_uttp_id, parse_uttp_id

bodies = st.text(ALPHABET, min_size=10, max_size=10)


@given(bodies)
def test_every_single_wrong_character_is_found(body: str) -> None:
    code = with_check(body)
    assert parse(code, 11) == code
    for place, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            assert parse(code[:place] + wrong + code[place + 1 :], 11) is None


@given(bodies)
def test_every_swap_of_neighbours_is_found(body: str) -> None:
    code = with_check(body)
    for place, (left, right) in enumerate(pairwise(code)):
        if left != right:
            assert parse(code[:place] + right + left + code[place + 2 :], 11) is None


@given(st.text())
def test_anything_else_is_none_and_no_error(text: str) -> None:
    for found in (parse_transaction_number(text), parse_uttp_id(text)):
        assert found is None or found.isascii()


def test_new_numbers_look_as_people_know_them() -> None:
    number, uttp_id = new_transaction_number(), new_uttp_id()
    assert [len(part) for part in number.split("-")] == [4, 4, 3]
    assert [len(part) for part in uttp_id.split("-")] == [1, 4, 4]
    assert parse_transaction_number(number) == number
    assert parse_uttp_id(uttp_id) == uttp_id
    assert len({new_transaction_number() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("write", [str.lower, lambda text: text.replace("-", " "), lambda text: f" {text}-"])
def test_case_hyphens_and_blanks_mean_nothing(write: object) -> None:
    number, uttp_id = new_transaction_number(), new_uttp_id()
    assert parse_transaction_number(write(number)) == number
    assert parse_uttp_id(write(uttp_id)) == uttp_id
    assert parse_uttp_id(write(uttp_id.removeprefix("U-"))) == uttp_id


def test_letters_that_look_like_digits_are_read_as_those() -> None:
    code = with_check("0011AB0011")
    assert parse(code.replace("0", "O", 2).replace("1", "I", 1).replace("1", "l", 2), 11) == code


@pytest.mark.parametrize("text", ["", "-", "U", "7KQ4-M9XD-R2", "٠٠١١AB٠٠١١٠", "0" * 12, "\0" * 11])
def test_what_is_no_code_is_none(text: str) -> None:
    assert parse_transaction_number(text) is None
    assert parse_uttp_id(text) is None
