"""An office's old register: checked row by row before anything is written, written in pieces, undone as a whole."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
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
from simetro.core.spreadsheets import Spreadsheet, SpreadsheetRow, read_sheets
from uttp.columns.register import TARGETS, Entry, Register, guess, head_of, plain_head
from uttp.enums import IMPORT_MOVES, ImportStatus
from uttp.garbage import uncollected
from uttp.matching import Fates, Person, facts_of, key_of
from uttp.models import ColumnName, ImportedOwner, ImportRow, Owner, RegisterImport
from uttp.queries import learned_heads, rules_on

CHECK = "uttp.check_import"
PIECE = 1_000
NIK_DIGITS = 16
AT_ONCE = 2_000  # rows that are quick enough to be done while somebody waits


@uncollected()
def start_import(*, by: User, name: str, content: bytes) -> RegisterImport:
    """Keeps what the file says and guesses what its columns mean; the longest sheet is taken first."""
    sheets = [_without_nik(sheet) for sheet in read_sheets(content)]
    index = max(range(len(sheets)), key=lambda place: len(sheets[place].rows))
    head = head_of(sheets[index], learned_heads())
    kept = json.dumps(sheets, default=vars).encode()
    path = f"imports/{hashlib.sha256(kept).hexdigest()}.json"
    keep(path, kept)
    facts = {"sheet": index, "head": head.number, "mapping": _guessed(head)}
    with transaction.atomic():
        made = RegisterImport.objects.create(
            by=by, file_name=name[-200:], file=path, rows_total=_count(sheets[index], head.number), **facts
        )
        record(by, "uttp.start_import", made, file=made.file_name)
    return made


def _without_nik(sheet: Spreadsheet) -> Spreadsheet:
    """The sheet without NIKs: nobody needs them, and they would be stored unencrypted and go out with refused rows."""
    return Spreadsheet(
        sheet.name,
        [SpreadsheetRow(row.number, ["" if _is_nik(cell) else cell for cell in row.cells]) for row in sheet.rows],
    )


def _is_nik(cell: str) -> bool:
    return len(cell) == NIK_DIGITS and cell.isdecimal()


def _guessed(head: SpreadsheetRow) -> dict[str, dict[str, int]]:
    return {target: {"column": column} for target, column in guess(head, learned_heads()).items()}


@transaction.atomic
def choose_table(*, by: User, register: RegisterImport, version: int, sheet: int, head: int) -> RegisterImport:
    """Chooses another sheet or head row. What its columns mean is guessed anew, for somebody to confirm."""
    register = lock(register, version)
    move_import(register, ImportStatus.MAPPING)
    _forget_rows(register)
    register.mapping = _guessed(_chosen(sheets_of(register), sheet, head)[1])
    register.sheet, register.head = sheet, head
    register.save_change()
    record(by, "uttp.map_columns", register)
    return register


def _count(sheet: Spreadsheet, head: int) -> int:
    return sum(row.number > head for row in sheet.rows)


def sheets_of(register: RegisterImport) -> list[Spreadsheet]:
    """The sheets as they were read at the upload; parsing the file again would take ten times as long."""
    if register.forgotten_at:
        raise NotFound(_("Berkas impor ini sudah dihapus karena masa simpannya habis."))
    with register.file.open("rb") as file:
        return [
            Spreadsheet(sheet["name"], [SpreadsheetRow(**row) for row in sheet["rows"]]) for sheet in json.load(file)
        ]


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
    row = next((row for row in sheets[sheet].rows if row.number == head), None)
    if row is None:
        raise Invalid.field("head", _("Baris judul ini kosong. Tulis nomor baris yang memuat judul kolom."))
    return sheets[sheet], row


def _learn(head: SpreadsheetRow, mapping: Mapping[str, Any]) -> None:
    for path, place in mapping.items():
        index = place.get("column", -1)
        name = plain_head(head.cells[index])[:120] if 0 <= index < len(head.cells) else ""
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
    sheet, head = _chosen(sheets_of(register), register.sheet, register.head)
    rows = [row for row in sheet.rows if row.number > head.number]
    today = timezone.localdate()
    reader = Register(head, register.mapping, rules_on(today), today)
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
        register.save_change()


def _row(
    register: RegisterImport, row: SpreadsheetRow, entry: Entry, fates: Fates, owners: Mapping[Person, ImportedOwner]
) -> ImportRow:
    fate, reasons, instrument = fates.of(entry)
    made = ImportRow(register_import_id=register.pk, number=row.number, cells=row.cells, fate=fate, reasons=reasons)
    if instrument:
        made.instrument_id = instrument.pk
    if not entry.problems:
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


def _like_of(imported: ImportedOwner) -> str:
    return key_of(imported.like.facts) if imported.like else Person.of(cast(Owner, imported.like_owner)).key


def check_again(register: RegisterImport) -> None:
    """Has an import checked again; the caller holds it locked."""
    move_import(register, ImportStatus.CHECKING)
    register.rows_done = 0
    register.save_change()
    owe_work(register, CHECK)
