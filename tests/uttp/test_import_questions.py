"""What a register leaves open is asked about once; its rows wait, the rest can be written."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.models import LogEntry, User
from tests.office import Office
from tests.uttp.test_imports import HEADS, SARI, again, checked, fates, looked_at, started, written
from uttp import actions
from uttp.actions import import_writing
from uttp.models import Instrument, KindName, Owner, RegisterImport
from uttp.queries import by_telephone, likes_of

pytestmark = pytest.mark.django_db


def line(number: int, **facts: str) -> str:
    """A row of a register; `facts` by the head of their column."""
    cells = dict(zip(HEADS.strip().split(";"), SARI.strip("\n").split(";"), strict=True))
    cells |= {"No Seri": f"A{number}"} | {head.replace("_", " "): text for head, text in facts.items()}
    return ";".join(cells.values()) + "\n"


def answered(office: Office, register: RegisterImport, **answers: str) -> RegisterImport:
    given = {key.replace("__", "."): answer for key, answer in answers.items()}
    actions.answer_questions(by=office.admin, register=register, version=register.version, answers=given)
    return looked_at(register)


def sentences(register: RegisterImport, number: int) -> str:
    return " ".join(register.rows.get(number=number).sentences)


class TestNumbers:
    @pytest.mark.parametrize(("answer", "most"), [("thousand", "15000"), ("decimal", "15")])
    def test_are_asked_about_once_for_a_column(self, office: Office, answer: str, most: str) -> None:
        doubtful = {"Kapasitas": "15.000 kg", "Daya_baca": "0,005 kg" if answer == "decimal" else "5 kg"}
        register = checked(office, HEADS + line(1, **doubtful) + line(2, **doubtful) + line(3))
        if answer == "thousand":  # the step has fewer decimals, which settles it
            assert fates(register) == {"new": 3}
            return
        assert fates(register) == {"new": 1, "asked": 2}
        assert [(asked["key"], asked["rows"]) for asked in register.questions] == [("number.capacity", 2)]
        register = answered(office, register, number__capacity=answer)
        assert fates(register) == {"new": 3}
        assert register.rows.get(number=2).facts["attributes"]["max"] == most

    def test_a_step_without_unit_counts_in_that_of_the_capacity_and_settles_it(self, office: Office) -> None:
        register = checked(office, HEADS + line(1, Kapasitas="1.000 kg", Daya_baca="0.200"))
        assert register.rows.get().facts["attributes"] | {"min": ""} == {
            "unit": "kg", "max": "1000", "min": "", "e": "0.2", "d": "0.2", "accuracy_class": "III"
        }  # fmt: skip

    @pytest.mark.parametrize(("head", "capacity", "most"), [("Kap. (kg)", "15", "15"), ("Kapasitas (g)", "6000", "6")])
    def test_a_head_may_name_the_unit_of_its_column(self, office: Office, head: str, capacity: str, most: str) -> None:
        heads = HEADS.replace("Kapasitas", head).replace("Daya baca", "Daya baca (g)")
        register = checked(office, heads + line(1, Kapasitas=capacity, Daya_baca="5"))
        attributes = register.rows.get().facts["attributes"]
        assert (attributes["max"], attributes["unit"]) == (most, "kg") or attributes["max"] == "6000"


class TestKinds:
    @pytest.mark.parametrize("word", ["Tmb Elektronik", "T.E", "Tb. Elektr."])
    def test_an_unknown_kind_is_taught_once_and_remembered(self, office: Office, word: str) -> None:
        register = checked(office, HEADS + line(1, Jenis=word) + line(2, Jenis=word.upper()) + line(3))
        assert fates(register) == {"new": 1, "asked": 2}
        assert [asked["rows"] for asked in register.questions] == [2]
        key = register.questions[0]["key"]
        actions.answer_questions(
            by=office.admin, register=register, version=register.version, answers={key: "nawi.electronic"}
        )
        assert fates(looked_at(register)) == {"new": 3}
        assert KindName.objects.get().kind_code == "nawi.electronic"
        assert fates(checked(office, HEADS + line(7, Jenis=word))) == {"new": 1}
        assert LogEntry.objects.filter(verb="uttp.answer_questions").count() == 1

    def test_what_is_no_instrument_is_refused_from_then_on(self, office: Office) -> None:
        register = checked(office, HEADS + line(1, Jenis="Kulkas"))
        register = answered(office, register, kind__kulkas="none")
        assert register.rows.get().reasons == ["“Kulkas” bukan UTTP."]
        assert checked(office, HEADS + line(2, Jenis="KULKAS")).rows.get().fate == "error"


class TestDays:
    def test_a_month_is_kept_as_what_it_is(self, office: Office) -> None:
        written(office, HEADS + line(1, Tgl_tera="Maret 2024"))
        scale = Instrument.objects.get()
        assert (scale.verified_note, scale.last_verified_on, scale.last_verdict) == ("Maret 2024", None, "")

    @pytest.mark.parametrize("result", ["batal", "Tidak sah", "DITOLAK"])
    def test_what_failed_is_not_taken_for_valid(self, office: Office, result: str) -> None:
        lines = HEADS.replace("\n", ";Hasil tera\n") + line(1, Tgl_tera="05/06/2026").replace("\n", f";{result}\n")
        written(office, lines)
        scale = Instrument.objects.get()
        assert (scale.last_verdict, scale.valid_until) == ("batal", None)

    def test_an_unknown_result_is_asked_about(self, office: Office) -> None:
        lines = HEADS.replace("\n", ";Hasil tera\n") + line(1, Tgl_tera="05/06/2026").replace("\n", ";jus\n")
        register = checked(office, lines)
        assert fates(register) == {"asked": 1}
        register = answered(office, register, verdict__jus="sah")
        assert register.rows.get().facts["verdict"] == "sah"


def workbook(*rows: list[Any], formats: dict[str, str] | None = None) -> bytes:
    """A workbook with the usual heads. `formats`: number formats by cell."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in (HEADS.strip().split(";"), *rows):
        sheet.append(row)
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def cells(number: int, day: Any = None, serial: Any = None) -> list[Any]:
    plate = ["Timbangan elektronik", "Sonic", serial or f"A{number}", "6000 g", "2 g", "III"]
    return ["Sari", "0812345678", "Sirau", *plate, "", day]


class TestRealDays:
    ROWS = (cells(1, date(2024, 3, 2)), cells(2, date(2024, 5, 5)), cells(3, "25/11/2024"), cells(4, "03/04/2024"))

    def test_are_asked_about_once_where_the_column_may_have_them_swapped(self, office: Office) -> None:
        register = checked(office, workbook(*self.ROWS))
        assert fates(register) == {"new": 3, "asked": 1}
        [question] = register.questions
        assert [label for _value, label in question["choices"]] == ["2 Maret 2024", "3 Februari 2024"]

    @pytest.mark.parametrize(("answer", "day"), [("keep", "2024-03-02"), ("swap", "2024-02-03")])
    def test_the_answer_decides(self, office: Office, answer: str, day: str) -> None:
        register = answered(office, checked(office, workbook(*self.ROWS)), swapped__verified_on=answer)
        assert [row.facts["verified_on"] for row in register.rows.all()] == [
            day,
            "2024-05-05",
            "2024-11-25",
            "2024-04-03",
        ]

    @pytest.mark.parametrize("row", [cells(5, date(2024, 3, 25)), cells(5, "Maret 2024")])
    def test_a_late_real_day_or_no_late_text_leaves_no_doubt(self, office: Office, row: list[Any]) -> None:
        rows = [cells(1, date(2024, 3, 2)), cells(2, "03/04/2024"), row]
        assert fates(checked(office, workbook(*rows))) == {"new": 3}


class TestSeen:
    def test_codes_keep_the_zeros_that_one_sees(self, office: Office) -> None:
        formats = {"F2": "00000000", "F3": '"SN-"0000', "F4": "0000-0000"}
        register = checked(office, workbook(*(cells(n, serial=42 + n) for n in range(3)), formats=formats))
        serials = [row.facts["serial_number"] for row in register.rows.all()]
        assert serials == ["00000042", "SN-0043", "0000-0044"]

    def test_only_a_number_of_many_digits_is_asked_about(self, office: Office) -> None:
        rows = [cells(1, serial=1234567890123456789), cells(2, serial="1234567890123456789")]
        assert fates(checked(office, workbook(*rows))) == {"new": 1, "asked": 1}

    def test_a_number_of_the_program_is_never_a_thousand(self, office: Office) -> None:
        heads_unit = [*cells(1)[:6], 7.125, 0.001, "III", "", None]
        made = workbook(heads_unit)
        book = load_workbook(io.BytesIO(made))
        book.active["G1"], book.active["H1"] = "Kapasitas (kg)", "Daya baca (kg)"  # type: ignore[index]
        out = io.BytesIO()
        book.save(out)
        register = checked(office, out.getvalue())
        assert register.rows.get().facts["attributes"]["max"] == "7.125"

    def test_hidden_rows_and_sheets_are_said(self, office: Office) -> None:
        book = load_workbook(io.BytesIO(workbook(cells(1), cells(2))))
        book.active.row_dimensions[3].hidden = True  # type: ignore[union-attr]
        book.create_sheet("Arsip").sheet_state = "hidden"
        out = io.BytesIO()
        book.save(out)
        register = checked(office, out.getvalue())
        assert register.notes == [
            "1 baris tersembunyi ikut dibaca; tandanya ada pada barisnya.",
            "Lembar tersembunyi tidak dibaca: Arsip. Tampilkan dulu bila perlu.",
        ]
        assert "Baris ini tersembunyi dalam berkas." in sentences(register, 3)

    def test_a_line_that_a_delimiter_tears_is_refused_and_moves_no_cell(self, office: Office) -> None:
        lines = (
            (HEADS + line(1) + line(2))
            .replace(";", ",")
            .replace("Sirau,Timbangan elektronik,Sonic,A2", "Jl. A, 3,T,S,A2")
        )
        register = checked(office, lines)
        assert [row.fate for row in register.rows.all()] == ["new", "error"]
        assert "padahal tabelnya 11 kolom" in sentences(register, 3)


class TestSerialNumbers:
    @pytest.mark.parametrize(("answer", "serials"), [("empty", ["A1", ""]), ("keep", ["A1", "A1"])])
    def test_a_sign_is_asked_about(self, office: Office, answer: str, serials: list[str]) -> None:
        register = checked(office, HEADS + line(1) + line(2, No_Seri="idem", Kapasitas="3000 g", Daya_baca="1 g"))
        assert fates(register) == {"new": 1, "asked": 1}
        register = answered(office, register, above__serial_number=answer)
        assert fates(register) == ({"new": 2} if answer == "empty" else {"new": 1, "error": 1})

    def test_what_looks_like_a_nik_is_said_and_not_kept(self, office: Office) -> None:
        register = checked(office, HEADS + line(1, No_Seri="3302011203900001") + line(2, No_Seri="9999999999999999"))
        first, second = register.rows.all()
        assert (first.facts["serial_number"], second.facts["serial_number"]) == ("", "9999999999999999")
        assert "16 angka seperti NIK" in " ".join(first.sentences)

    @pytest.mark.parametrize("head", ["Nozel No", "Nosel", "No. Nozzle"])
    def test_two_nozzles_of_one_pump_are_two_instruments(self, office: Office, head: str) -> None:
        flows = "Laju alir maksimum (Qmax) (L/min);Laju alir minimum (Qmin) (L/min)"
        heads = f"Nama;Jenis;Merk;No Seri;{head};Jenis BBM;{flows}\n"
        rows = [f"SPBU 44;Pompa ukur;Tatsuno;T1;{nozzle};Pertalite;40;4\n" for nozzle in (1, 2, 2)]
        register = checked(office, heads + "".join(rows))
        assert fates(register) == {"new": 2, "double": 1}, [row.sentences for row in register.rows.all()]


class TestOwners:
    def test_titles_are_never_joined_unasked(self, office: Office) -> None:
        names = ("Budi Santoso", "H. Budi Santoso", "Hj. Budi Santoso")
        register = checked(office, HEADS + "".join(line(n, Nama=name) for n, name in enumerate(names)))
        assert register.owners.count() == 3
        assert {str(imported) for imported in likes_of(register)} == set(names[1:])

    @pytest.mark.parametrize("names", [("CV Maju Jaya", "Maju Jaya, CV"), ("Pak Budi", "Budi"), ("Ma'ruf", "Ma’ruf")])
    def test_spellings_of_one_name_are_one_owner(self, office: Office, names: tuple[str, str]) -> None:
        register = checked(office, HEADS + "".join(line(n, Nama=name) for n, name in enumerate(names)))
        assert register.owners.count() == 1

    def test_one_number_shared_by_many_is_one_question(self, office: Office, visit: Callable[[User], Client]) -> None:
        names = ("Sari", "Budi", "Karto", "Tumini", "Slamet")
        register = checked(office, HEADS + "".join(line(n, Nama=name) for n, name in enumerate(names)))
        alone, shared = by_telephone(likes_of(register))
        assert (alone, [len(owners) for owners in shared.values()]) == ([], [4])
        page = visit(office.admin).get(f"/staf/impor/{register.pk}").content.decode()
        assert page.count('name="together"') == 1
        assert "Nomor 0812345678 dipakai 5 pemilik" in page
        visit(office.admin).post(f"/staf/impor/{register.pk}/pemilik", {"together": "0812345678"})
        assert looked_at(register).owners.count() == 1

    def test_a_second_number_is_kept_beside_the_first(self, office: Office) -> None:
        written(office, HEADS + line(1, Telp="081234567890 / 085678901234"))
        owner = Owner.objects.get()
        assert (owner.phone, owner.phone_note) == ("081234567890", "085678901234")

    def test_a_name_that_is_too_long_is_refused_and_never_cut(self, office: Office) -> None:
        register = checked(office, HEADS + line(1, Nama="a" * 201) + line(2, Nama="a" * 200))
        assert [row.fate for row in register.rows.all()] == ["error", "new"]


class TestMarkets:
    HEADS = "nama_pasar;Alamat;Kecamatan;Koordinat;Timb. Pegas;Timb. Meja;Dacin;Total UTTP;Tahun Tera Ulang\n"

    def test_a_register_of_markets_makes_nothing_and_says_why(self, office: Office) -> None:
        with pytest.raises(Invalid) as refused:
            started(office, self.HEADS + 'Pasar Wage;Jl. A;Purwokerto;"-6.1, 106.4";3;4;1;8;2024\n')
        assert "Tabel ini daftar pasar" in refused.value.errors[0].message
        assert not RegisterImport.objects.exists()


class TestWaiting:
    def test_rows_without_question_can_be_written_and_the_file_comes_again(self, office: Office) -> None:
        lines = HEADS + line(1) + line(2, Jenis="Tmb Digital")
        register = written(office, lines)
        assert (register.status, Instrument.objects.count()) == ("written", 1)
        register = checked(office, lines)
        assert fates(register) == {"same": 1, "asked": 1}
        register = answered(office, register, **{"kind.tmb digital": "nawi.electronic"})
        actions.write_import(by=office.admin, register=register, version=register.version)
        import_writing.write({"register": register.pk})
        assert Instrument.objects.count() == 2

    def test_what_is_written_is_not_answered_any_more(self, office: Office) -> None:
        register = written(office, HEADS + line(1) + line(2, Jenis="Tmb Digital"))
        with pytest.raises(Conflict):
            answered(office, register, **{"kind.tmb digital": "nawi.electronic"})

    def test_the_page_asks_and_takes_the_answer(self, office: Office, visit: Callable[[User], Client]) -> None:
        register = checked(office, HEADS + line(1) + line(2, Jenis="Tmb Digital"))
        browser = visit(office.admin)
        page = browser.get(f"/staf/impor/{register.pk}").content.decode()
        assert "Jenis UTTP “Tmb Digital” tidak dikenal. Jenis apa ini?" in page
        facts: dict[str, Any] = {"version": register.version, "answer-0": "nawi.electronic"}
        browser.post(f"/staf/impor/{register.pk}/jawaban", facts)
        assert again(register).answers == {"kind.tmb digital": "nawi.electronic"}
