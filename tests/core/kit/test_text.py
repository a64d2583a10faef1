import pytest

from simetro.core.kit.text import composed, folded, says_nothing


def test_composed_makes_one_letter_of_a_letter_and_its_accent() -> None:
    assert composed("Rene\u0301") == "Ren\u00e9"
    assert composed("Ma’ruf") == "Ma’ruf"


@pytest.mark.parametrize("written", ["Ma'ruf", "MA’RUF", "ma‘ruf", " Maʼruf ", "Ma`ruf", "Ma´ruf"])
def test_folded_knows_one_apostrophe(written: str) -> None:
    assert folded(written) == "ma'ruf"


def test_folded_knows_one_unicode_form_and_single_blanks() -> None:
    assert folded("Rene\u0301   Toko") == folded("REN\u00c9 toko") == "ren\u00e9 toko"


@pytest.mark.parametrize(
    "text", ["", "-", "–", "--", "- -", ".", " - ", "N/A", "n/a.", "Tidak Ada", "tdk ada", "tdk  ada.", "None"]
)
def test_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["0", "A", "-1", "tidak adasuki", "Nona", "n", "1 - 2"])
def test_says_something(text: str) -> None:
    assert not says_nothing(text)
