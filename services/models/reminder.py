from django.db import models
from django.utils.translation import gettext_lazy as _

from uttp.models import Instrument


class Reminder(models.Model):
    """That the owner of an instrument was reminded of this day, `days` or less before it: never twice."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()
    days = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("pengingat")
        verbose_name_plural = _("pengingat")
        constraints = [models.UniqueConstraint(fields=("instrument", "due_on", "days"), name="one_reminder_per_step")]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.due_on} {self.days}"
