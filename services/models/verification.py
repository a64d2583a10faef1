from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from services.enums import VerificationStatus
from services.models.order import OrderItem
from services.models.standard import Standard
from simetro.core.models import VersionedModel
from uttp.enums import Verdict


class Verification(VersionedModel):
    """One attempt at testing one item. Final readings never change; a correction supersedes them."""

    item = models.ForeignKey(OrderItem, on_delete=models.PROTECT, related_name="verifications")
    client_id = models.UUIDField(unique=True)
    status = models.CharField(max_length=5, choices=VerificationStatus, default=VerificationStatus.DRAFT)
    penera = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verifications")
    testers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    tested_on = models.DateField(_("tanggal pengujian"))
    temperature = models.CharField(_("suhu (°C)"), max_length=17, blank=True)
    humidity = models.CharField(_("kelembapan (%)"), max_length=17, blank=True)
    place = models.CharField(_("tempat pengujian"), max_length=200, blank=True)
    remark = models.CharField(_("catatan"), max_length=500, blank=True)
    standards = models.ManyToManyField(Standard, related_name="verifications", blank=True)
    observations = models.JSONField(default=dict)
    attributes = models.JSONField(default=dict)
    evaluation = models.JSONField(default=dict)
    questions = models.JSONField(default=list, editable=False)  # [{"question": ..., "sure": bool}] when it became final
    verdict = models.CharField(max_length=5, choices=Verdict, blank=True)
    valid_until = models.DateField(null=True)
    finalized_at = models.DateTimeField(null=True)
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    reason = models.CharField(_("alasan koreksi"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("pengujian")
        verbose_name_plural = _("pengujian")
        ordering = ("-pk",)
        permissions = (
            ("record_verification", "Can type readings and finalize them"),
            ("evaluate", "Can ask for a verdict"),
            ("view_history", "Can open the history of verifications"),
        )
        indexes = [models.Index(fields=("status", "-tested_on", "-id"), name="verification_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=("item",), condition=models.Q(status="draft"), name="one_draft_verification_per_item"
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft", verdict="", finalized_at__isnull=True)
                | models.Q(status="final", finalized_at__isnull=False, verdict__in=["sah", "batal"]),
                name="verification_has_verdict_when_final",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("tested_on")),
                name="verification_valid_after_test",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.tested_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("verification_detail", args=[self.pk])
