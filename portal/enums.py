from django.db import models
from django.utils.translation import gettext_lazy as _


class FileState(models.TextChoices):
    """What a PDF that somebody sends is, by its bytes; `altered`: made from a document of ours, and changed since."""

    GENUINE = "genuine", _("Asli dan berlaku")
    EXPIRED = "expired", _("Asli, masa berlaku habis")
    REVOKED = "revoked", _("Dicabut")
    REPLACED = "replaced", _("Diganti")
    ALTERED = "altered", _("Berubah")
    UNKNOWN = "unknown", _("Tidak dikenal")
