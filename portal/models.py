from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.codes import new_complaint_number, new_request_number
from portal.enums import (
    ArticleSection,
    BroadcastStatus,
    Channel,
    ComplaintState,
    CopyState,
    LinkStatus,
    RequestState,
    RequestStatus,
    Wish,
)
from services.models import Order, Sidang
from simetro.core.documents.pictures import SMALL, TINY
from simetro.core.models import VersionedModel
from uttp.kinds import get_kind
from uttp.models import Owner
from uttp.names import name_of


class LinkRequest(VersionedModel):
    """Somebody with an account says which owner he is, and proves it by a number that only that owner was given."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="link_requests")
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="link_requests")
    evidence = models.CharField(_("bukti"), max_length=120)
    status = models.CharField(max_length=10, choices=LinkStatus, default=LinkStatus.ASKED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("alasan"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("permintaan penghubungan akun")
        verbose_name_plural = _("permintaan penghubungan akun")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("account", "owner"), condition=models.Q(status="asked"), name="one_open_request_per_account"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} = {self.owner}"


class Invitation(models.Model):
    """An owner asks whoever has this address to act for him; an account of that address can accept it."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail")  # lower case
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("ajakan mengurus UTTP")
        verbose_name_plural = _("ajakan mengurus UTTP")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("owner", "email"), name="one_invitation_per_address")]

    def __str__(self) -> str:
        return f"{self.owner}: {self.email}"


class Broadcast(VersionedModel):
    """One text to all owners whom its filters name; an empty filter names everybody."""

    subject = models.CharField(_("judul"), max_length=150)
    body = models.TextField(_("isi"), max_length=5000)
    district = models.CharField(_("kecamatan"), max_length=80, blank=True)
    place = models.CharField(_("pasar atau tempat"), max_length=120, blank=True)
    kind_code = models.CharField(_("jenis UTTP"), max_length=40, blank=True)
    due_before = models.DateField(_("habis sebelum"), null=True, blank=True)
    sidang = models.ForeignKey(Sidang, null=True, blank=True, on_delete=models.PROTECT, related_name="broadcasts")
    status = models.CharField(max_length=10, choices=BroadcastStatus, default=BroadcastStatus.DRAFT)
    send_at = models.DateTimeField(_("waktu kirim"), null=True)
    composed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("siaran")
        verbose_name_plural = _("siaran")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("broadcast_detail", args=[self.pk])

    @property
    def kind_name(self) -> str:
        return name_of(get_kind(self.kind_code))


class Copy(models.Model):
    """What one address gets of a broadcast: at most one."""

    broadcast = models.ForeignKey(Broadcast, on_delete=models.CASCADE, related_name="copies")
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    address = models.CharField(max_length=254)  # mail in lower case, a number as WhatsApp writes it; empty: forgotten
    state = models.CharField(max_length=10, choices=CopyState, default=CopyState.PENDING)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("salinan siaran")
        verbose_name_plural = _("salinan siaran")
        constraints = [
            models.UniqueConstraint(
                fields=("broadcast", "channel", "address"),
                condition=~models.Q(address=""),
                name="one_copy_per_address",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="pending") | ~models.Q(address=""), name="copy_is_sent_somewhere"
            ),
        ]
        indexes = [models.Index(fields=("broadcast", "state", "tries"), name="copy_by_state")]

    def __str__(self) -> str:
        return f"{self.broadcast}: {self.address}"


class SurveyAnswer(models.Model):
    """How the owner of one order found the service: a score for each element of the national survey."""

    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="survey_answer")
    scores = models.JSONField()
    note = models.CharField(_("saran"), max_length=500, blank=True)
    answered_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("jawaban survei")
        verbose_name_plural = _("jawaban survei")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return str(self.order)


class Complaint(VersionedModel):
    """What an owner complains of about one order, and what the office answers. Whoever has its number reads both."""

    number = models.CharField(_("nomor pengaduan"), max_length=12, unique=True, default=new_complaint_number)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="complaints")
    text = models.TextField(_("pengaduan"), max_length=2000)
    contact = models.CharField(_("kontak"), max_length=150, blank=True)
    due_on = models.DateField(_("dijawab paling lambat"))
    answer = models.TextField(_("jawaban"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pengaduan")
        verbose_name_plural = _("pengaduan")
        ordering = ("-pk",)
        indexes = [models.Index(fields=("due_on",), condition=models.Q(answered_at=None), name="complaint_open_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answer="") | (~models.Q(answer="") & ~models.Q(answered_at=None)),
                name="complaint_answered_in_words",
            )
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("complaint_answer", args=[self.pk])

    def state_on(self, day: date) -> ComplaintState:
        if self.answered_at:
            return ComplaintState.ANSWERED
        return ComplaintState.LATE if self.due_on < day else ComplaintState.OPEN


class DataRequest(VersionedModel):
    """What somebody asks of his own data, answered within three times 24 hours. It outlives the owner it is about."""

    number = models.CharField(_("nomor permintaan"), max_length=12, unique=True, default=new_request_number)
    owner = models.ForeignKey(Owner, null=True, on_delete=models.SET_NULL, related_name="data_requests")
    wish = models.CharField(_("yang diminta"), max_length=10, choices=Wish)
    text = models.TextField(_("keterangan"), max_length=2000, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("diterima"))
    due_at = models.DateTimeField(_("dijawab paling lambat"))
    status = models.CharField(max_length=10, choices=RequestStatus, default=RequestStatus.ASKED)
    answer = models.TextField(_("jawaban"), max_length=5000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("permintaan data pribadi")
        verbose_name_plural = _("permintaan data pribadi")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("due_at",), condition=models.Q(status="asked"), name="datarequest_open_by_time")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("owner", "wish"), condition=models.Q(status="asked"), name="one_open_request_per_owner_and_wish"
            ),
            models.CheckConstraint(
                condition=models.Q(status="asked", decided_at=None, answer="")
                | (~models.Q(status="asked") & ~models.Q(decided_at=None) & ~models.Q(answer="")),
                name="datarequest_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("data_request_detail", args=[self.pk])

    def state_at(self, moment: datetime) -> RequestState:
        if self.status == RequestStatus.ASKED:
            return RequestState.LATE if self.due_at < moment else RequestState.OPEN
        return RequestState.DONE if self.status == RequestStatus.DONE else RequestState.REFUSED


class Article(VersionedModel):
    """What the office writes for everybody: news, or a page that stays. Without a day it is a draft."""

    section = models.CharField(_("bagian"), max_length=4, choices=ArticleSection, default=ArticleSection.NEWS)
    title = models.CharField(_("judul"), max_length=150)
    slug = models.SlugField(max_length=80, unique=True, editable=False)  # never changes: links to it stay good
    summary = models.CharField(_("ringkasan"), max_length=300)
    body = models.TextField(_("isi"), max_length=20_000)  # Markdown
    publish_on = models.DateField(_("terbit"), null=True, blank=True)
    picture = models.CharField(max_length=50, blank=True, editable=False)
    picture_width = models.PositiveSmallIntegerField(default=0, editable=False)
    picture_height = models.PositiveSmallIntegerField(default=0, editable=False)
    picture_text = models.CharField(_("yang tampak pada gambar"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("berita")
        verbose_name_plural = _("berita")
        ordering = ("-publish_on", "-pk")
        indexes = [models.Index(fields=("-publish_on", "-id"), name="article_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(picture="", picture_text="") | ~(models.Q(picture="") | models.Q(picture_text="")),
                name="article_picture_in_words",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def picture_small(self) -> str:
        return self.picture + SMALL

    @property
    def picture_tiny(self) -> str:
        return self.picture + TINY
