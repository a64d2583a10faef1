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
    """What a date tells about an instrument; derived, never stored."""

    SAH = "sah", _("Sah")
    DUE = "due", _("Segera jatuh tempo")
    EXPIRED = "expired", _("Masa berlaku habis")
    BATAL = "batal", _("Batal")
    UNVERIFIED = "unverified", _("Belum pernah ditera")
    RETIRED = "retired", _("Tidak dipakai lagi")
