import secrets
from datetime import date

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certificates.enums import Ask, CertificateStatus, CertificateType, ValidState
from services.models import Verification
from simetro.core.models import VersionedModel
from simetro.core.web.public_pages import public_url
from uttp.kinds import Kind, get_kind
from uttp.models import Owner


def new_token() -> str:
    """128 random bits for the link in the QR code."""
    return secrets.token_urlsafe(16)


class Certificate(VersionedModel):
    """An SKHP or a rejection notice: drafted, signed off tier by tier, then frozen for good."""

    type = models.CharField(max_length=10, choices=CertificateType)
    status = models.CharField(max_length=10, choices=CertificateStatus, default=CertificateStatus.DRAFT)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="certificates")
    kind_code = models.CharField(max_length=40)
    certificate_name = models.CharField(_("atas nama"), max_length=200)
    certificate_address = models.CharField(_("alamat"), max_length=250)
    notes = models.TextField(_("catatan"), max_length=1000, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=0)
    tier = models.PositiveSmallIntegerField(null=True)
    waiting_since = models.DateTimeField(null=True)
    sheet = models.JSONField(default=dict)
    sheet_sha256 = models.CharField(max_length=64, blank=True)
    number = models.CharField(_("nomor"), max_length=120, blank=True)
    issued_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    valid_until = models.DateField(null=True)
    file = models.FileField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    verify_token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replacements")
    asked = models.CharField(max_length=8, choices=Ask, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_reason = models.CharField(max_length=500, blank=True)
    closing_reason = models.CharField(max_length=500, blank=True)
    verifications = models.ManyToManyField(
        Verification, through="CertificateLine", related_name="certificates", editable=False
    )

    class Meta:
        verbose_name = _("sertifikat")
        verbose_name_plural = _("sertifikat")
        ordering = ("-pk",)
        permissions = (
            ("draft_certificate", "Can draft, submit and discard, and ask to revoke or replace"),
            ("sign_certificate", "Can approve and return"),
            ("use_certificates", "Can open the pages of certificates"),
            ("withdraw_certificate", "Can ask for or effect revocation and replacement"),
        )
        indexes = [
            models.Index(fields=("status", "tier", "waiting_since"), name="certificate_by_inbox"),
            models.Index(Upper("number"), name="certificate_by_number"),  # as the public search compares
            models.Index(fields=("type", "status", "issued_on"), name="certificate_by_day"),
            GinIndex(OpClass(Upper("number"), name="gin_trgm_ops"), name="certificate_number_trigram"),
            GinIndex(OpClass(Upper("certificate_name"), name="gin_trgm_ops"), name="certificate_name_trigram"),
            models.Index(fields=("sha256",), condition=~models.Q(sha256=""), name="certificate_by_file"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("number",), condition=~models.Q(number=""), name="certificate_number_once"),
            models.UniqueConstraint(
                fields=("replaces",),
                condition=~models.Q(status__in=["discarded", "revoked"]),
                name="one_live_replacement_per_certificate",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "in_signoff", "returned", "discarded"], number="")
                | (models.Q(status="issuing", issued_on__isnull=False) & ~models.Q(number=""))
                | (
                    models.Q(status__in=["issued", "revoked", "replaced"], issued_at__isnull=False)
                    & ~models.Q(number="")
                    & ~models.Q(sha256="")
                ),
                name="certificate_number_and_file_when_issued",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.get_type_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("certificate_detail", args=[self.pk])

    @property
    def kind(self) -> Kind:
        return get_kind(self.kind_code)

    @property
    def verify_url(self) -> str:
        return public_url(self)

    def state_on(self, day: date) -> ValidState:
        if self.status in (CertificateStatus.REVOKED, CertificateStatus.REPLACED):
            return ValidState(self.status)
        return ValidState.EXPIRED if self.valid_until and self.valid_until < day else ValidState.VALID


class CertificateLine(models.Model):
    """One verification on a certificate. It is current on at most one certificate at a time."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="lines")
    verification = models.ForeignKey(Verification, on_delete=models.PROTECT, related_name="certificate_lines")
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("verification",),
                condition=models.Q(is_current=True),
                name="one_current_certificate_per_verification",
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.verification}"
