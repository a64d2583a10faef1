"""The whole log, for whoever answers for it: found, and said in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simetro.core.kit.roles import Role
from simetro.core.kit.text import Text
from simetro.core.log.audit import LIST_VERB, LISTED
from simetro.core.log.entry_subjects import (
    Key,
    Named,
    all_entry_subjects,
    found,
    named,
)
from simetro.core.log.phrases import Phrase, all_phrases
from simetro.core.models import LogEntry, User
from simetro.core.models.record import note_in

NOBODY = "sistem"
LATEST = date(9999, 12, 30)
FEW = 2_000
APART = 10_000  # keys that may lie between two entries whose times are the other way round
LABELS: dict[str, Text] = {
    "reason": gettext_lazy("Alasan"),
    "note": gettext_lazy("Catatan"),
    "number": gettext_lazy("Nomor"),
    "list": gettext_lazy("Daftar"),
    "search": gettext_lazy("Pencarian"),
    "words": gettext_lazy("Dicari dengan kata dalam"),
    "shown": gettext_lazy("Yang terlihat"),
    "accounts": gettext_lazy("Akun yang terlihat (nomor)"),
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
    "wish": gettext_lazy("Yang diminta"),
    "parameter": gettext_lazy("Ketentuan"),
    "code": gettext_lazy("Kode"),
    "low_water": gettext_lazy("Batas persediaan"),
    "counts": gettext_lazy("Yang dihapus"),
    "stays": gettext_lazy("Nama tetap"),
    "days": gettext_lazy("Hari"),
    "break_glass": gettext_lazy("Akun darurat"),
    "round": gettext_lazy("Putaran"),
    "send_at": gettext_lazy("Dikirim pada"),
}

VALUES: dict[str, dict[str, Text]] = {
    "step": {
        "password": gettext_lazy("kata sandi"),
        "confirm": gettext_lazy("konfirmasi ulang"),
        "code": gettext_lazy("kode"),
        "passkey": gettext_lazy("kunci sandi"),
    },
    "how": {
        "password": gettext_lazy("kata sandi"),
        "password_reset": gettext_lazy("kata sandi baru lewat e-mail"),
        "totp": gettext_lazy("aplikasi autentikator"),
        "webauthn": gettext_lazy("kunci sandi"),
        "recovery_codes": gettext_lazy("kode cadangan"),
        "eoffice": "e-office",
    },
    "wish": {
        "copy": gettext_lazy("salinan data"),
        "correction": gettext_lazy("perbaikan data"),
        "erasure": gettext_lazy("penghapusan data"),
    },
    "list": {
        "staff_home": gettext_lazy("Hari ini"),
        "staff_search": gettext_lazy("Hasil pencarian"),
        "log_list": gettext_lazy("Catatan"),
        "owner_list": gettext_lazy("Pemilik UTTP"),
        "owner_choices": gettext_lazy("Pilihan pemilik"),
        "instrument_list": "UTTP",
        "order_list": "Order",
        "verification_list": gettext_lazy("Riwayat pengujian"),
        "own_verification_list": gettext_lazy("Riwayat pengujian sendiri"),
        "item_list": gettext_lazy("Pengujian"),
        "repair_list": gettext_lazy("Perbaikan"),
        "standard_detail": gettext_lazy("Diuji dengan standar ini"),
        "sidang_detail": gettext_lazy("Kehadiran sidang"),
        "sidang_attendance_pdf": gettext_lazy("Daftar hadir sidang"),
        "sidang_walk_in": gettext_lazy("Meja pendaftaran sidang"),
        "sidang_arrival": gettext_lazy("Kedatangan pendaftar"),
        "certificate_list": gettext_lazy("Sertifikat"),
        "certificate_tab": gettext_lazy("Sertifikat"),
        "certificate_choose": gettext_lazy("Surat yang akan disetujui"),
        "certificate_results": gettext_lazy("Hasil persetujuan"),
        "complaint_list": gettext_lazy("Pengaduan"),
        "data_request_list": gettext_lazy("Permintaan data pribadi"),
        "link_list": gettext_lazy("Akun minta dihubungkan"),
        "broadcast_detail": gettext_lazy("Siaran"),
        "broadcast_whatsapp": gettext_lazy("Siaran lewat WhatsApp"),
    },
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
    words: Phrase
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
        rows = rows.filter(verb__in=[verb for verb, words in all_phrases().items() if words.deed == deed])
    if noun:
        rows = rows.filter(subject_type=noun)
    if objek:
        rows = rows.filter(pk__in=_few(keys_about(*objek)))
    return rows.filter(pk__in=_few(keys_told_of(search))) if search else rows


def _within(rows: QuerySet[LogEntry], since: date | None, until: date | None) -> QuerySet[LogEntry]:
    """By time, and by about which keys, so that the newest of an old month are not sought among all since."""
    if since:
        start = _midnight(since)
        first = LogEntry.objects.order_by("at").filter(at__gte=start).values_list("pk", flat=True).first()
        rows = rows.filter(at__gte=start, pk__gte=(first or 0) - APART)
    if until:
        end = _midnight(min(until, LATEST) + timedelta(days=1))
        last = LogEntry.objects.order_by("-at").filter(at__lt=end).values_list("pk", flat=True).first()
        rows = rows.filter(at__lt=end, pk__lte=(last or 0) + APART)
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def keys_about(noun: str, pk: int) -> QuerySet[Any]:
    """Also the lists in which it was shown."""
    own = _keys_of(subject_type=noun, subject_id=pk)
    return own.union(_keys_of(verb=LIST_VERB, data__shown__contains=[pk]), all=True) if noun == LISTED else own


def keys_told_of(text: str) -> QuerySet[Any]:
    """What is called so, or was explained so."""
    explained = _keys_of(data__has_any_keys=["reason", "note"]).annotate(said=note_in("data"))
    about = [_keys_of(subject_type=noun, subject_id__in=keys) for noun, keys in found(text).items()]
    wanted: QuerySet[Any] = explained.filter(said__icontains=text).values("pk")
    return wanted.union(*about)


def _few(keys: QuerySet[Any]) -> Any:
    """The keys themselves where they are few: PostgreSQL takes them for many, and would go through the whole log."""
    found_keys = list(keys.values_list("pk", flat=True)[: FEW + 1])
    return found_keys if len(found_keys) <= FEW else keys


def _keys_of(**facts: Any) -> QuerySet[Any]:
    """For a union: an OR across these would be sought entry by entry from the newest on."""
    return LogEntry.objects.order_by().filter(**facts).values("pk")


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
    subject = all_entry_subjects().get(entry.subject_type)
    name = names.get((entry.subject_type, entry.subject_id))
    return LogRow(
        at=entry.at,
        who=entry.actor.name if entry.actor else _("Sistem"),
        role=entry.actor.role_label if entry.actor else "",
        words=all_phrases().get(entry.verb) or Phrase(entry.verb),
        noun=subject.what if subject else entry.subject_type,
        label=name.label if name else _gone(entry),
        url=name.url if name else "",
        facts=[_fact(key, value, names) for key, value in entry.data.items() if value not in ("", None)],
    )


def _gone(entry: LogEntry) -> str:
    return _("tidak ada lagi") if entry.subject_id else _("tidak dikenal")


def _fact(key: str, value: Any, names: dict[Key, Named]) -> Fact:
    label = LABELS.get(key, key)
    if key != "shown":
        return Fact(label, _written(value, VALUES.get(key, {})))
    return Fact(label, "", [names.get((LISTED, pk)) or Named(_("tidak ada lagi"), "") for pk in value])


def _written(value: Any, words: Mapping[str, Text] | None = None) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, dict):
        return "; ".join(f"{LABELS.get(key, key)}: {_written(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_written(one, words) for one in value)
    return "–" if value is None else str(words[value] if words and value in words else value)


def staff() -> Iterable[tuple[str, str]]:
    """Who may have done it, for a choice: those who work here or did."""
    people = User.objects.order_by("name", "pk").filter(
        groups__name__in=[role.value for role in Role if role != Role.OWNER]
    )
    return [(str(pk), name) for pk, name in people.distinct().values_list("pk", "name")]
