from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.enums import Acting, Decision
from certificates.models.certificate import Certificate
from simetro.core.kit.roles import Role

SIGNATORIES = {"groups__name": Role.SIGNATORY.value, "is_active": True}


class Tier(models.Model):
    """One step of the signing chain; its members sign for it."""

    position = models.PositiveSmallIntegerField(_("urutan"), unique=True)
    title = models.CharField(_("jabatan"), max_length=120)
    short = models.CharField(_("singkatan"), max_length=20)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="tiers", blank=True, limit_choices_to=SIGNATORIES
    )

    class Meta:
        verbose_name = _("jenjang")
        verbose_name_plural = _("jenjang")
        ordering = ("position",)

    def __str__(self) -> str:
        return self.title


class StandIn(models.Model):
    """Who signs for a tier on stated days, and by which letter."""

    tier = models.ForeignKey(Tier, on_delete=models.PROTECT, related_name="stand_ins")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stand_ins", limit_choices_to=SIGNATORIES
    )
    acting = models.CharField(_("sebagai"), max_length=4, choices=Acting)
    since = models.DateField(_("mulai"))
    until = models.DateField(_("sampai"))
    letter_number = models.CharField(_("nomor surat"), max_length=100)

    class Meta:
        verbose_name = _("pelaksana harian/tugas")
        verbose_name_plural = _("pelaksana harian/tugas")
        ordering = ("-since",)
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="stand_in_dates_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.acting} {self.tier}: {self.person}"


class SignOff(models.Model):
    """What one person decided for one tier in one round, and the hash of the sheet that he saw."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="sign_offs")
    round = models.PositiveSmallIntegerField()
    tier = models.ForeignKey(Tier, on_delete=models.PROTECT, related_name="sign_offs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_offs")
    decision = models.CharField(max_length=10, choices=Decision)
    acting = models.CharField(max_length=4, choices=Acting, blank=True)
    sheet_sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("certificate", "round", "tier"), name="one_sign_off_per_round_and_tier"),
            models.UniqueConstraint(
                fields=("certificate", "round", "person"), name="one_sign_off_per_round_and_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.round}.{self.tier_id} {self.decision}"
