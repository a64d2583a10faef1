"""An office's old register: checked row by row before anything is written, written in pieces, undone as a whole."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from itertools import islice
from typing import Any, cast

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from simetro.core.audit import record, record_many
from simetro.core.database import copy_in, point_at
from simetro.core.errors import Conflict, Invalid
from simetro.core.locking import lock
from simetro.core.models import User
from simetro.core.outbox import deliver
from simetro.core.sheets import Row, Sheet, read_sheets
from simetro.core.storage import FrozenStorage
from uttp.columns.register import TARGETS, Entry, Register, guess, head_of, plain_head
from uttp.enums import IMPORT_MOVES, Fate, ImportStatus
from uttp.matching import FACTS, Fates, Person, facts_of, new_values, verified
from uttp.models import ColumnName, ImportedOwner, ImportRow, Instrument, Owner, RegisterImport
from uttp.queries import known_plates, learned_heads, rules_on

CHECK, WRITE = "uttp.check_import", "uttp.write_import"
PIECE = 1_000
NIK_DIGITS = 16
AT_ONCE = 2_000  # rows that are quick enough to be done while somebody waits


def start_import(*, by: User, name: str, content: bytes) -> RegisterImport:
    """Keeps what the file says and guesses what its columns mean; the longest sheet is taken first."""
    sheets = [_without_nik(sheet) for sheet in read_sheets(content)]
    index = max(range(len(sheets)), key=lambda place: len(sheets[place].rows))
    head = head_of(sheets[index], learned_heads())
    kept = json.dumps([asdict(sheet) for sheet in sheets]).encode()
    path = f"imports/{hashlib.sha256(kept).hexdigest()}.json"
    cast(FrozenStorage, default_storage).keep(path, kept)
    facts = {"sheet": index, "head": head.number, "mapping": _guessed(head)}
    with transaction.atomic():
        made = RegisterImport.objects.create(
            by=by, file_name=name[-200:], file=path, rows_total=_count(sheets[index], head.number), **facts
        )
        record(by, "uttp.start_import", made, file=made.file_name)
    return made


def _without_nik(sheet: Sheet) -> Sheet:
    """Nobody needs it here, and it would lie about unencrypted and go out again with the refused rows."""
    return Sheet(
        sheet.name, [Row(row.number, ["" if _is_nik(cell) else cell for cell in row.cells]) for row in sheet.rows]
    )


def _is_nik(cell: str) -> bool:
    return len(cell) == NIK_DIGITS and cell.isdecimal()


def _guessed(head: Row) -> dict[str, dict[str, int]]:
    return {target: {"column": column} for target, column in guess(head, learned_heads()).items()}


@transaction.atomic
def choose_table(*, by: User, register: RegisterImport, version: int, sheet: int, head: int) -> RegisterImport:
    """Another sheet or row of heads: what its columns mean is guessed anew, for somebody to look at."""
    register = lock(register, version)
    _refuse_unless(register, ImportStatus.CHECKING)
    register.mapping = _guessed(_chosen(sheets_of(register), sheet, head)[1])
    register.sheet, register.head = sheet, head
    register.save_change()
    record(by, "uttp.map_columns", register)
    return register


def _count(sheet: Sheet, head: int) -> int:
    return sum(row.number > head for row in sheet.rows)


def sheets_of(register: RegisterImport) -> list[Sheet]:
    """As they were read when the file came: reading it again would take ten times as long."""
    with register.file.open("rb") as file:
        return [Sheet(one["name"], [Row(**row) for row in one["rows"]]) for one in json.load(file)]


@transaction.atomic
def map_columns(
    *, by: User, register: RegisterImport, version: int, sheet: int, head: int, mapping: Mapping[str, Any]
) -> RegisterImport:
    """What each column means, remembered for the next file; then the rows are checked."""
    register = lock(register, version)
    chosen = _chosen(sheets_of(register), sheet, head)
    missing = [str(target.label) for target in TARGETS if target.required and target.path not in mapping]
    if missing:
        raise Invalid(_("Tentukan kolomnya dulu: %(columns)s.") % {"columns": ", ".join(missing)})
    move_import(register, ImportStatus.CHECKING)
    register.sheet, register.head, register.mapping = sheet, head, dict(mapping)
    register.rows_total, register.rows_done = _count(chosen[0], head), 0
    register.save_change()
    _learn(chosen[1], mapping)
    record(by, "uttp.map_columns", register)
    _owe(register, CHECK)
    return register


def _chosen(sheets: Sequence[Sheet], sheet: int, head: int) -> tuple[Sheet, Row]:
    if not 0 <= sheet < len(sheets):
        raise Invalid.field("sheet", _("Pilih lembar yang ada dalam berkas."))
    row = next((one for one in sheets[sheet].rows if one.number == head), None)
    if row is None:
        raise Invalid.field("head", _("Baris judul ini kosong. Tulis nomor baris yang memuat judul kolom."))
    return sheets[sheet], row


def _learn(head: Row, mapping: Mapping[str, Any]) -> None:
    for path, place in mapping.items():
        index = place.get("column", -1)
        name = plain_head(head.cells[index])[:120] if 0 <= index < len(head.cells) else ""
        if name:
            ColumnName.objects.update_or_create(head=name, defaults={"path": path})


def move_import(register: RegisterImport, status: ImportStatus) -> None:
    _refuse_unless(register, status)
    register.status = status


def _refuse_unless(register: RegisterImport, status: ImportStatus) -> None:
    if status not in IMPORT_MOVES[ImportStatus(register.status)]:
        label = ImportStatus(register.status).label
        said = _("Impor ini sudah berlanjut (%(status)s). Muat ulang halamannya.") % {"status": label}
        raise Conflict(said, code="wrong_state", current_status=register.status)


def _owe(register: RegisterImport, topic: str) -> None:
    """Small ones at once; large ones with the next sweep, so that nobody's browser waits for them."""
    after = timedelta(seconds=int(register.rows_total > AT_ONCE))
    deliver(topic, after=after, register=register.pk, version=register.version)


def check(payload: Mapping[str, Any]) -> None:
    """Finds the fate of every row and writes nothing to the register. Run twice, it begins anew."""
    register = RegisterImport.objects.get(pk=payload["register"])
    if register.status != ImportStatus.CHECKING or register.version != payload["version"]:
        return
    sheet, head = _chosen(sheets_of(register), register.sheet, register.head)
    rows = [row for row in sheet.rows if row.number > head.number]
    today = timezone.localdate()
    reader = Register(head, register.mapping, rules_on(today), today)
    entries = [reader.read(row) for row in rows]
    found = Fates(entries)
    ImportRow.objects.filter(register_import=register).delete()
    ImportedOwner.objects.filter(register_import=register).delete()
    owners = _keep_owners(register, found)
    for piece in _pieces(zip(rows, entries, strict=True)):
        copy_in([_row(register, row, entry, found, owners) for row, entry in piece])
        RegisterImport.objects.filter(pk=register.pk).update(rows_done=models.F("rows_done") + len(piece))
    with transaction.atomic():
        register = lock(register)
        move_import(register, ImportStatus.CHECKED)
        register.rows_done = register.rows_total
        register.save_change()


def _row(
    register: RegisterImport, row: Row, entry: Entry, found: Fates, owners: Mapping[Person, ImportedOwner]
) -> ImportRow:
    made = ImportRow(register_import=register, number=row.number, cells=row.cells)
    made.fate, made.reasons, made.instrument = found.of(entry)
    if not entry.problems:
        made.imported_owner, made.facts = owners[found.person_of(entry)], facts_of(entry)
    return made


def _pieces(rows: Iterable[Any]) -> Iterable[list[Any]]:
    rest = iter(rows)
    while piece := list(islice(rest, PIECE)):
        yield piece


def _keep_owners(register: RegisterImport, found: Fates) -> dict[Person, ImportedOwner]:
    """Those that rows name, and the way to those that may be the same."""
    made = {person: _imported(register, person) for person in found.named}
    copy_in(list(made.values()))
    likes = {made[person].pk: made[person.like].pk for person in found.named if person.like in made}
    point_at(ImportedOwner, "like", likes)
    return made


def _imported(register: RegisterImport, person: Person) -> ImportedOwner:
    like = person.like.known if person.like else None
    facts = {"facts": person.facts, "owner": person.known, "is_new": person.known is None}
    return ImportedOwner(register_import=register, like_owner=like, why=person.why, **facts)


@transaction.atomic
def decide_owners(*, by: User, register: RegisterImport, same: Iterable[ImportedOwner]) -> int:
    """These are those whom they are like; what their rows name becomes the other's."""
    register = lock(register)
    if register.status != ImportStatus.CHECKED:
        raise Conflict(_("Pemilik hanya dapat digabung sebelum impor ditulis."), code="wrong_state")
    count = 0
    for one in same:
        one.refresh_from_db()  # joining another may have led its like elsewhere
        if one.like_owner_id and one.like_id is None:
            one.owner, one.is_new = one.like_owner, False
            one.like_owner, one.why = None, ""
            one.save()
        elif one.like_id:
            one.rows.update(imported_owner=one.like)
            ImportedOwner.objects.filter(like=one).update(like=one.like)
            one.delete()
        count += 1
    record(by, "uttp.decide_owners", register, count=count)
    return count


@transaction.atomic
def write_import(*, by: User, register: RegisterImport, version: int) -> RegisterImport:
    register = lock(register, version)
    move_import(register, ImportStatus.WRITING)
    register.rows_total = _to_write(register).count()
    register.rows_done = 0
    if not register.rows_total:
        raise Conflict(_("Tidak ada baris baru atau berubah. Tidak ada yang perlu ditulis."), code="nothing_to_write")
    register.save_change()
    record(by, "uttp.write_import", register, rows=register.rows_total)
    _owe(register, WRITE)
    return register


def _to_write(register: RegisterImport) -> models.QuerySet[ImportRow]:
    return register.rows.filter(fate__in=(Fate.NEW, Fate.CHANGED), is_written=False)


def write(payload: Mapping[str, Any]) -> None:
    """Piece by piece, each whole: after a crash it goes on where it was."""
    register = RegisterImport.objects.get(pk=payload["register"])
    if register.status != ImportStatus.WRITING:
        return
    _in_pieces(_make_owners, register)
    _in_pieces(_write_rows, register)
    with transaction.atomic():
        register = lock(register)
        if register.status == ImportStatus.WRITING:
            move_import(register, ImportStatus.WRITTEN)
            register.save_change()


def _in_pieces(step: Callable[[RegisterImport], int], register: RegisterImport) -> None:
    while True:
        with transaction.atomic():
            if not step(lock(register)):
                return


def _make_owners(register: RegisterImport) -> int:
    waiting = list(register.owners.filter(owner=None, rows__isnull=False).distinct()[:PIECE])
    made = copy_in([Owner(**one.facts) for one in waiting])
    point_at(ImportedOwner, "owner", {one.pk: owner.pk for one, owner in zip(waiting, made, strict=True)})
    record_many(register.by, "uttp.register_owner", made, register=register.pk)
    return len(waiting)


def _write_rows(register: RegisterImport) -> int:
    rows = list(_to_write(register).select_related("imported_owner", "instrument")[:PIECE])
    new = _still_new([row for row in rows if row.fate == Fate.NEW])
    made = copy_in([_instrument(row) for row in new])
    point_at(ImportRow, "instrument", {row.pk: one.pk for row, one in zip(new, made, strict=True)})
    record_many(register.by, "uttp.register_instrument", made, register=register.pk)
    for row in rows:
        if row.fate == Fate.CHANGED:
            _change(register, row)
            row.save(update_fields=["before"])
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(is_written=True)
    RegisterImport.objects.filter(pk=register.pk).update(rows_done=models.F("rows_done") + len(rows))
    return len(rows)


def _still_new(rows: Sequence[ImportRow]) -> list[ImportRow]:
    """Without those that somebody has registered since they were checked, which are refused now."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_kind[row.facts["kind"]].append(row.facts["serial_number"])
    known = {(kind, *plate) for kind, serials in by_kind.items() for plate in known_plates(kind, serials)}
    late = [row for row in rows if _plate(row) in known]
    said = [_("Sudah didaftarkan orang lain setelah berkas ini diperiksa.")]
    ImportRow.objects.filter(pk__in=[row.pk for row in late]).update(fate=Fate.ERROR, reasons=said)
    return [row for row in rows if row not in late]


def _plate(row: ImportRow) -> tuple[str, str, str]:
    return row.facts["kind"], row.facts["brand"].upper(), row.facts["serial_number"].upper()


def _instrument(row: ImportRow) -> Instrument:
    facts, owner = row.facts, cast(ImportedOwner, row.imported_owner)
    known = {name: facts[name] for name in FACTS} | verified(facts)
    return Instrument(owner_id=cast(int, owner.owner_id), kind_code=facts["kind"], **known)


def _change(register: RegisterImport, row: ImportRow) -> None:
    instrument = lock(cast(Instrument, row.instrument))
    values = new_values(instrument, row.facts)
    row.before = {name: _json(getattr(instrument, name)) for name in (*values, "version")}
    for name, value in values.items():
        setattr(instrument, name, value)
    instrument.save_change()
    row.before["version_after"] = instrument.version
    record(register.by, "uttp.change_instrument", instrument, register=register.pk, before=row.before)


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def undo_import(*, by: User, register: RegisterImport, reason: str, version: int) -> RegisterImport:
    """Everything as it was before, or nothing where somebody has built on it since."""
    register = lock(register, version)
    move_import(register, ImportStatus.UNDONE)
    made = Instrument.objects.filter(pk__in=register.rows.filter(fate=Fate.NEW).values("instrument"))
    owners = Owner.objects.filter(pk__in=register.owners.filter(is_new=True).values("owner"))
    _refuse_built_on(made, owners, register)
    for row in register.rows.filter(fate=Fate.CHANGED).select_related("instrument"):
        _restore(row)
    record(by, "uttp.undo_import", register, reason=reason, instruments=made.count(), owners=owners.count())
    made.delete()
    Owner.objects.filter(pk__in=list(owners.values_list("pk", flat=True))).delete()
    register.save_change()
    return register


def _refuse_built_on(
    made: models.QuerySet[Instrument], owners: models.QuerySet[Owner], register: RegisterImport
) -> None:
    changed = register.rows.filter(fate=Fate.CHANGED)
    rewritten = [row for row in changed.select_related("instrument") if not _is_as_written(row)]
    used = [*_used(made), *_used(owners, but=made), *(row.instrument.uttp_id for row in rewritten if row.instrument)]
    if used:
        told = {"what": ", ".join(used[:5]), "n": len(used)}
        raise Conflict(
            _("Tidak dapat dibatalkan: sudah dipakai atau diubah setelah impor (%(n)s): %(what)s.") % told,
            code="in_use",
        )


def _is_as_written(row: ImportRow) -> bool:
    return bool(row.instrument and row.before and row.instrument.version == row.before["version_after"])


def _used(rows: models.QuerySet[Any], but: models.QuerySet[Any] | None = None) -> list[str]:
    """Whatever was changed since, or is pointed at by a row of another table than the import's own."""
    names = [str(row) for row in rows.filter(version__gt=1)[:20]]
    for relation in rows.model._meta.related_objects:
        model: type[models.Model] = relation.related_model
        if model in (ImportRow, ImportedOwner):
            continue
        pointing = model._default_manager.filter(**{f"{relation.field.name}__in": rows})
        if but is not None and model is but.model:
            pointing = pointing.exclude(pk__in=but)
        names.extend(str(one) for one in pointing[:20])
    return names


def _restore(row: ImportRow) -> None:
    instrument, before = cast(Instrument, row.instrument), cast(dict[str, Any], row.before)
    for name, value in before.items():
        if name != "version_after":
            setattr(instrument, name, value)
    instrument.save()
