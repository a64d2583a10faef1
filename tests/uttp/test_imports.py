"""An old register: every row's fate before anything is written, written whole, undone whole."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from services.models import Reminder
from simetro.core.kit.errors import Conflict
from simetro.core.models import LogEntry, User
from simetro.core.models import Office as OfficeRow
from simetro.core.outbox import deliveries
from simetro.core.spreadsheets import SpreadsheetRow
from tests.messy import messy_register
from tests.office import SCALE, Office
from tests.registers import old_register
from uttp import actions
from uttp.actions import import_writing, imports
from uttp.columns.heads import guess, head_words
from uttp.columns.plate import UploadColumn
from uttp.columns.register import blank_columns, kind_named
from uttp.kinds import Kind, all_kinds, get_kind
from uttp.models import ColumnName, ImportedOwner, ImportRow, Instrument, Owner, RegisterImport
from uttp.queries import fates_of, free_ids, likes_of

pytestmark = pytest.mark.django_db
HEADS = "Nama;Telp;Desa;Jenis;Merek;No Seri;Kapasitas;Daya baca;Kelas;Lokasi;Tgl tera\n"
SARI = "Sari;0812345678;Sirau;Timbangan elektronik;Sonic;A1;6000 g;2 g;III;;\n"


def started(office: Office, content: bytes | str) -> RegisterImport:
    raw = content.encode() if isinstance(content, str) else content
    return actions.start_import(by=office.admin, name="register.xlsx", content=raw)


def checked(office: Office, content: bytes | str) -> RegisterImport:
    register = started(office, content)
    facts = {"sheet": register.sheet, "head": register.head, "mapping": register.mapping}
    register = actions.map_columns(by=office.admin, register=register, version=register.version, **facts)
    imports.check({"register": register.pk, "version": register.version})
    return again(register)


def joined(office: Office, register: RegisterImport) -> RegisterImport:
    """Everybody who may be another is."""
    actions.decide_owners(by=office.admin, register=register, same=list(likes_of(register)))
    return looked_at(register)


def looked_at(register: RegisterImport) -> RegisterImport:
    register = again(register)
    imports.check({"register": register.pk, "version": register.version})
    return again(register)


def written(office: Office, content: bytes | str) -> RegisterImport:
    register = checked(office, content)
    register = actions.write_import(by=office.admin, register=register, version=register.version)
    import_writing.write({"register": register.pk})
    return again(register)


def again(register: RegisterImport) -> RegisterImport:
    return RegisterImport.objects.get(pk=register.pk)


def fates(register: RegisterImport) -> dict[str, int]:
    return {fate: count for fate, count in fates_of(register).items() if count}


def content_of_register() -> list[Any]:
    """All that the register holds, as the database has it."""
    with connection.cursor() as cursor:
        found = []
        for model in (Owner, Instrument):
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")  # noqa: S608 - a name of ours
            found.append(cursor.fetchall())
    return found


def test_a_messy_register_goes_in_on_first_try_and_out_again(office: Office) -> None:
    kept = office.scale(office.owner("Lama"), brand="Quattro", serial_number="X1")
    before, old = content_of_register(), old_register(3_000)
    register = checked(office, old.content)
    refused = {row.number: " ".join(row.reasons) for row in register.rows.filter(fate="error")}
    assert refused.keys() == old.mistakes.keys()
    assert [number for number, said in old.mistakes.items() if said not in refused[number]] == []
    assert set(register.rows.filter(fate="double").values_list("number", flat=True)) == old.twins
    assert content_of_register() == before
    register = actions.write_import(by=office.admin, register=register, version=register.version)
    import_writing.write({"register": register.pk})
    register = again(register)
    assert register.status == "written"
    assert Instrument.objects.count() == 1 + old.rows - len(old.mistakes) - len(old.twins)
    assert Owner.objects.count() == 1 + old.owners
    assert LogEntry.objects.filter(verb="uttp.register_instrument", data__register=register.pk).count() == (
        Instrument.objects.exclude(pk=kept.pk).count()
    )
    actions.undo_import(by=office.admin, register=register, reason="Salah berkas", version=register.version)
    assert content_of_register() == before


def facts_of_row(row: ImportRow) -> dict[str, str]:
    """All that a row will store, by the name of the field."""
    owner = row.imported_owner.facts if row.imported_owner else {}
    return {**owner, **row.facts.get("attributes", {}), **row.facts}


def test_everything_that_is_wrong_in_old_registers_is_understood_to_the_row(office: Office) -> None:
    before, messy = content_of_register(), messy_register(3_000)
    register = checked(office, messy.content)
    rows = {row.number: row for row in register.rows.select_related("imported_owner")}
    assert rows.keys() == messy.rows.keys()
    wrong = [
        (number, expected, row.fate, row.sentences, facts_of_row(row))
        for number, expected in messy.rows.items()
        if (row := rows[number])
        and (
            row.fate != expected.fate
            or expected.sentence not in " ".join(row.sentences)
            or not expected.facts.items() <= facts_of_row(row).items()
        )
    ]
    assert wrong == []
    names = {owner.facts["name"] for owner in register.owners.all()}
    assert {name for name in names if not name.startswith(("Toko Rukun", "Pak Ma'ruf", "H. Ma`ruf"))} == set()
    register = actions.write_import(by=office.admin, register=register, version=register.version)
    import_writing.write({"register": register.pk})
    assert Instrument.objects.count() == sum(expected.fate == "new" for expected in messy.rows.values())
    actions.undo_import(by=office.admin, register=again(register), reason="Salah", version=again(register).version)
    assert content_of_register() == before


def refused_file(browser: Client, register: RegisterImport) -> bytes:
    return browser.get(f"/staf/impor/{register.pk}/ditolak.xlsx").getvalue()


def reasons(register: RegisterImport) -> list[str]:
    return [" ".join(row.reasons) for row in register.rows.filter(fate="error")]


def test_refused_rows_go_round_twice_and_say_the_same(office: Office, visit: Callable[[User], Client]) -> None:
    browser = visit(office.admin)
    first = checked(office, messy_register(400).content)
    second = checked(office, refused_file(browser, first))
    third = checked(office, refused_file(browser, second))
    assert len(reasons(first)) > 50
    assert reasons(first) == reasons(second) == reasons(third)
    assert fates(third) == {"error": len(reasons(first))}


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)
def test_blank_register_of_a_kind_needs_no_mapping(kind: Kind) -> None:
    columns = blank_columns(kind)
    assert len({head_words(column.label) for column in columns}) == len(columns)
    named = guess(SpreadsheetRow(1, [column.label for column in columns]), {})
    known = [column.path for column in columns if not column.path.startswith("attributes.")]
    assert [path for path in known if path not in named] == []


def test_blank_register_that_was_filled_in_goes_in(office: Office, visit: Callable[[User], Client]) -> None:
    browser = visit(office.admin)
    assert browser.get("/staf/impor/templat.xlsx")["Location"] == "/staf/impor/baru"
    book = load_workbook(io.BytesIO(browser.get("/staf/impor/templat.xlsx?jenis=x&kind=nawi.electronic").content))
    sheet = book.active
    heads = [str(cell.value).rstrip(" *") for cell in sheet[1]]
    facts = {"Nama pemilik": "Sari", "Jenis UTTP": "Timbangan elektronik", "Merek": "Sonic", "Nomor seri": "A1"}
    plate = {column.label: SCALE[named(column)] for column in own_columns() if named(column) in SCALE}
    sheet.append([(facts | plate).get(str(head)) for head in heads])
    content = io.BytesIO()
    book.save(content)
    written(office, content.getvalue())
    instrument = Instrument.objects.get()
    assert (instrument.owner.name, instrument.brand, instrument.attributes) == ("Sari", "Sonic", SCALE)


def own_columns() -> list[UploadColumn]:
    return [column for column in blank_columns(get_kind("nawi.electronic")) if column.path.startswith("attributes.")]


def named(column: UploadColumn) -> str:
    return column.path.partition(".")[2]


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    old = old_register(200)
    written(office, old.content)
    assert fates(checked(office, old.content)).keys() <= {"same", "double", "error"}


class TestFates:
    def test_new_same_changed_and_refused(self, office: Office) -> None:
        written(office, HEADS + SARI)
        moved = SARI.replace(";;\n", ";Los 9;\n")
        other = SARI.replace("Sari", "Budi").replace("0812345678", "0812999999")
        register = checked(office, HEADS + moved + SARI.replace("A1", "A2") + SARI.replace("III", "") + other)
        assert fates(register) == {"changed": 1, "new": 1, "error": 2}
        assert register.rows.get(number=2).reasons == ["location"]
        assert "datanya berbeda" in register.rows.get(number=5).reasons[0]

    def test_a_twin_without_a_number_is_one_for_each_that_there_is(self, office: Office) -> None:
        lines = HEADS + SARI.replace("A1", "") * 2
        written(office, lines)
        assert Instrument.objects.count() == 2
        assert fates(checked(office, lines + SARI.replace("A1", ""))) == {"same": 2, "new": 1}

    def test_what_was_tested_keeps_its_plate_and_verdict(self, office: Office) -> None:
        owner = office.owner("Sari", phone="0812345678", village="Sirau")
        scale = office.scale(owner, brand="Sonic", serial_number="A1")
        Instrument.objects.filter(pk=scale.pk).update(last_verdict="batal", last_verified_on=date(2026, 1, 2))
        row = SARI.replace("6000 g", "3000 g").replace(";;\n", ";Los 9;05/06/2026\n")
        written(office, HEADS + row)
        scale.refresh_from_db()
        assert (scale.location, scale.last_verdict, scale.attributes["max"]) == ("Los 9", "batal", SCALE["max"])

    def test_the_last_tera_makes_it_valid_for_its_period(self, office: Office) -> None:
        written(office, HEADS + SARI.replace(";;\n", ";;05/06/2026\n"))
        scale = Instrument.objects.get()
        assert (scale.last_verdict, scale.valid_until) == ("sah", date(2027, 6, 5))


def test_a_nik_is_not_even_kept(office: Office) -> None:
    register = checked(office, f"NIK;{HEADS}3302123456780001;{SARI}")
    assert register.rows.get().cells[:2] == ["", "Sari"]
    with register.file.open("rb") as file:
        assert b"3302123456780001" not in file.read()


def test_numbers_of_the_offices_own_name_no_instrument(office: Office) -> None:
    lines = "".join(f"{n};{SARI}" for n in (1, 2))
    assert fates(checked(office, f"ID;{HEADS}{lines}")) == {"new": 1, "double": 1}


class TestIdentity:
    """Rows that name one instrument in different ways, and what changed between check and write."""

    @pytest.fixture
    def scale(self, office: Office) -> Instrument:
        return office.scale(
            office.owner("Sari", phone="0812345678", village="Sirau"), brand="Sonic", serial_number="A1"
        )

    def with_ids(self, *rows: tuple[str, str]) -> str:
        return f"ID UTTP;{HEADS}" + "".join(f"{uttp_id};{row}" for uttp_id, row in rows)

    def test_one_row_by_id_and_one_by_plate_are_twins(self, office: Office, scale: Instrument) -> None:
        moved = SARI.replace(";;\n", ";Los 9;\n")
        register = written(office, self.with_ids((scale.uttp_id, moved), ("", moved.replace("Los 9", "Los 8"))))
        assert fates(register) == {"changed": 1, "error": 1}
        assert register.status == "written"
        actions.undo_import(by=office.admin, register=register, reason="Salah", version=register.version)

    def test_an_id_of_another_kind_is_refused(self, office: Office, scale: Instrument) -> None:
        row = SARI.replace("Timbangan elektronik", "Timbangan meja").replace("A1", "A7")
        register = checked(office, self.with_ids((scale.uttp_id, row)))
        assert "jenis lain" in register.rows.get().reasons[0]

    def test_anothers_plate_is_not_taken(self, office: Office, scale: Instrument) -> None:
        office.scale(scale.owner, brand="Sonic", serial_number="A2")
        register = checked(office, self.with_ids((scale.uttp_id, SARI.replace("A1", "A2"))))
        assert "Merek dan nomor seri ini milik" in register.rows.get().reasons[0]

    @pytest.mark.parametrize("what", ["deleted", "transferred", "plate taken"])
    def test_what_changed_meanwhile_is_refused_and_the_import_ends(
        self, office: Office, scale: Instrument, what: str
    ) -> None:
        row = SARI.replace("A1", "B7") if what == "plate taken" else SARI.replace(";;\n", ";Los 9;\n")
        register = checked(office, self.with_ids((scale.uttp_id, row)))
        if what == "deleted":
            actions.delete(by=office.superadmin, row=scale, reason="Salah")
        elif what == "transferred":
            actions.transfer_instrument(by=office.admin, instrument=scale, owner=office.owner("Lain"), reason="Dijual")
        else:
            office.scale(office.owner("Lain"), brand="Sonic", serial_number="B7")
        actions.write_import(by=office.admin, register=register, version=register.version)
        import_writing.write({"register": register.pk})
        assert (again(register).status, fates(register)) == ("written", {"error": 1})

    def test_two_imports_of_one_file_make_nothing_twice(self, office: Office) -> None:
        lines = HEADS + SARI.replace("A1", "")
        first, second = checked(office, lines), checked(office, lines)
        actions.write_import(by=office.admin, register=first, version=first.version)
        with pytest.raises(Conflict) as refusal:
            actions.write_import(by=office.admin, register=second, version=second.version)
        assert refusal.value.code == "busy"
        import_writing.write({"register": first.pk})
        assert again(second).status == "checking"
        assert fates(looked_at(second)) == {"same": 1}
        assert (Owner.objects.count(), Instrument.objects.count()) == (1, 1)


class TestOwners:
    def test_one_person_written_in_many_ways_is_one_owner(self, office: Office) -> None:
        lines = [SARI, SARI.replace("Sari", "Ibu SARI"), SARI.replace("0812345678", "62 812-345-678")]
        lines.append(SARI.replace("0812345678", ""))
        numbered = [line.replace("A1", f"A{n}") for n, line in enumerate(lines)]
        written(office, HEADS + "".join(numbered))
        assert Owner.objects.get().instruments.count() == 4

    def test_who_may_be_the_same_is_asked_about(self, office: Office) -> None:
        lines = SARI + SARI.replace("Sari", "Toko Sari Jaya").replace("A1", "A2")
        register = checked(office, HEADS + lines)
        (like,) = likes_of(register)
        assert (str(like), str(like.like), like.why) == ("Toko Sari Jaya", "Sari", "nomor teleponnya sama")
        register = joined(office, register)
        actions.write_import(by=office.admin, register=register, version=register.version)
        import_writing.write({"register": register.pk})
        assert Owner.objects.get().instruments.count() == 2

    def test_a_chain_of_likes_becomes_one(self, office: Office) -> None:
        names = ("Sari", "Toko Maju", "Kios Rahayu")
        lines = [SARI.replace("Sari", name).replace("A1", f"A{n}") for n, name in enumerate(names)]
        register = checked(office, HEADS + "".join(lines))
        first, second = likes_of(register)
        ImportedOwner.objects.filter(pk=second.pk).update(like=first)
        register = joined(office, register)
        assert register.owners.get().rows.count() == 3

    def test_rows_of_a_joined_one_are_looked_at_as_his(self, office: Office) -> None:
        office.scale(office.owner("Toko Sari Jaya", phone="0812 345 678"), brand="Sonic", serial_number="A1")
        register = checked(office, HEADS + SARI)
        assert "atas nama pemilik lain" in register.rows.get().reasons[0]
        register = joined(office, register)
        assert fates(register) == {"same": 1}

    def test_who_is_known_gets_the_new_instruments(self, office: Office) -> None:
        owner = office.owner("Sari", phone="0812 345 678", village="Sirau")
        written(office, HEADS + SARI)
        assert Owner.objects.get() == owner
        assert owner.instruments.count() == 1

    def test_one_joined_with_a_known_one_is_not_made(self, office: Office) -> None:
        owner = office.owner("Toko Sari Jaya", phone="0812 345 678")
        register = checked(office, HEADS + SARI)
        register = joined(office, register)
        actions.write_import(by=office.admin, register=register, version=register.version)
        import_writing.write({"register": register.pk})
        assert Instrument.objects.get().owner == owner


class TestUndo:
    def test_what_was_changed_is_as_before(self, office: Office) -> None:
        owner = office.owner("Sari", phone="0812345678", village="Sirau")
        office.scale(owner, brand="Sonic", serial_number="A1")
        before = content_of_register()
        register = written(office, HEADS + SARI.replace(";;\n", ";Los 9;05/06/2026\n"))
        assert content_of_register() != before
        actions.undo_import(by=office.admin, register=register, reason="Salah", version=register.version)
        assert content_of_register() == before

    def test_what_was_built_on_since_keeps_all_of_it(self, office: Office) -> None:
        register = written(office, HEADS + SARI + SARI.replace("A1", "A2"))
        office.order(Instrument.objects.get(serial_number="A2"))
        before = content_of_register()
        with pytest.raises(Conflict) as refusal:
            actions.undo_import(by=office.admin, register=register, reason="Salah", version=register.version)
        assert refusal.value.code == "in_use"
        assert content_of_register() == before

    def test_an_instrument_that_was_added_to_a_new_owner_keeps_him(self, office: Office) -> None:
        register = written(office, HEADS + SARI)
        office.scale(Owner.objects.get())
        with pytest.raises(Conflict):
            actions.undo_import(by=office.admin, register=register, reason="Salah", version=register.version)

    def test_who_was_reminded_of_it_keeps_it(self, office: Office) -> None:
        register = written(office, HEADS + SARI)
        scale = Instrument.objects.get()
        Reminder.objects.create(instrument=scale, due_on=date(2027, 1, 1), days=30)
        with pytest.raises(Conflict):
            actions.undo_import(by=office.admin, register=register, reason="Salah", version=register.version)
        assert Reminder.objects.exists()


class TestInterrupted:
    def test_checking_twice_is_checking_once(self, office: Office) -> None:
        register = started(office, HEADS + SARI)
        facts = {"sheet": 0, "head": register.head, "mapping": register.mapping}
        register = actions.map_columns(by=office.admin, register=register, version=register.version, **facts)
        ImportedOwner.objects.create(register_import=register, facts={}, is_new=True)  # what a killed process left
        payload = {"register": register.pk, "version": register.version}
        imports.check(payload)
        imports.check(payload)
        assert (ImportRow.objects.count(), ImportedOwner.objects.count()) == (1, 1)

    def test_writing_goes_on_where_it_broke_off(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(imports, "PIECE", 2)
        lines = HEADS + "".join(SARI.replace("A1", f"A{n}") for n in range(5))
        register = checked(office, lines)
        register = actions.write_import(by=office.admin, register=register, version=register.version)
        import_writing._make_owners(register)
        import_writing._write_rows(register, 3)
        import_writing.write({"register": register.pk})
        import_writing.write({"register": register.pk})
        assert sorted(Instrument.objects.values_list("serial_number", flat=True)) == [f"A{n}" for n in range(5)]
        assert again(register).status == "written"


def test_no_two_instruments_draw_the_same_id(office: Office) -> None:
    taken = office.scale().uttp_id
    drawn = iter(["U-1", taken, "U-1", "U-2", "U-2", "U-3"])
    assert sorted(free_ids(3, lambda: next(drawn))) == ["U-1", "U-2", "U-3"]


def test_what_somebody_registered_meanwhile_is_refused_and_the_rest_goes_in(office: Office) -> None:
    register = checked(office, HEADS + SARI + SARI.replace("A1", "A2"))
    office.scale(office.owner("Lain"), brand="SONIC", serial_number="a1")
    register = actions.write_import(by=office.admin, register=register, version=register.version)
    import_writing.write({"register": register.pk})
    assert again(register).status == "written"
    assert Instrument.objects.filter(serial_number="A2").exists()
    assert "setelah berkas ini diperiksa" in register.rows.get(fate="error").reasons[0]


class TestPages:
    @pytest.fixture
    def desk(self, office: Office, visit: Callable[[User], Client]) -> Client:
        OfficeRow().save()
        return visit(office.admin)

    def test_from_the_file_to_the_register_and_back(self, office: Office, desk: Client) -> None:
        file = SimpleUploadedFile("lama.csv", (HEADS + SARI + SARI.replace("Sonic", "#REF!")).encode())
        answer = desk.post("/staf/impor/baru", {"once": str(uuid4()), "file": file})
        register = RegisterImport.objects.get()
        assert answer["Location"] == f"/staf/impor/{register.pk}/kolom"
        form = desk.get(answer["Location"]).context["form"]
        sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
        desk.post(answer["Location"], sent)
        deliveries.sweep()
        address = f"/staf/impor/{register.pk}"
        page = desk.get(address).content.decode()
        assert "Tulis 1 baris ke register" in page
        assert "Merek: galat #REF! dalam berkas. Perbaiki selnya." in desk.get(f"{address}?fate=error").content.decode()
        book = load_workbook(io.BytesIO(desk.get(f"{address}/ditolak.xlsx").getvalue()))
        assert [cell.value for cell in book.active[2]][:3] == [
            3,
            "Merek: galat #REF! dalam berkas. Perbaiki selnya.",
            "Sari",
        ]
        desk.post(f"{address}/tulis", {"version": again(register).version})
        deliveries.sweep()
        assert Instrument.objects.get().brand == "Sonic"
        answer = desk.post(f"{address}/batalkan", {"reason": "Salah berkas", "version": again(register).version})
        assert answer.status_code == 302
        assert not Owner.objects.exists()

    def test_a_required_column_has_to_be_named(self, desk: Client, office: Office) -> None:
        register = started(office, "Apa;Siapa\n1;2\n")
        answer = desk.post(f"/staf/impor/{register.pk}/kolom", {"sheet": 0, "head": 1, "version": register.version})
        assert answer.status_code == 422
        assert "Tentukan kolomnya dulu: Nama pemilik, Jenis UTTP." in answer.content.decode()

    def test_another_row_of_heads_is_read_anew(self, desk: Client, office: Office) -> None:
        register = started(office, "Apa;Siapa\nJenis;Nama\nDacin;Sari\n")
        sent = {"sheet": 0, "head": 1, "version": register.version}
        answer = desk.post(f"/staf/impor/{register.pk}/kolom", sent)
        assert answer["Location"] == f"/staf/impor/{register.pk}/kolom"
        assert (again(register).status, again(register).mapping) == ("mapping", {})

    def test_another_table_leaves_nothing_of_the_first_to_write(self, office: Office, desk: Client) -> None:
        register = checked(office, "Daftar;;;\n" + HEADS + SARI)
        assert register.status == "checked"
        desk.post(f"/staf/impor/{register.pk}/kolom", {"sheet": 0, "head": 3, "version": register.version})
        assert (again(register).status, register.rows.count()) == ("mapping", 0)

    def test_columns_are_named_once(self, office: Office) -> None:
        register = started(office, HEADS.replace("Nama", "Juragan") + SARI)
        mapping = register.mapping | {"owner.name": {"column": 0}}
        facts = {"sheet": 0, "head": 1, "mapping": mapping, "version": register.version}
        actions.map_columns(by=office.admin, register=register, **facts)
        assert ColumnName.objects.get(head="juragan").path == "owner.name"
        assert started(office, "Juragan;Jenis\nx;y\n").mapping["owner.name"] == {"column": 0}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TIMBANGAN  Elektronik", "nawi.electronic"),
        ("at", "weights"),
        ("Dacin", "nawi.mechanical.steelyard"),
        ("", None),
    ],
)
def test_kinds_are_known_by_many_names(text: str, code: str | None) -> None:
    kind = kind_named(text)
    assert (kind and kind.code) == code
