from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkStatus(models.TextChoices):
    ASKED = "asked", _("Menunggu diperiksa")
    APPROVED = "approved", _("Terhubung")
    REFUSED = "refused", _("Ditolak")


class FileState(StrEnum):
    """What a PDF that somebody sends is, by its bytes; `altered`: made from a document of ours, and changed since."""

    GENUINE = "genuine"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    ALTERED = "altered"
    UNKNOWN = "unknown"
