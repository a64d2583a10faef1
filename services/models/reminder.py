from django.db import models
from django.utils.translation import gettext_lazy as _

from uttp.models import Instrument


class Reminder(models.Model):
    """Records that the owner was reminded of this due day, `days` before it, so that he is not reminded twice."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()
    days = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("pengingat")
        verbose_name_plural = _("pengingat")
        constraints = [models.UniqueConstraint(fields=("instrument", "due_on", "days"), name="one_reminder_per_step")]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.due_on} {self.days}"
