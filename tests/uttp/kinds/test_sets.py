"""Sets of weights in old registers: what is understood, and what is asked."""

import pytest

from uttp.kinds.registers import Asked, Doubtful, Unclear
from uttp.kinds.sets import pieces_of


def written(text: str, count: str = "") -> str:
    return "; ".join(f"{pile['count']} x {pile['nominal']} {pile['unit']}" for pile in pieces_of(text, count))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("1 kg", "1 x 1 kg"),
        ("2 x 200 g; 100 g", "2 x 200 g; 1 x 100 g"),
        ("1 kg x 2; 500 g x 1", "2 x 1 kg; 1 x 500 g"),
        ("1kg, 500g, 200g, 200g", "1 x 1 kg; 1 x 500 g; 2 x 200 g"),
        ("1 kg + 500 gr dan 100 gram", "1 x 1 kg; 1 x 500 g; 1 x 100 g"),
        ("0,5 kg", "1 x 0.5 kg"),
        ("200 g (2)", "2 x 200 g"),
    ],
)
def test_pieces_are_read_as_written(text: str, pieces: str) -> None:
    assert written(text) == pieces


def test_count_of_a_row_counts_its_one_mass() -> None:
    assert written("20 kg", "3") == "3 x 20 kg"


@pytest.mark.parametrize("text", ["1kg-50g", "1 kg s/d 50 g", "1 kg – 50 g", "1 kg sampai 50 gram"])
def test_a_range_is_asked_about_with_the_usual_set(text: str) -> None:
    with pytest.raises(Asked) as asked:
        pieces_of(text, "")
    assert asked.value.suggestion == "1 kg, 500 g, 200 g, 200 g, 100 g, 50 g"
    assert written(asked.value.suggestion) == "1 x 1 kg; 1 x 500 g; 2 x 200 g; 1 x 100 g; 1 x 50 g"


@pytest.mark.parametrize("text", ["besar", "50g-1kg", "1 kg-30 g", "3 kg - 50 g", "1 set", "5 kantong"])
def test_what_is_no_set_is_refused(text: str) -> None:
    with pytest.raises(Unclear) as refused:
        pieces_of(text, "")
    assert not isinstance(refused.value, Asked)


def test_a_doubtful_mass_is_asked_about() -> None:
    with pytest.raises(Doubtful):
        pieces_of("1.000 g", "")
