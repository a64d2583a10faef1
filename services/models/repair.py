from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.models.order import OrderItem


class Repair(models.Model):
    """One repair of an item: its deadline, who did it, and which reminders the owner got."""

    item = models.ForeignKey(OrderItem, on_delete=models.PROTECT, related_name="repairs")
    reason = models.CharField(_("alasan"), max_length=500)
    sent_on = models.DateField(_("dikembalikan"))
    until = models.DateField(_("batas perbaikan"))
    repairer = models.CharField(_("reparatir"), max_length=120, blank=True)
    licence_number = models.CharField(_("nomor izin reparatir"), max_length=60, blank=True)
    came_back_on = models.DateField(_("kembali"), null=True)
    given_up_on = models.DateField(_("tidak jadi diperbaiki"), null=True)
    warned_at = models.DateTimeField(null=True)  # two working days before
    told_due_at = models.DateTimeField(null=True)  # on the day

    class Meta:
        verbose_name = _("perbaikan")
        verbose_name_plural = _("perbaikan")
        ordering = ("-pk",)
        indexes = [
            models.Index(
                fields=("until",),
                condition=Q(came_back_on__isnull=True, given_up_on__isnull=True),
                name="repair_still_out",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("item",),
                condition=Q(came_back_on__isnull=True, given_up_on__isnull=True),
                name="one_repair_out_per_item",
            ),
            models.CheckConstraint(condition=Q(until__gte=models.F("sent_on")), name="repair_dates_in_order"),
            models.CheckConstraint(
                condition=Q(repairer="") | Q(came_back_on__isnull=False), name="repairer_is_known_on_return"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.until:%Y-%m-%d}"
