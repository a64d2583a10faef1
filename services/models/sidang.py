from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from services.enums import SidangStatus
from services.sentences import invitation, when
from simetro.core.kit.roles import Role
from simetro.core.models import VersionedModel
from uttp.kinds import Kind, all_kinds
from uttp.names import names_of


class Sidang(VersionedModel):
    """A market session: the office comes to a market or hall for some days, and owners bring their instruments.

    `quotas`: how many instruments can be registered in advance, by code of kind. Kinds that are missing are not tested
    there.
    """

    name = models.CharField(_("nama sidang"), max_length=120)
    slug = models.SlugField(max_length=80, unique=True, editable=False)  # never changes: links to it stay good
    status = models.CharField(max_length=10, choices=SidangStatus, default=SidangStatus.PLANNED)
    starts_on = models.DateField(_("hari pertama"))
    ends_on = models.DateField(_("hari terakhir"))
    opens_at = models.TimeField(_("buka pukul"))
    closes_at = models.TimeField(_("tutup pukul"))
    venue = models.CharField(_("tempat"), max_length=120)
    address = models.CharField(_("alamat"), max_length=250)
    district = models.CharField(_("kecamatan"), max_length=80)
    map_url = models.URLField(_("tautan peta"), max_length=300, blank=True)
    note = models.CharField(_("keterangan"), max_length=300, blank=True)
    quotas = models.JSONField(_("kuota"))
    penera = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, limit_choices_to={"groups__name": Role.PENERA.value}
    )
    announced_at = models.DateTimeField(null=True, editable=False)
    closing_reason = models.CharField(_("alasan"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("sidang tera ulang")
        verbose_name_plural = _("sidang tera ulang")
        ordering = ("-starts_on", "-pk")
        indexes = [models.Index(fields=("ends_on", "status"), name="sidang_by_day")]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="sidang_days_in_order"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="sidang_hours_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sidang_detail", args=[self.pk])

    @property
    def kinds(self) -> list[Kind]:
        return [kind for kind in all_kinds() if kind.code in self.quotas]

    @property
    def kind_names(self) -> str:
        return names_of(self.quotas)

    @property
    def when(self) -> str:
        return when(self.starts_on, self.ends_on, self.opens_at, self.closes_at)

    @property
    def invitation(self) -> str:
        return invitation(self.venue, self.address, self.when)

    @property
    def month(self) -> date:
        return self.starts_on.replace(day=1)

    def takes_registrations(self, day: date) -> bool:
        return self.status == SidangStatus.ANNOUNCED and not self.is_past(day)

    def is_on(self, day: date) -> bool:
        return self.takes_registrations(day) and self.starts_on <= day

    def is_past(self, day: date) -> bool:
        return self.ends_on < day
