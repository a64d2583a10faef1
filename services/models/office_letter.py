from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.models.order import Order
from services.models.verification import Verification


class AssignmentLetter(models.Model):
    """The number of the surat tugas of one order. Day and team are the order's, as they are when it is printed."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="assignment_letter")
    number = models.CharField(_("nomor"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("surat tugas")
        verbose_name_plural = _("surat tugas")

    def __str__(self) -> str:
        return self.number


class MarkStatement(models.Model):
    """Says in place of a mark that an instrument is sah, where the mark cannot be put on it."""

    verification = models.OneToOneField(Verification, on_delete=models.PROTECT, related_name="mark_statement")
    number = models.CharField(_("nomor"), max_length=120, unique=True)
    reason = models.CharField(_("alasan"), max_length=500)
    issued_on = models.DateField(_("tanggal"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("keterangan pengganti tanda tera")
        verbose_name_plural = _("keterangan pengganti tanda tera")
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="mark_statement_has_reason"),
        ]

    def __str__(self) -> str:
        return self.number
