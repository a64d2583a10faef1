"""What pages are made of: statuses, numbers and dates, fields with their errors, pickers."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from simetro.config import BASE_DIR
from simetro.core.templatetags.simetro import bilangan, quantity, tag, tanggal, waktu
from simetro.core.web.forms import (
    PageForm,
    PickerField,
    PickerManyField,
    QuantityField,
    needed,
    results,
)

LOOKS = BASE_DIR / "simetro" / "core" / "static" / "simetro"


def show(source: str, **context: object) -> str:
    return Template("{% load simetro %}" + source).render(Context(context))


def test_a_status_is_word_icon_and_meaning() -> None:
    shown = tag("sah", "Sah")
    assert '<span class="tag ok">' in shown
    assert 'aria-hidden="true"' in shown
    assert shown.endswith("Sah</span>")


def test_an_unknown_status_is_shown_without_a_colour() -> None:
    assert 'class="tag plain"' in tag("invented", "Baru")


def test_a_label_is_escaped() -> None:
    assert "&lt;b&gt;" in tag("sah", "<b>")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("12.500"), "12,5"),
        ("12.500", "12,500"),
        (Decimal("1E+3"), "1000"),
        ("-0.25", "-0,25"),
        (None, ""),
    ],
)
def test_a_reading_has_a_comma_and_no_grouping(value: Decimal | str | None, shown: str) -> None:
    assert quantity(value) == shown


def test_numbers_follow_the_language() -> None:
    with translation.override("en"):
        assert (quantity("12.5"), bilangan(35000)) == ("12.5", "35,000")
    assert bilangan(35000) == "35.000"


def test_dates_and_times_are_written_out() -> None:
    assert tanggal(date(2026, 8, 17)) == "17 Agustus 2026"
    assert waktu(datetime(2026, 11, 22, 7, 5, tzinfo=UTC)) == "22 November 2026, 14.05 WIB"
    assert (tanggal(None), waktu(None)) == ("", "")


def test_the_day_is_the_offices_day() -> None:
    assert tanggal(datetime(2026, 11, 22, 20, 0, tzinfo=UTC)) == "23 November 2026"


@pytest.mark.parametrize(
    ("asked", "sort", "state"),
    [
        ("/?q=a&page=3", "?q=a&amp;sort=name", ""),
        ("/?sort=name", "?sort=-name", "ascending"),
        ("/?sort=-name", "?sort=name", "descending"),
    ],
)
def test_a_heading_sorts_and_turns_around(rf: RequestFactory, asked: str, sort: str, state: str) -> None:
    shown = show("{% sort_header 'name' 'Nama' %}", request=rf.get(asked))
    assert f'href="{sort}"' in shown
    assert ('aria-sort="' in shown) == bool(state)
    assert state in shown


def test_paging_counts_and_keeps_the_question(rf: RequestFactory) -> None:
    page = Paginator(range(1238), 25).page(2)
    shown = render_to_string("core/paging.html", {"page_obj": page}, rf.get("/?q=beras&page=2"))
    assert "26–50 dari 1.238" in shown
    assert 'href="?q=beras&amp;page=3"' in shown


class Intake(PageForm):
    name = forms.CharField(label="Nama", help_text="Seperti di KTP.")
    kind = forms.ChoiceField(label="Bentuk", choices=[("p", "Perorangan")], widget=forms.RadioSelect)
    email = forms.EmailField(label="E-mail", required=False)
    max = QuantityField(label="Max", unit="kg", required=False)
    note = forms.CharField(label="Catatan", error_messages={"required": "Tulis catatannya."})


def test_a_field_links_label_hint_and_error() -> None:
    shown = Intake(QueryDict(""))["name"].as_field_group()
    assert '<label for="id_name">Nama</label>' in shown
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'id="id_name_helptext"' in shown
    assert 'id="id_name_error"' in shown
    assert 'aria-invalid="true"' in shown


def test_optional_is_marked_and_required_left_to_us() -> None:
    form = Intake()
    assert "(opsional)" in form["email"].as_field_group()
    assert "(opsional)" not in form["name"].as_field_group()
    assert " required" not in str(form)


def test_what_is_asked_for_in_the_end_is_not_called_optional() -> None:
    class Later(PageForm):
        day = needed(forms.DateField(label="Hari", required=False))
        ticks = needed(
            forms.MultipleChoiceField(
                label="Centang", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, required=False
            )
        )
        place = forms.ChoiceField(label="Tempat", choices=[("k", "Kantor")], required=False)

    form = Later()
    assert ["(opsional)" in form[name].as_field_group() for name in ("day", "ticks", "place")] == [False, False, True]
    assert Later(QueryDict("")).is_valid()


def test_the_summary_leads_to_each_field() -> None:
    shown = str(Intake(QueryDict("email=siti")))
    assert 'role="alert"' in shown
    assert '<a href="#id_name">Nama: Isian ini wajib diisi.</a>' in shown
    assert '<a href="#id_kind">Bentuk: Pilih salah satu.</a>' in shown
    assert 'id="id_kind"' in shown


def test_a_fields_own_sentence_stays() -> None:
    assert Intake(QueryDict("")).errors["note"] == ["Tulis catatannya."]


@pytest.mark.parametrize(("typed", "clean"), [("7,5", "7.5"), ("7.50", "7.5"), (" 60000 ", "60000"), ("", "")])
def test_comma_and_point_are_both_taken(typed: str, clean: str) -> None:
    assert QuantityField(required=False).clean(typed) == clean


def test_a_wrong_quantity_is_told_and_kept() -> None:
    form = Intake(QueryDict("max=1,000.5"))
    assert form.errors["max"] == ["Tulis tanpa pemisah ribuan, misalnya 1000,5."]
    assert 'value="1,000.5"' in str(form["max"])
    assert 'inputmode="decimal"' in str(form["max"])


def test_a_doubtful_quantity_is_asked_about_and_either_button_answers() -> None:
    form = Intake(QueryDict("max=1.000"))
    drawn = form["max"].as_field_group()
    assert re.findall(r'value="([^"]+)" data-as="([^"]+)"', drawn) == [("1000", "1000"), ("1", "1")]
    assert 'value="1.000"' in drawn
    assert Intake(QueryDict("max=1.000&max=1000")).errors.keys() == {"name", "kind", "note"}


def test_a_quantity_is_offered_with_a_comma() -> None:
    assert 'value="7,5"' in str(Intake(initial={"max": "7.5"})["max"])


def search(groups: QuerySet[Group], text: str) -> QuerySet[Group]:
    return groups.filter(name__icontains=text).order_by("name")


class Choosing(PageForm):
    one = PickerField(
        Group.objects.all(), search=search, detail=lambda row: f"Nomor {row.pk}", url="/cari", to_field_name="name"
    )
    many = PickerManyField(
        Group.objects.all(), search=search, url="/cari", to_field_name="name", add_url="/baru", add_label="Tambah"
    )


@pytest.fixture
def groups(db: None) -> list[Group]:
    return [Group.objects.create(name=name) for name in ("Beras Wage", "Beras Cilongok", "Gula")]


def test_a_picker_returns_rows(groups: list[Group]) -> None:
    form = Choosing(QueryDict("one=Gula&many=Gula&many=Beras Wage"))
    assert form.is_valid()
    assert form.cleaned_data["one"] == groups[2]
    assert set(form.cleaned_data["many"]) == {groups[0], groups[2]}


def test_a_picker_without_javascript_comes_back_with_what_was_found(groups: list[Group]) -> None:
    form = Choosing(QueryDict("one_q=beras&many=Gula"))
    assert form.errors["one"] == ["Pilih salah satu."]
    values = re.findall(r'type="radio" name="one" value="([^"]+)"', str(form["one"]))
    assert values == ["Beras Cilongok", "Beras Wage"]
    assert f"Nomor {groups[0].pk}" in str(form["one"])


def test_what_was_picked_stays_picked(groups: list[Group]) -> None:
    form = Choosing(QueryDict("many=Gula&many=Beras Wage"))
    ticked = re.findall(r'type="checkbox" name="many" value="([^"]+)" checked', str(form["many"]))
    assert set(ticked) == {"Gula", "Beras Wage"}


@pytest.mark.usefixtures("groups")
def test_results_end_with_adding_a_new_one() -> None:
    field = Choosing().fields["many"]
    assert isinstance(field, PickerManyField)
    shown = render_to_string("core/picker_results.html", results(field, "many", "kopi"))
    assert "Tidak ada yang cocok dengan “kopi”." in shown
    assert 'href="/baru"' in shown


@pytest.mark.usefixtures("groups")
def test_an_empty_search_finds_nothing() -> None:
    field = Choosing().fields["one"]
    assert isinstance(field, PickerField)
    assert results(field, "one", "  ")["choices"] == []


@pytest.mark.usefixtures("db")
def test_a_value_that_is_no_key_is_refused_beside_the_field() -> None:
    class ById(PageForm):
        one = PickerField(Group.objects.all(), search=search, url="/cari")

    form = ById(QueryDict("one=abc"))
    assert form.errors["one"] == ["Pilih salah satu yang ada dalam daftar."]
    assert "checked" not in str(form["one"])


@pytest.mark.parametrize("sheet", sorted(LOOKS.glob("*.css")), ids=lambda path: path.name)
def test_only_the_tokens_name_a_colour(sheet: Path) -> None:
    literals = re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", sheet.read_text())
    assert bool(literals) == (sheet.name == "tokens.css")


def test_every_token_that_is_used_exists() -> None:
    sheets = "".join(sheet.read_text() for sheet in LOOKS.glob("*.css"))
    assert set(re.findall(r"var\(--([\w-]+)", sheets)) <= set(re.findall(r"--([\w-]+):", sheets))


def test_pages_hold_nothing_inline() -> None:
    """The content security policy would drop it without a word."""
    pages = [page for config in apps.get_app_configs() for page in Path(config.path).glob("templates/**/*.html")]
    own = [
        page
        for page in pages
        if BASE_DIR in page.parents and ".venv" not in page.parts and "documents" not in page.parts
    ]
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\shx-on|\son[a-z]+=")
    assert [page.name for page in own if inline.search(page.read_text())] == []
