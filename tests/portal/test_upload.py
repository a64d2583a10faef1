"""Many instruments from one sheet: all of them, or none."""

import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from simetro.core.models import LogEntry, User
from simetro.core.models import Office as OfficeRow
from tests.office import Office
from uttp.models import Instrument, Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
GOOD = {
    "Merek": "Sonic",
    "Nomor seri": "S-1",
    "Satuan": "g",
    "Kapasitas maksimum (Max)": "6000",
    "Kapasitas minimum (Min)": "40",
    "Interval skala verifikasi (e)": "2",
    "Daya baca (d)": "2",
    "Kelas": "III",
}


@pytest.fixture
def person(office: Office, visit: Callable[[User], Client]) -> Client:
    OfficeRow().save()
    return visit(office.owner_account)


@pytest.fixture
def own(office: Office) -> Owner:
    owner = office.owner()
    owner.account = office.owner_account
    owner.save()
    return owner


def filled(person: Client, *rows: dict[str, str]) -> bytes:
    """The template that the person downloads, filled in as in Excel."""
    book = load_workbook(io.BytesIO(person.get("/akun/uttp/templat?kind=nawi.electronic").content))
    heads = [str(cell.value).rstrip(" *") for cell in book.active[1]]
    for number, row in enumerate(rows, 2):
        for head, value in row.items():
            book.active.cell(row=number, column=heads.index(head) + 1, value=value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sent(owner: Owner, content: bytes, **facts: Any) -> dict[str, Any]:
    file = SimpleUploadedFile("uttp.xlsx", content)
    return {"once": str(uuid4()), "owner": owner.pk, "kind": "nawi.electronic", "file": file} | facts


def test_the_filled_template_goes_in_on_first_try(person: Client, own: Owner) -> None:
    rows = [GOOD | {"Nomor seri": str(n)} for n in range(1, 31)]
    answer = person.post("/akun/uttp/unggah", sent(own, filled(person, *rows)))
    assert answer["Location"] == "/akun/uttp"
    assert Instrument.objects.filter(owner=own, attributes__max="6000").count() == 30
    assert LogEntry.objects.filter(verb="uttp.register_instrument").count() == 30


def test_one_wrong_row_keeps_all_out_and_is_named(person: Client, own: Owner) -> None:
    rows = [GOOD, GOOD | {"Nomor seri": "S-2", "Interval skala verifikasi (e)": "3"}]
    answer = person.post("/akun/uttp/unggah", sent(own, filled(person, *rows)))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "1 dari 2 baris perlu diperbaiki" in page
    assert "Baris 3" in page
    assert not Instrument.objects.exists()


def test_what_is_registered_already_is_not_told_whose(office: Office, person: Client, own: Owner) -> None:
    other = office.scale(office.owner("Rahasia"), brand="Sonic", serial_number="s-1")
    page = person.post("/akun/uttp/unggah", sent(own, filled(person, GOOD))).content.decode()
    assert "sudah tercatat" in page
    assert "Rahasia" not in page
    assert other.uttp_id not in page


def test_a_double_click_saves_once(person: Client, own: Owner) -> None:
    content, key = filled(person, GOOD), str(uuid4())
    for _click in range(2):
        assert person.post("/akun/uttp/unggah", sent(own, content, once=key)).status_code == 302
    assert Instrument.objects.count() == 1


def test_another_file_in_the_same_form_is_not_taken_for_the_first(person: Client, own: Owner) -> None:
    key = str(uuid4())
    person.post("/akun/uttp/unggah", sent(own, filled(person, GOOD), once=key))
    other = filled(person, GOOD | {"Nomor seri": "S-2"})
    answer = person.post("/akun/uttp/unggah", sent(own, other, once=key))
    assert answer.status_code == 422
    assert "mulai formulir baru" in answer.content.decode()
    assert Instrument.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xd8\xff\xe0 not a table \x00", "tidak dapat dibaca"),
        (b"Merek;Tipe\nSonic;X", "Kolom ini tidak ada"),
        (b"x" * 5_000_001, "5 MB"),
        (b"", "kosong"),
    ],
)
def test_other_files_are_refused_in_words(person: Client, own: Owner, content: bytes, said: str) -> None:
    answer = person.post("/akun/uttp/unggah", sent(own, content))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_an_empty_table_and_too_long_a_one_are_refused(person: Client, own: Owner) -> None:
    assert "belum diisi" in person.post("/akun/uttp/unggah", sent(own, filled(person))).content.decode()
    rows = [GOOD | {"Nomor seri": str(n)} for n in range(501)]
    assert "500 baris" in person.post("/akun/uttp/unggah", sent(own, filled(person, *rows))).content.decode()


def test_nothing_goes_to_somebody_elses(office: Office, person: Client, own: Owner) -> None:
    answer = person.post("/akun/uttp/unggah", sent(office.owner("Lain"), filled(person, GOOD)))
    assert answer.status_code == 422
    assert not Instrument.objects.exists()


def test_a_table_is_of_a_kind(person: Client, own: Owner) -> None:
    answer = person.get("/akun/uttp/templat?kind=", follow=True)
    assert "Pilih dulu jenis UTTP-nya." in answer.content.decode()


HEADS = list(GOOD)


def table(*rows: dict[str, str]) -> bytes:
    """A table as somebody typed it himself."""
    lines = [HEADS, *([row.get(head, "") for head in HEADS] for row in rows)]
    return "\n".join(";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line) for line in lines).encode()


def as_csv(owner: Owner, content: bytes, **facts: Any) -> dict[str, Any]:
    return sent(owner, b"", file=SimpleUploadedFile("uttp.csv", content)) | facts


@pytest.mark.parametrize("sign", ['"', "idem", "s.d.a."])
def test_signs_take_what_stands_above_and_the_page_says_so(person: Client, own: Owner, sign: str) -> None:
    below = dict.fromkeys(HEADS, sign) | {"Nomor seri": "S-2"}
    answer = person.post("/akun/uttp/unggah", as_csv(own, table(GOOD, below)), follow=True)
    assert set(Instrument.objects.values_list("brand", "serial_number")) == {("Sonic", "S-1"), ("Sonic", "S-2")}
    assert "Baris 3: Dari baris di atasnya: Merek, Satuan" in answer.content.decode()


@pytest.mark.parametrize("nothing", ["-", "nihil", "tanpa nomor"])
def test_words_for_nothing_are_stored_empty(person: Client, own: Owner, nothing: str) -> None:
    person.post("/akun/uttp/unggah", as_csv(own, table(GOOD | {"Nomor seri": nothing, "Merek": nothing})))
    assert Instrument.objects.values_list("brand", "serial_number").get() == ("", "")


def test_a_doubtful_number_is_asked_about_and_nothing_is_stored_before(person: Client, own: Owner) -> None:
    doubtful = GOOD | {"Satuan": "kg", "Kapasitas maksimum (Max)": "3.000", "Kapasitas minimum (Min)": "0,02"}
    doubtful |= {"Interval skala verifikasi (e)": "0,001", "Daya baca (d)": "0,001"}
    asked = person.post("/akun/uttp/unggah", as_csv(own, table(doubtful)))
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Kapasitas maksimum (Max) “3.000”: titik pemisah ribuan atau koma desimal?" in page
    assert not Instrument.objects.exists()
    again = {"once": str(uuid4()), "owner": own.pk, "kind": "nawi.electronic", "kept": asked.context["kept"]}
    person.post("/akun/uttp/unggah", again | {"answer-0": "decimal"})
    assert Instrument.objects.get().attributes["max"] == "3"


def test_answers_need_the_table_that_they_are_about(person: Client, own: Owner) -> None:
    facts = {"once": str(uuid4()), "owner": own.pk, "kind": "nawi.electronic", "kept": "x", "answer-0": "decimal"}
    answer = person.post("/akun/uttp/unggah", facts)
    assert answer.status_code == 422
    assert "Pilih berkas yang sudah diisi." in answer.content.decode()


def test_a_template_whose_example_stays_registers_nothing(person: Client, own: Owner) -> None:
    content = person.get("/akun/uttp/templat?kind=nawi.electronic").content
    answer = person.post("/akun/uttp/unggah", sent(own, content))
    assert "Tabelnya belum diisi." in answer.content.decode()
    assert not Instrument.objects.exists()
