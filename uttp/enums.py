from django.db import models
from django.utils.translation import gettext_lazy as _


class OwnerKind(models.TextChoices):
    PERSON = "person", _("Perorangan")
    COMPANY = "company", _("Perusahaan")
    GOVERNMENT = "government", _("Instansi pemerintah")


class InstrumentStatus(models.TextChoices):
    ACTIVE = "active", _("Aktif")
    RETIRED = "retired", _("Tidak dipakai lagi")


class Verdict(models.TextChoices):
    SAH = "sah", _("Sah")
    BATAL = "batal", _("Batal")


class ValidityState(models.TextChoices):
    """How the verification of an instrument stands today; derived from its dates and verdict, never stored."""

    SAH = "sah", _("Sah")
    DUE = "due", _("Segera jatuh tempo")
    EXPIRED = "expired", _("Masa berlaku habis")
    BATAL = "batal", _("Batal")
    UNVERIFIED = "unverified", _("Belum pernah ditera")
    RETIRED = "retired", _("Tidak dipakai lagi")


class ImportStatus(models.TextChoices):
    MAPPING = "mapping", _("Kolom belum ditentukan")
    CHECKING = "checking", _("Sedang diperiksa")
    CHECKED = "checked", _("Menunggu keputusan")
    WRITING = "writing", _("Sedang ditulis")
    WRITTEN = "written", _("Masuk register")
    UNDONE = "undone", _("Dibatalkan seluruhnya")


IMPORT_MOVES: dict[ImportStatus, frozenset[ImportStatus]] = {
    ImportStatus.MAPPING: frozenset({ImportStatus.MAPPING, ImportStatus.CHECKING}),
    ImportStatus.CHECKING: frozenset({ImportStatus.CHECKED}),
    ImportStatus.CHECKED: frozenset({ImportStatus.MAPPING, ImportStatus.CHECKING, ImportStatus.WRITING}),
    ImportStatus.WRITING: frozenset({ImportStatus.WRITTEN}),
    ImportStatus.WRITTEN: frozenset({ImportStatus.UNDONE}),
    ImportStatus.UNDONE: frozenset(),
}


class Fate(models.TextChoices):
    """What becomes of a row of an imported register."""

    NEW = "new", _("Baru")
    CHANGED = "changed", _("Berubah")
    SAME = "same", _("Sudah sama")
    DOUBLE = "double", _("Kembar")
    ASKED = "asked", _("Menunggu jawaban")
    ERROR = "error", _("Ditolak")
