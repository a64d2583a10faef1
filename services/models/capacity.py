from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

USUAL_MINUTES = 30


class KindTime(models.Model):
    """The minutes that one penera needs for an instrument of this kind on site, with the way to the next one."""

    kind_code = models.CharField(_("jenis UTTP"), max_length=40, unique=True)
    minutes = models.PositiveSmallIntegerField(_("menit tiap UTTP"))

    class Meta:
        verbose_name = _("waktu uji")
        verbose_name_plural = _("waktu uji")
        ordering = ("kind_code",)
        constraints = [models.CheckConstraint(condition=models.Q(minutes__gt=0), name="kind_takes_time")]

    def __str__(self) -> str:
        return f"{self.kind_code}: {self.minutes}"


class ServiceDay(models.Model):
    """A day on which the office goes out more, less, not at all, or only to some districts."""

    on = models.DateField(_("tanggal"), unique=True)
    minutes = models.PositiveSmallIntegerField(
        _("penera-menit"), help_text=_("0 berarti tidak melayani, misalnya hari libur.")
    )
    districts = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("kecamatan"),
        blank=True,
        default=list,
        help_text=_("Pisahkan dengan koma. Kosong berarti semua."),
    )
    note = models.CharField(_("keterangan"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("hari pelayanan")
        verbose_name_plural = _("hari pelayanan")
        ordering = ("-on",)

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}: {self.minutes}"

    @property
    def is_closed(self) -> bool:
        return self.minutes == 0 and not self.districts

    def serves(self, district: str) -> bool:
        return not self.districts or district.casefold() in {name.casefold() for name in self.districts}
