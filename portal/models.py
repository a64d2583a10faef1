from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.enums import LinkStatus
from simetro.core.models import Versioned
from uttp.models import Owner


class LinkRequest(Versioned):
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


class Article(Versioned):
    """News of the office. Without a day it is a draft; from that day on everybody reads it."""

    title = models.CharField(_("judul"), max_length=150)
    slug = models.SlugField(max_length=80, unique=True, editable=False)  # never changes: links to it stay good
    summary = models.CharField(_("ringkasan"), max_length=300)
    body = models.TextField(_("isi"), max_length=20_000)  # Markdown
    publish_on = models.DateField(_("terbit"), null=True, blank=True)

    class Meta:
        verbose_name = _("berita")
        verbose_name_plural = _("berita")
        ordering = ("-publish_on", "-pk")
        indexes = [models.Index(fields=("-publish_on", "-id"), name="article_by_day")]

    def __str__(self) -> str:
        return self.title
