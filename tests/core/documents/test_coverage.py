"""What the packaged fonts draw, what they do not, and that nothing frozen ever lacks a letter."""

import unicodedata

import pytest

from simetro.core.documents import render_pdf
from simetro.core.documents.coverage import drawn, refuse_undrawable, undrawable, undrawable_in
from simetro.core.documents.engine import engine
from simetro.core.kit.errors import Conflict
from tests.core.documents.test_documents import TEMPLATES
from tests.core.documents.test_documents import _templates as _templates
from tests.paper import archive_problems, fonts

PACKED = ("Inter", "JetBrains", "Noto-Sans-Javanese", "Noto-Sans-Arabic")


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Toko ꦱꦸꦩ꧀ꦧꦼꦂ", "Noto-Sans-Javanese"),
        ("ꦠꦺꦴꦏꦺꦴ", "Noto-Sans-Javanese"),
        ("ꦗꦮ ꦧꦚꦸꦩꦱ꧀", "Noto-Sans-Javanese"),
        ("محمد", "Noto-Sans-Arabic"),
        ("H. عبد الله", "Noto-Sans-Arabic"),
        ("الرحمن ١٢٣", "Noto-Sans-Arabic"),
        ("Nguyễn Hậu", "Inter-Vietnamese"),
        ("Ḥāshim Żółć", "Inter-Ext"),
        ("Ma’ruf ʼ ` ´ ‘", "Inter"),
    ],
)
def test_scripts_are_drawn_by_packaged_fonts(text: str, family: str) -> None:
    assert undrawable(text) == ""
    pdf = render_pdf("name.html", {"name": text}, title="Surat", is_frozen=True).pdf
    assert family in fonts(pdf)
    assert all(name.startswith(PACKED) for name in fonts(pdf))
    assert archive_problems(pdf) == []


@pytest.mark.parametrize(
    ("text", "signs"),
    [("王小明", "王小明"), ("東京 東京", "東京"), ("Toko 😀", "😀"), ("한국", "한국"), ("ไทย", "ไทย"), ("№ ≤ 1", "№≤")],
)
def test_what_none_draws_is_named_once(text: str, signs: str) -> None:
    assert undrawable(text) == signs


@pytest.mark.parametrize("text", ["", "Sumber Rejeki", "a\nb\tc", "a\u200db", "é ñ ±×°·•–—…“”«»€²³½µΩ%™®©"])
def test_what_is_drawn_or_takes_no_ink_is_not_named(text: str) -> None:
    assert undrawable(text) == ""


def test_every_letter_that_counts_as_drawn_is_drawn_without_a_font_of_this_machine() -> None:
    codes = [code for code in sorted(drawn()) if unicodedata.category(chr(code))[0] not in "CZM"]
    lines = (" ".join(f"&#{code};" for code in codes[n : n + 50]) for n in range(0, len(codes), 50))
    pdf = engine().pdf("".join(f"<p>{line}</p>" for line in lines), is_frozen=True)
    assert {name for name in fonts(pdf) if not name.startswith(PACKED)} == set()


def test_texts_are_found_however_deep() -> None:
    facts = {"owner": "Toko 王", "items": [{"brand": "A", "details": ("B", ["東京"])}], "max": 3, "on": None}
    assert undrawable_in(facts) == {"Toko 王": "王", "東京": "東京"}
    with pytest.raises(Conflict) as refused:
        refuse_undrawable(facts, "Tulis dengan huruf Latin.")
    assert refused.value.code == "undrawable"
    assert refused.value.detail == "Huruf 王 pada “Toko 王” tidak dapat dicetak pada surat. Tulis dengan huruf Latin."


@pytest.mark.parametrize("sign", ["\U00013000", "\U0001f9ff\U00013001", "\U000e0041\U00013002"])
def test_what_is_frozen_never_becomes_a_question_mark(sign: str) -> None:
    assert "name.html" in TEMPLATES
    with pytest.raises(RuntimeError, match="No font here draws"):
        render_pdf("name.html", {"name": f"Toko {sign}"}, title="Surat", is_frozen=True)
