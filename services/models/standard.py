from datetime import date, timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.enums import StandardState
from services.models.of_kinds import OfKinds

DUE_SOON = timedelta(days=60)  # a calibration takes weeks


class Standard(OfKinds):
    """A measurement standard of the office. It serves some kinds until its certificate expires."""

    name = models.CharField(_("nama"), max_length=120)
    accuracy_class = models.CharField(_("kelas"), max_length=30, blank=True)
    serial_number = models.CharField(_("nomor seri"), max_length=60, blank=True)
    certificate_number = models.CharField(_("nomor sertifikat"), max_length=80)
    traceability = models.CharField(_("ketertelusuran"), max_length=150)
    valid_until = models.DateField(_("berlaku sampai"))

    class Meta(OfKinds.Meta):
        verbose_name = _("standar")
        verbose_name_plural = _("standar")
        ordering = ("name", "pk")
        permissions = (("choose_standard", "Can read which standards are fit for a test"),)

    def __str__(self) -> str:
        return f"{self.name} {self.accuracy_class}".strip()

    def get_absolute_url(self) -> str:
        return reverse("standard_detail", args=[self.pk])

    def is_valid_on(self, day: date) -> bool:
        return day <= self.valid_until

    @property
    def state(self) -> StandardState:
        today = timezone.localdate()
        if not self.is_valid_on(today):
            return StandardState.EXPIRED
        return StandardState.DUE if self.valid_until - today <= DUE_SOON else StandardState.VALID
