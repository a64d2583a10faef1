"""An office's old register: checked row by row before anything is written, written in pieces, undone as a whole."""

import hashlib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from simetro.core.db.database import copy_in, point_at
from simetro.core.db.locking import lock
from simetro.core.db.storage import keep
from simetro.core.kit.errors import Conflict, Invalid, NotFound
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.outbox.deliveries import deliver
from simetro.core.spreadsheets import Spreadsheet, SpreadsheetRow, from_json, read_sheets, to_json
from uttp.columns.cells import NIK, Line
from uttp.columns.entries import Entry
from uttp.columns.heads import HEADS_WITHIN, TARGETS, counts_markets, guess, head_of, head_row, plain_head
from uttp.columns.plate import is_example
from uttp.columns.questions import gathered
from uttp.columns.register import NO_INSTRUMENT, Register
from uttp.enums import IMPORT_MOVES, ImportStatus
from uttp.garbage import uncollected
from uttp.matching import Fates, Person, facts_of, key_of
from uttp.models import ColumnName, ImportedOwner, ImportRow, KindName, Owner, RegisterImport
from uttp.queries import learned_heads, rules_on, taught_kinds

CHECK = "uttp.check_import"
PIECE = 1_000
NIK_DIGITS = 16
WOMEN = 40  # is added to the day of a woman's birth in her NIK
MOST_DAYS, MOST_MONTHS = 31, 12
ABOUT_KIND = "kind."
LONGEST_NAME = 120  # letters of a word that is taught
AT_ONCE = 2_000  # rows that are quick enough to be done while somebody waits


@uncollected()
def start_import(*, by: User, name: str, content: bytes) -> RegisterImport:
    """Keeps what the file says and guesses what its columns mean; the longest sheet is taken first."""
    sheets = [_without_nik(sheet) for sheet in read_sheets(content)]
    index = _longest_register(sheets)
    head = head_of(sheets[index], learned_heads())
    kept = to_json(sheets)
    path = f"imports/{hashlib.sha256(kept).hexdigest()}.json"
    keep(path, kept)
    facts = {"sheet": index, "head": head.number, "mapping": _guessed(head), "notes": _notes(sheets[index])}
    with transaction.atomic():
        made = RegisterImport.objects.create(
            by=by, file_name=name[-200:], file=path, rows_total=_count(sheets[index], head.number), **facts
        )
        record(by, "uttp.start_import", made, file=made.file_name)
    return made


def _longest_register(sheets: Sequence[Spreadsheet]) -> int:
    """The index of the longest sheet that may list owners and instruments. Raises where none does."""
    places = [place for place, sheet in enumerate(sheets) if not _is_market_register(sheet)]
    if not places:
        raise Invalid.field("file", _market_register())
    return max(places, key=lambda place: len(sheets[place].rows))


def _is_market_register(sheet: Spreadsheet) -> bool:
    return any(counts_markets(row.cells) for row in sheet.rows[:HEADS_WITHIN])


def _market_register() -> str:
    return _(
        "Tabel ini daftar pasar: satu baris tiap pasar dan tahun, berisi jumlah alat menurut jenisnya. Tidak ada nama "
        "pemilik dan pelat alatnya, jadi tidak ada yang dapat didaftarkan dari sini. Unggah daftar UTTP tiap pemilik, "
        "dan simpan daftar pasar ini untuk mencocokkan jumlahnya."
    )


def _notes(sheet: Spreadsheet) -> list[str]:
    """Sentences on what is unusual about the file and this sheet."""
    notes = list(sheet.notes)
    hidden = sum(row.is_hidden for row in sheet.rows)
    if hidden:
        notes.append(_("%(n)s baris tersembunyi ikut dibaca; tandanya ada pada barisnya.") % {"n": hidden})
    if sheet.hidden_sheets:
        names = ", ".join(sheet.hidden_sheets)
        notes.append(_("Lembar tersembunyi tidak dibaca: %(names)s. Tampilkan dulu bila perlu.") % {"names": names})
    return notes


def _without_nik(sheet: Spreadsheet) -> Spreadsheet:
    """The sheet without NIKs: nobody needs them, and they would be stored unencrypted and go out with refused rows.

    Among serial numbers only what has the shape of a NIK goes: others have 16 digits too.
    """
    serials = guess(head_of(sheet, {}), {}).get("serial_number") if sheet.rows else None
    return replace(sheet, rows=[_row_without_nik(row, serials) for row in sheet.rows])


def _row_without_nik(row: SpreadsheetRow, serials: int | None) -> SpreadsheetRow:
    places = [n for n, cell in enumerate(row.cells) if _has_digits_of_nik(cell) and (n != serials or _is_nik(cell))]
    if not places:
        return row
    cells = ["" if place in places else cell for place, cell in enumerate(row.cells)]
    return replace(row, cells=cells, marks={**row.marks, **dict.fromkeys(places, NIK)})


def _has_digits_of_nik(cell: str) -> bool:
    return len(cell) == NIK_DIGITS and cell.isdecimal()


def _is_nik(digits: str) -> bool:
    """Whether 16 digits have the shape of a NIK: region, day of birth (of a woman plus 40), running number."""
    day, month = int(digits[6:8]) % WOMEN, int(digits[8:10])
    return digits[0] != "0" and 1 <= day <= MOST_DAYS and 1 <= month <= MOST_MONTHS and digits[12:] != "0000"


def _guessed(head: SpreadsheetRow) -> dict[str, dict[str, int]]:
    return {target: {"column": column} for target, column in guess(head, learned_heads()).items()}


@transaction.atomic
def choose_table(*, by: User, register: RegisterImport, version: int, sheet: int, head: int) -> RegisterImport:
    """Chooses another sheet or head row. What its columns mean is guessed anew, for somebody to confirm."""
    register = lock(register, version)
    move_import(register, ImportStatus.MAPPING)
    _forget_rows(register)
    table, row = _chosen(sheets_of(register), sheet, head)
    if _is_market_register(table):
        raise Invalid.field("sheet", _market_register())
    register.mapping, register.notes, register.answers = _guessed(row), _notes(table), {}
    register.sheet, register.head = sheet, head
    register.save_change()
    record(by, "uttp.map_columns", register)
    return register


def _count(sheet: Spreadsheet, head: int) -> int:
    return sum(row.number > head and not is_example(row) for row in sheet.rows)


def sheets_of(register: RegisterImport) -> list[Spreadsheet]:
    """The sheets as they were read at the upload; parsing the file again would take ten times as long."""
    if register.forgotten_at:
        raise NotFound(_("Berkas impor ini sudah dihapus karena masa simpannya habis."))
    with register.file.open("rb") as file:
        return from_json(file.read())


@uncollected()
@transaction.atomic
def map_columns(
    *, by: User, register: RegisterImport, version: int, sheet: int, head: int, mapping: Mapping[str, Any]
) -> RegisterImport:
    """Sets what each column means, remembers it for the next file, and has the rows checked."""
    register = lock(register, version)
    chosen = _chosen(sheets_of(register), sheet, head)
    missing = [str(target.label) for target in TARGETS if target.required and target.path not in mapping]
    if missing:
        raise Invalid(_("Tentukan kolomnya dulu: %(columns)s.") % {"columns": ", ".join(missing)})
    register.sheet, register.head, register.mapping = sheet, head, dict(mapping)
    register.rows_total = _count(chosen[0], head)
    check_again(register)
    _learn(chosen[1], mapping)
    record(by, "uttp.map_columns", register)
    return register


def _chosen(sheets: Sequence[Spreadsheet], sheet: int, head: int) -> tuple[Spreadsheet, SpreadsheetRow]:
    if not 0 <= sheet < len(sheets):
        raise Invalid.field("sheet", _("Pilih lembar yang ada dalam berkas."))
    if not any(row.number == head for row in sheets[sheet].rows):
        raise Invalid.field("head", _("Baris judul ini kosong. Tulis nomor baris yang memuat judul kolom."))
    return sheets[sheet], head_row(sheets[sheet], head)


def _learn(head: SpreadsheetRow, mapping: Mapping[str, Any]) -> None:
    for path, place in mapping.items():
        index = place.get("column", -1)
        name = plain_head(head.cells[index])[:LONGEST_NAME] if 0 <= index < len(head.cells) else ""
        if name:
            ColumnName.objects.update_or_create(head=name, defaults={"path": path})


def move_import(register: RegisterImport, status: ImportStatus) -> None:
    if status not in IMPORT_MOVES[ImportStatus(register.status)]:
        label = ImportStatus(register.status).label
        sentence = _("Impor ini sudah berlanjut (%(status)s). Muat ulang halamannya.") % {"status": label}
        raise Conflict(sentence, code="wrong_state", current_status=register.status)
    register.status = status


def owe_work(register: RegisterImport, topic: str) -> None:
    """Owes the next step: at once for a small import, by the next sweep for a large one, so that no browser waits."""
    after = timedelta(seconds=int(register.rows_total > AT_ONCE))
    deliver(topic, after=after, register=register.pk, version=register.version)


@uncollected()
def check(payload: Mapping[str, Any]) -> None:
    """Finds the fate of every row and writes nothing to the register. Running it again starts from the beginning."""
    register = RegisterImport.objects.get(pk=payload["register"])
    if register.status != ImportStatus.CHECKING or register.version != payload["version"]:
        return
    rows, reader = reader_of(register)
    entries = [reader.read(row) for row in rows]
    fates = Fates(entries, register.joined)
    _forget_rows(register)
    owners = _keep_owners(register, fates)
    for piece in pieces(zip(rows, entries, strict=True)):
        copy_in([_row(register, row, entry, fates, owners) for row, entry in piece])
        RegisterImport.objects.filter(pk=register.pk).update(rows_done=models.F("rows_done") + len(piece))
    with transaction.atomic():
        register = lock(register)
        move_import(register, ImportStatus.CHECKED)
        register.rows_done = register.rows_total
        waiting = (entry for entry in entries if entry.questions and not entry.problems)
        register.questions = gathered(question for entry in waiting for question in entry.questions)
        register.save_change()


def reader_of(register: RegisterImport) -> tuple[list[SpreadsheetRow], Register]:
    """The rows below the heads, and what reads them under the mapping and the answers of today."""
    sheet, head = _chosen(sheets_of(register), register.sheet, register.head)
    rows = [row for row in sheet.rows if row.number > head.number and not is_example(row)]
    today = timezone.localdate()
    known = {"answers": register.answers, "kinds": taught_kinds()}
    return rows, Register(head, register.mapping, rules_on(today), today, rows=rows, **known)


def understood(register: RegisterImport, numbers: Container[int]) -> dict[int, Line]:
    """These rows, by number, with each cell as it was understood."""
    rows, reader = reader_of(register)
    lines = (reader.read(row).line for row in rows)
    return {line.number: line for line in lines if line.number in numbers}


def _row(
    register: RegisterImport, row: SpreadsheetRow, entry: Entry, fates: Fates, owners: Mapping[Person, ImportedOwner]
) -> ImportRow:
    fate, reasons, instrument = fates.of(entry)
    made = ImportRow(register_import_id=register.pk, number=row.number, cells=row.cells, fate=fate, reasons=reasons)
    made.notes = entry.notes
    if instrument:
        made.instrument_id = instrument.pk
    if fates.takes(entry):
        made.imported_owner_id, made.facts = owners[fates.person_of(entry)].pk, facts_of(entry)
    return made


def _forget_rows(register: RegisterImport) -> None:
    register.rows.all().delete()
    register.owners.all().delete()
    RegisterImport.objects.filter(pk=register.pk).update(rows_done=0)


def pieces(rows: Iterable[Any]) -> Iterable[list[Any]]:
    rest = iter(rows)
    while piece := list(islice(rest, PIECE)):
        yield piece


def _keep_owners(register: RegisterImport, fates: Fates) -> dict[Person, ImportedOwner]:
    """Stores the owners whom the rows name, each with the one who may be the same."""
    made = {person: _imported(register, person) for person in fates.named}
    copy_in(list(made.values()))
    likes = {made[person].pk: made[person.like].pk for person in fates.named if person.like in made}
    point_at(ImportedOwner, "like", likes)
    return made


def _imported(register: RegisterImport, person: Person) -> ImportedOwner:
    like = person.like.known if person.like else None
    facts = {"facts": person.facts, "owner": person.known, "is_new": person.known is None}
    return ImportedOwner(register_import=register, like_owner=like, why=person.why, **facts)


@transaction.atomic
def decide_owners(*, by: User, register: RegisterImport, same: Sequence[ImportedOwner]) -> int:
    """Decides that these owners are the same as those they look like. Then all rows are checked again."""
    register = lock(register)
    if register.status != ImportStatus.CHECKED:
        raise Conflict(_("Pemilik hanya dapat digabung sebelum impor ditulis."), code="wrong_state")
    if same:
        register.joined = [*register.joined, *([key_of(imported.facts), _like_of(imported)] for imported in same)]
        check_again(register)
    record(by, "uttp.decide_owners", register, count=len(same))
    return len(same)


@transaction.atomic
def answer_questions(*, by: User, register: RegisterImport, version: int, answers: Mapping[str, str]) -> RegisterImport:
    """Keeps answers by the keys of their questions; what a word means is remembered for the next file too."""
    register = lock(register, version)
    if register.status != ImportStatus.CHECKED:
        raise Conflict(_("Pertanyaan hanya dapat dijawab sebelum impor ditulis."), code="wrong_state")
    asked = {question["key"] for question in register.questions}
    given = {key: answer for key, answer in answers.items() if key in asked and answer}
    for key, code in given.items():
        if key.startswith(ABOUT_KIND):
            _teach(key.removeprefix(ABOUT_KIND), "" if code == NO_INSTRUMENT else code)
    register.answers = {**register.answers, **given}
    check_again(register)
    record(by, "uttp.answer_questions", register, count=len(given))
    return register


def _teach(name: str, kind_code: str) -> None:
    KindName.objects.update_or_create(name=name[:LONGEST_NAME], defaults={"kind_code": kind_code})


def _like_of(imported: ImportedOwner) -> str:
    return key_of(imported.like.facts) if imported.like else Person.of(cast(Owner, imported.like_owner)).key


def check_again(register: RegisterImport) -> None:
    """Has an import checked again; the caller holds it locked."""
    move_import(register, ImportStatus.CHECKING)
    register.rows_done = 0
    register.save_change()
    owe_work(register, CHECK)
