from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateType(models.TextChoices):
    SKHP = "skhp", "SKHP"
    REJECTION = "rejection", _("Surat penolakan")


class CertificateStatus(models.TextChoices):
    DRAFT = "draft", _("Draf")
    IN_SIGNOFF = "in_signoff", _("Verifikasi berjenjang")
    RETURNED = "returned", _("Dikembalikan")
    ISSUING = "issuing", _("Sedang diterbitkan")
    ISSUED = "issued", _("Terbit")
    DISCARDED = "discarded", _("Dibuang")
    REVOKED = "revoked", _("Dicabut")
    REPLACED = "replaced", _("Diganti")


CERTIFICATE_MOVES: dict[CertificateStatus, set[CertificateStatus]] = {
    CertificateStatus.DRAFT: {CertificateStatus.IN_SIGNOFF, CertificateStatus.DISCARDED},
    CertificateStatus.IN_SIGNOFF: {CertificateStatus.RETURNED, CertificateStatus.ISSUING},
    CertificateStatus.RETURNED: {CertificateStatus.IN_SIGNOFF, CertificateStatus.DISCARDED},
    CertificateStatus.ISSUING: {CertificateStatus.ISSUED},
    CertificateStatus.ISSUED: {CertificateStatus.REVOKED, CertificateStatus.REPLACED},
    CertificateStatus.DISCARDED: set(),
    CertificateStatus.REVOKED: set(),
    CertificateStatus.REPLACED: set(),
}

EDITABLE = frozenset({CertificateStatus.DRAFT, CertificateStatus.RETURNED})
EVER_ISSUED = frozenset({CertificateStatus.ISSUED, CertificateStatus.REVOKED, CertificateStatus.REPLACED})


class Decision(models.TextChoices):
    APPROVED = "approved", _("Disetujui")
    RETURNED = "returned", _("Dikembalikan")


class Acting(models.TextChoices):
    """How a stand-in signs: Plh. (harian) for somebody who is away, Plt. (tugas) for a vacant post."""

    PLH = "Plh.", "Plh. (pelaksana harian)"
    PLT = "Plt.", "Plt. (pelaksana tugas)"


class Ask(models.TextChoices):
    REVOKE = "revoke", _("Pencabutan")
    REPLACE = "replace", _("Penggantian")


class Turnaround(models.TextChoices):
    """How long a first SKHP took from the request, in working days; derived, never stored."""

    ALL = "all", _("Terukur waktunya")
    GOAL = "goal", _("Paling lama 1 hari kerja")
    STANDARD = "standard", _("Sesuai standar pelayanan")
    LATE = "late", _("Lebih lama dari standar")


class ValidState(models.TextChoices):
    """What the public page behind the QR code says."""

    VALID = "valid", _("Berlaku")
    EXPIRED = "expired", _("Masa berlaku habis")
    REVOKED = "revoked", _("Dicabut")
    REPLACED = "replaced", _("Diganti")
