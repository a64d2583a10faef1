from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Section(models.TextChoices):
    NEWS = "news", _("Berita")
    PAGE = "page", _("Informasi")


class LinkStatus(models.TextChoices):
    ASKED = "asked", _("Menunggu diperiksa")
    APPROVED = "approved", _("Terhubung")
    REFUSED = "refused", _("Ditolak")


class BroadcastStatus(models.TextChoices):
    DRAFT = "draft", _("Draf")
    SENDING = "sending", _("Dikirim")
    STOPPED = "stopped", _("Dihentikan")
    DONE = "done", _("Selesai")


BROADCAST_MOVES: dict[BroadcastStatus, set[BroadcastStatus]] = {
    BroadcastStatus.DRAFT: {BroadcastStatus.SENDING},
    BroadcastStatus.SENDING: {BroadcastStatus.STOPPED, BroadcastStatus.DONE},
    BroadcastStatus.STOPPED: {BroadcastStatus.SENDING},
    BroadcastStatus.DONE: set(),
}


class CopyState(models.TextChoices):
    PENDING = "pending", _("Menunggu")
    SENT = "sent", _("Terkirim")
    MUTED = "muted", _("Tidak dikirimi")
    FAILED = "failed", _("Gagal")


class FileState(StrEnum):
    """What a PDF that somebody sends is, by its bytes; `altered`: made from a document of ours, and changed since."""

    GENUINE = "genuine"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    ALTERED = "altered"
    UNKNOWN = "unknown"
