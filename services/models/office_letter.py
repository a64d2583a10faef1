from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.models.order import Order
from services.models.sidang import Sidang
from services.models.verification import Verification


class AssignmentLetter(models.Model):
    """The number of the surat tugas of an order or of a whole sidang. It stays when the day or the team changes."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, null=True, related_name="assignment_letter")
    sidang = models.OneToOneField(Sidang, on_delete=models.PROTECT, null=True, related_name="assignment_letter")
    number = models.CharField(_("nomor"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("surat tugas")
        verbose_name_plural = _("surat tugas")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(order__isnull=False) ^ models.Q(sidang__isnull=False),
                name="assignment_of_order_or_sidang",
            )
        ]

    def __str__(self) -> str:
        return self.number


class AssignmentEdition(models.Model):
    """What a surat tugas said under one schedule. `sheet` is printed once, into `file`, and never again."""

    letter = models.ForeignKey(AssignmentLetter, on_delete=models.PROTECT, related_name="editions")
    sheet = models.JSONField()
    issued_at = models.DateTimeField(auto_now_add=True)
    file = models.FileField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("isi surat tugas")
        verbose_name_plural = _("isi surat tugas")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file="", sha256="") | (~models.Q(file="") & ~models.Q(sha256="")),
                name="assignment_file_has_its_hash",
            )
        ]

    def __str__(self) -> str:
        return str(self.letter)


class MarkStatement(models.Model):
    """A letter that says that an instrument is sah, where the mark cannot be put on it."""

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
