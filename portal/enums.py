from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArticleSection(models.TextChoices):
    NEWS = "news", _("Berita")
    PAGE = "page", _("Informasi")


class Element(models.TextChoices):
    """The nine elements of the public satisfaction survey (PermenPANRB 14/2017), each asked as a question."""

    REQUIREMENTS = "requirements", _("Apakah persyaratannya sesuai dengan pelayanannya?")
    PROCEDURE = "procedure", _("Apakah langkah-langkahnya mudah?")
    TIME = "time", _("Apakah pelayanannya cepat?")
    COST = "cost", _("Apakah biayanya wajar?")
    PRODUCT = "product", _("Apakah hasilnya sesuai dengan yang dijanjikan?")
    COMPETENCE = "competence", _("Apakah petugasnya mampu?")
    CONDUCT = "conduct", _("Apakah petugasnya sopan dan ramah?")
    FACILITIES = "facilities", _("Apakah sarana dan prasarananya baik?")
    COMPLAINTS = "complaints", _("Apakah pengaduan ditangani dengan baik?")


class Score(models.IntegerChoices):
    BAD = 1, _("Tidak baik")
    POOR = 2, _("Kurang baik")
    GOOD = 3, _("Baik")
    VERY_GOOD = 4, _("Sangat baik")


class ComplaintState(models.TextChoices):
    """Whether a complaint is open, late or answered today; derived, never stored."""

    OPEN = "waiting", _("Menunggu jawaban")
    LATE = "expired", _("Lewat batas")
    ANSWERED = "done", _("Sudah dijawab")


class LinkStatus(models.TextChoices):
    ASKED = "asked", _("Menunggu diperiksa")
    APPROVED = "approved", _("Terhubung")
    REFUSED = "refused", _("Ditolak")


class Wish(models.TextChoices):
    """What somebody may ask of the data that the office keeps of him (UU 27/2022)."""

    COPY = "copy", _("Salinan data")
    CORRECTION = "correction", _("Perbaikan data")
    ERASURE = "erasure", _("Penghapusan data")


class RequestStatus(models.TextChoices):
    ASKED = "asked", _("Menunggu jawaban")
    DONE = "done", _("Selesai")
    REFUSED = "refused", _("Ditolak")


REQUEST_MOVES: dict[RequestStatus, set[RequestStatus]] = {
    RequestStatus.ASKED: {RequestStatus.DONE, RequestStatus.REFUSED},
    RequestStatus.DONE: set(),
    RequestStatus.REFUSED: set(),
}


class RequestState(models.TextChoices):
    """Whether a data request is open, late or closed at a moment; derived, never stored."""

    OPEN = "waiting", _("Menunggu jawaban")
    LATE = "expired", _("Lewat batas 3 × 24 jam")
    DONE = "done", _("Selesai")
    REFUSED = "rejected", _("Ditolak")


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


class Channel(models.TextChoices):
    EMAIL = "email", "e-mail"
    WHATSAPP = "whatsapp", "WhatsApp"


class CopyState(models.TextChoices):
    PENDING = "pending", _("Menunggu")
    SENT = "sent", _("Terkirim")
    MUTED = "muted", _("Tidak dikirimi")
    FAILED = "failed", _("Gagal")
    BOUNCED = "bounced", _("Ditolak kemudian")
    UNSURE = "unsure", _("Tidak pasti")


class FileState(StrEnum):
    """What a PDF that somebody sends is, by its bytes; `altered`: made from a document of ours, and changed since."""

    GENUINE = "genuine"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    ALTERED = "altered"
    UNKNOWN = "unknown"
