"""Statuses of orders, items and verifications, each with its table of moves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    OFFICE = "office", _("Kantor")
    SIDANG = "sidang", _("Sidang tera ulang")
    ON_SITE = "on_site", _("Tempat pakai")


class Service(models.TextChoices):
    TERA = "tera", _("Tera")
    TERA_ULANG = "tera_ulang", _("Tera ulang")


class OrderStatus(models.TextChoices):
    SUBMITTED = "submitted", _("Diajukan")
    ACCEPTED = "accepted", _("Diterima")
    REJECTED = "rejected", _("Ditolak")
    SCHEDULED = "scheduled", _("Dijadwalkan")
    TESTING = "testing", _("Pengujian")
    TESTED = "tested", _("Selesai diuji")
    CERTIFYING = "certifying", _("Penerbitan SKHP")
    COMPLETED = "completed", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


_FROM_ITEMS = {OrderStatus.TESTING, OrderStatus.TESTED, OrderStatus.CERTIFYING, OrderStatus.COMPLETED}

# From testing on the status follows from the items, and a correction or a revocation may take it back.
ORDER_MOVES: dict[OrderStatus, set[OrderStatus]] = {
    OrderStatus.SUBMITTED: {OrderStatus.ACCEPTED, OrderStatus.REJECTED, OrderStatus.CANCELLED},
    OrderStatus.ACCEPTED: {OrderStatus.SCHEDULED, OrderStatus.TESTING, OrderStatus.CANCELLED},
    OrderStatus.SCHEDULED: {OrderStatus.SCHEDULED, OrderStatus.TESTING, OrderStatus.CANCELLED},
    OrderStatus.TESTING: _FROM_ITEMS - {OrderStatus.TESTING},
    OrderStatus.TESTED: _FROM_ITEMS - {OrderStatus.TESTED},
    OrderStatus.CERTIFYING: _FROM_ITEMS - {OrderStatus.CERTIFYING},
    OrderStatus.COMPLETED: _FROM_ITEMS - {OrderStatus.COMPLETED},
    OrderStatus.REJECTED: set(),
    OrderStatus.CANCELLED: set(),
}


class ItemStatus(models.TextChoices):
    WAITING = "waiting", _("Menunggu")
    TESTING = "testing", _("Sedang diuji")
    PASSED = "passed", _("Sah")
    FAILED = "failed", _("Batal")
    IN_REPAIR = "in_repair", _("Diperbaiki")
    WITHDRAWN = "withdrawn", _("Ditarik")
    ENDED = "ended", _("Tidak jadi diuji")  # its order was rejected or cancelled


# A final item moves again only by a correction (a new attempt that supersedes the last).
ITEM_MOVES: dict[ItemStatus, set[ItemStatus]] = {
    ItemStatus.WAITING: {ItemStatus.TESTING, ItemStatus.WITHDRAWN, ItemStatus.ENDED},
    ItemStatus.TESTING: {ItemStatus.PASSED, ItemStatus.FAILED},
    ItemStatus.PASSED: {ItemStatus.FAILED},
    ItemStatus.FAILED: {ItemStatus.IN_REPAIR, ItemStatus.PASSED},
    ItemStatus.IN_REPAIR: {ItemStatus.TESTING, ItemStatus.FAILED},
    ItemStatus.WITHDRAWN: set(),
    ItemStatus.ENDED: set(),
}

OPEN_ITEMS = (ItemStatus.WAITING, ItemStatus.TESTING, ItemStatus.IN_REPAIR)  # no other order takes the instrument

STILL_TESTABLE = frozenset({ItemStatus.WAITING, ItemStatus.IN_REPAIR})
FINAL_ITEMS = frozenset({ItemStatus.PASSED, ItemStatus.FAILED})
AFTER_TESTING = frozenset({OrderStatus.TESTED, OrderStatus.CERTIFYING, OrderStatus.COMPLETED})
NOT_TESTED_YET = frozenset({OrderStatus.SUBMITTED, OrderStatus.ACCEPTED, OrderStatus.SCHEDULED})
NOT_SCHEDULED_YET = frozenset({OrderStatus.SUBMITTED, OrderStatus.ACCEPTED})
NEVER_HELD = frozenset({OrderStatus.REJECTED, OrderStatus.CANCELLED})
OPEN_ORDERS = frozenset({OrderStatus.ACCEPTED, OrderStatus.SCHEDULED, OrderStatus.TESTING})
WITH_OPEN_ITEMS = (OrderStatus.SUBMITTED, *OPEN_ORDERS)  # items are added and withdrawn until all are tested


class SidangStatus(models.TextChoices):
    PLANNED = "planned", _("Direncanakan")
    ANNOUNCED = "announced", _("Pendaftaran dibuka")
    CLOSED = "closed", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


SIDANG_MOVES: dict[SidangStatus, set[SidangStatus]] = {
    SidangStatus.PLANNED: {SidangStatus.ANNOUNCED, SidangStatus.CANCELLED},
    SidangStatus.ANNOUNCED: {SidangStatus.CLOSED, SidangStatus.CANCELLED},
    SidangStatus.CLOSED: set(),
    SidangStatus.CANCELLED: set(),
}
TAKES_CHANGES = frozenset({SidangStatus.PLANNED, SidangStatus.ANNOUNCED})


class RegistrationStatus(models.TextChoices):
    """Status of a registration for a sidang without an account. EXPIRED is derived from the date, never stored."""

    REGISTERED = "registered", _("Terdaftar")
    ARRIVED = "arrived", _("Hadir")
    CANCELLED = "cancelled", _("Dibatalkan")
    EXPIRED = "expired", _("Tidak berlaku lagi")


REGISTRATION_MOVES: dict[RegistrationStatus, set[RegistrationStatus]] = {
    RegistrationStatus.REGISTERED: {RegistrationStatus.ARRIVED, RegistrationStatus.CANCELLED},
    RegistrationStatus.ARRIVED: set(),
    RegistrationStatus.CANCELLED: set(),
    RegistrationStatus.EXPIRED: set(),
}


class VerificationStatus(models.TextChoices):
    DRAFT = "draft", _("Belum selesai")
    FINAL = "final", _("Selesai")


class AttemptState(models.TextChoices):
    """Whether a final attempt still counts or a later one replaced it. Derived, never stored."""

    COUNTED = "counted", _("Hasil yang berlaku")
    OVERTAKEN = "overtaken", _("Dikoreksi atau diuji ulang")


class DocumentState(models.TextChoices):
    """How far the document of an item is. `certificates` reports it."""

    NONE = "none", _("Belum ada")
    DRAFTED = "drafted", _("Draf")
    IN_SIGNOFF = "in_signoff", _("Verifikasi berjenjang")
    ISSUED = "issued", _("Terbit")


UNDER_SIGNATURE = frozenset({DocumentState.IN_SIGNOFF, DocumentState.ISSUED})


class StandardState(models.TextChoices):
    """Whether the certificate of a standard is valid, due or expired. Derived from the date, never stored."""

    VALID = "valid", _("Berlaku")
    DUE = "due", _("Segera habis")
    EXPIRED = "expired", _("Lewat masa berlaku")


class Todo(models.TextChoices):
    """What an order waits for from the service desk."""

    REVIEW = "review", _("Perlu dikaji")
    SCHEDULE = "schedule", _("Perlu dijadwalkan")
    TEST = "test", _("Perlu diuji")
    REPAIR = "repair", _("Perbaikan lewat batas")


class RepairState(models.TextChoices):
    """How a repair stands; derived, never stored."""

    OVERDUE = "overdue", _("Lewat batas")
    OUT = "out", _("Masih diperbaiki")
    BACK = "back", _("Kembali, menunggu diuji")


class RepairNews(models.TextChoices):
    """The messages that an owner gets about a repair."""

    SENT = "sent", _("UTTP perlu diperbaiki")
    SOON = "soon", _("Batas perbaikan sudah dekat")
    DUE = "due", _("Batas perbaikan hari ini")
    OVERDUE = "overdue", _("Batas perbaikan sudah lewat")


class StampMoveKind(models.TextChoices):
    RECEIVED = "received", _("Diterima")
    HANDED = "handed", _("Diserahkan kepada penera")
    BACK = "back", _("Dikembalikan ke gudang")
    USED = "used", _("Dibubuhkan")
    DAMAGED = "damaged", _("Rusak")
    RETURNED = "returned", _("Dikembalikan ke pemberi")


# Which moves change the number in the store, and which the number that a penera holds. DAMAGED takes from the
# penera where the move names one, otherwise from the store.
HELD_BY_SOMEBODY = (StampMoveKind.HANDED, StampMoveKind.BACK, StampMoveKind.USED, StampMoveKind.DAMAGED)
HELD_BY_STORE = (StampMoveKind.RECEIVED, StampMoveKind.DAMAGED, StampMoveKind.RETURNED)
INTO_STORE = (StampMoveKind.RECEIVED, StampMoveKind.BACK)
OUT_OF_STORE = (StampMoveKind.HANDED, StampMoveKind.RETURNED)
OUT_OF_HANDS = (StampMoveKind.BACK, StampMoveKind.USED, StampMoveKind.DAMAGED)
GONE = (
    StampMoveKind.USED,
    StampMoveKind.DAMAGED,
    StampMoveKind.RETURNED,
)  # moves after which the office has them no more
WITH_LETTER = (StampMoveKind.RECEIVED, StampMoveKind.RETURNED)
