"""The whole log, for whoever answers for it: found, and said in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simetro.core.audit import LIST_VERB, LISTED
from simetro.core.models import LogEntry, User
from simetro.core.models.record import note_in
from simetro.core.roles import Role
from simetro.core.subjects import Key, Named, all_subjects, found, named
from simetro.core.timeline import Text, Words, all_words

NOBODY = "sistem"
APART = 10_000  # keys that may lie between two entries whose times are the other way round
LABELS: dict[str, Text] = {
    "reason": gettext_lazy("Alasan"),
    "note": gettext_lazy("Catatan"),
    "number": gettext_lazy("Nomor"),
    "list": gettext_lazy("Daftar"),
    "search": gettext_lazy("Pencarian"),
    "shown": gettext_lazy("Yang terlihat"),
    "through": gettext_lazy("Lewat"),
    "format": gettext_lazy("Bentuk berkas"),
    "fields": gettext_lazy("Isian yang diubah"),
    "before": gettext_lazy("Sebelumnya"),
    "after": gettext_lazy("Sesudahnya"),
    "was": gettext_lazy("Dahulu"),
    "roles": gettext_lazy("Peran"),
    "username": gettext_lazy("Nama pengguna"),
    "person": gettext_lazy("Petugas"),
    "members": gettext_lazy("Anggota"),
    "penera": gettext_lazy("Penera"),
    "active": gettext_lazy("Aktif"),
    "how": gettext_lazy("Cara masuk"),
    "step": gettext_lazy("Langkah yang gagal"),
    "address": gettext_lazy("Alamat jaringan"),
    "why": gettext_lazy("Sebab"),
    "kind": gettext_lazy("Jenis"),
    "kinds": gettext_lazy("Jenis"),
    "name": gettext_lazy("Nama"),
    "title": gettext_lazy("Judul"),
    "file": gettext_lazy("Berkas"),
    "rows": gettext_lazy("Baris"),
    "count": gettext_lazy("Banyaknya"),
    "quantity": gettext_lazy("Banyaknya"),
    "items": gettext_lazy("Banyaknya UTTP"),
    "verdict": gettext_lazy("Hasil"),
    "on": gettext_lazy("Tanggal"),
    "since": gettext_lazy("Mulai"),
    "until": gettext_lazy("Sampai"),
    "valid_until": gettext_lazy("Berlaku sampai"),
    "letter": gettext_lazy("Nomor surat"),
    "certificate": gettext_lazy("Nomor sertifikat"),
    "queue_number": gettext_lazy("Nomor antrean"),
    "repairer": gettext_lazy("Reparatir"),
    "minutes": gettext_lazy("Menit"),
    "year": gettext_lazy("Tahun"),
    "move": gettext_lazy("Gerakan"),
    "tier": gettext_lazy("Jenjang"),
    "round": gettext_lazy("Putaran"),
    "send_at": gettext_lazy("Dikirim pada"),
}


@dataclass(frozen=True)
class Fact:
    """`rows` where the value names other rows."""

    label: Text
    text: str
    rows: Sequence[Named] = ()

    @property
    def said(self) -> str:
        return self.text or ", ".join(row.label for row in self.rows)


@dataclass(frozen=True)
class LogRow:
    at: datetime
    who: str
    role: str
    words: Words
    noun: Text
    label: str
    url: str
    facts: list[Fact]


def entries_like(
    *,
    search: str = "",
    since: date | None = None,
    until: date | None = None,
    person: str | None = None,
    deed: str | None = None,
    noun: str | None = None,
    objek: Key | None = None,
) -> QuerySet[LogEntry]:
    """Newest first as they were added."""
    rows = _within(LogEntry.objects.order_by("-pk"), since, until)
    if person:
        rows = rows.filter(actor__isnull=True) if person == NOBODY else rows.filter(actor=int(person))
    if deed:
        rows = rows.filter(verb__in=[verb for verb, words in all_words().items() if words.deed == deed])
    if noun:
        rows = rows.filter(subject_type=noun)
    if objek:
        rows = rows.filter(_about(*objek))
    return rows.filter(_told_of(search)) if search else rows


def _within(rows: QuerySet[LogEntry], since: date | None, until: date | None) -> QuerySet[LogEntry]:
    """By time, and by about which keys, so that the newest of an old month are not sought among all since."""
    if since:
        start = _midnight(since)
        first = LogEntry.objects.order_by("at").filter(at__gte=start).values_list("pk", flat=True).first()
        rows = rows.filter(at__gte=start, pk__gte=(first or 0) - APART)
    if until:
        end = _midnight(until + timedelta(days=1))
        last = LogEntry.objects.order_by("-at").filter(at__lt=end).values_list("pk", flat=True).first()
        rows = rows.filter(at__lt=end, pk__lte=(last or 0) + APART)
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _about(noun: str, pk: int) -> Q:
    """Also the lists in which it was shown."""
    own = Q(subject_type=noun, subject_id=pk)
    return own | Q(verb=LIST_VERB, data__shown__contains=[pk]) if noun == LISTED else own


def _told_of(text: str) -> Q:
    """What is called so, or was explained so."""
    about = Q(pk__in=_explained(text))
    for noun, keys in found(text).items():
        about |= Q(subject_type=noun, subject_id__in=keys)
    return about


def _explained(text: str) -> QuerySet[Any]:
    noted = LogEntry.objects.order_by().filter(data__has_any_keys=["reason", "note"]).annotate(said=note_in("data"))
    return noted.filter(said__icontains=text).values("pk")


def with_people(rows: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
    return rows.select_related("actor").prefetch_related("actor__groups")


def told(entries: Sequence[LogEntry]) -> Iterator[LogRow]:
    """In words; what they are about is named as it is called now."""
    names = named({key for entry in entries for key in _keys(entry)})
    return (_row(entry, names) for entry in entries)


def owners_in(entries: Sequence[LogEntry]) -> Iterator[int]:
    """Whose names its reader sees: he is not above the log."""
    return (pk for entry in entries for noun, pk in _keys(entry) if noun == LISTED)


def _keys(entry: LogEntry) -> Iterator[Key]:
    yield entry.subject_type, entry.subject_id
    yield from ((LISTED, pk) for pk in entry.data.get("shown", ()))


def _row(entry: LogEntry, names: dict[Key, Named]) -> LogRow:
    subject = all_subjects().get(entry.subject_type)
    name = names.get((entry.subject_type, entry.subject_id))
    return LogRow(
        at=entry.at,
        who=entry.actor.name if entry.actor else _("Sistem"),
        role=_role(entry.actor) if entry.actor else "",
        words=all_words().get(entry.verb) or Words(entry.verb),
        noun=subject.what if subject else entry.subject_type,
        label=name.label if name else _gone(entry),
        url=name.url if name else "",
        facts=[_fact(key, value, names) for key, value in entry.data.items() if value not in ("", None)],
    )


def _role(user: User) -> str:
    held = {group.name for group in user.groups.all()}
    return ", ".join(str(role.label) for role in Role if role in held)


def _gone(entry: LogEntry) -> str:
    return _("tidak ada lagi") if entry.subject_id else _("tidak dikenal")


def _fact(key: str, value: Any, names: dict[Key, Named]) -> Fact:
    label = LABELS.get(key, key)
    if key != "shown":
        return Fact(label, _written(value))
    return Fact(label, "", [names.get((LISTED, pk)) or Named(_("tidak ada lagi"), "") for pk in value])


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, dict):
        return "; ".join(f"{LABELS.get(key, key)}: {_written(inner)}" for key, inner in value.items())
    return ", ".join(map(_written, value)) if isinstance(value, list) else "–" if value is None else str(value)


def staff() -> Iterable[tuple[str, str]]:
    """Who may have done it, for a choice: those who work here or did."""
    people = User.objects.order_by("name", "pk").filter(
        groups__name__in=[role.value for role in Role if role != Role.OWNER]
    )
    return [(str(pk), name) for pk, name in people.distinct().values_list("pk", "name")]
