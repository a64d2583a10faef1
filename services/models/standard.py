from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standard(models.Model):
    """A measurement standard of the office, fit for use until its certificate runs out."""

    name = models.CharField(_("nama"), max_length=120)
    accuracy_class = models.CharField(_("kelas"), max_length=30, blank=True)
    serial_number = models.CharField(_("nomor seri"), max_length=60, blank=True)
    certificate_number = models.CharField(_("nomor sertifikat"), max_length=80)
    traceability = models.CharField(_("ketertelusuran"), max_length=150)
    valid_until = models.DateField(_("berlaku sampai"))

    class Meta:
        verbose_name = _("standar")
        verbose_name_plural = _("standar")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return f"{self.name} {self.accuracy_class}".strip()

    def is_fit_on(self, day: date) -> bool:
        return day <= self.valid_until
