from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.models.of_kinds import OfKinds
from simetro.core.kit.roles import Role


class Letter(OfKinds):
    """A letter that allows something from one day to another, or until it is withdrawn."""

    letter_number = models.CharField(_("nomor surat"), max_length=100)
    since = models.DateField(_("mulai"))
    until = models.DateField(_("sampai"), null=True, blank=True, help_text=_("Kosongkan bila belum ada akhirnya."))

    class Meta(OfKinds.Meta):
        abstract = True
        ordering = ("-since", "-pk")
        constraints = [
            *OfKinds.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="%(class)s_dates_in_order",
            ),
        ]

    def is_in_force_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Competence(Letter):
    """The kinds for which a penera may make results final. Readings he may type for any kind."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="competences",
        verbose_name=_("penera"),
        limit_choices_to={"groups__name": Role.PENERA.value},
    )

    class Meta(Letter.Meta):
        verbose_name = _("kewenangan penera")
        verbose_name_plural = _("kewenangan penera")

    def __str__(self) -> str:
        return f"{self.person}: {self.letter_number}"


class Scope(Letter):
    """The kinds that the office is authorised for. Orders for other kinds are referred elsewhere."""

    class Meta(Letter.Meta):
        verbose_name = _("lingkup kewenangan kantor")
        verbose_name_plural = _("lingkup kewenangan kantor")

    def __str__(self) -> str:
        return self.letter_number
