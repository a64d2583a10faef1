from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.codes import new_registration_number
from services.enums import RegistrationStatus
from services.models.order import Order
from services.models.sidang import Sidang
from simetro.core.models import VersionedModel
from uttp.kinds import Kind, get_kind


class Registration(VersionedModel):
    """Somebody without an account who registers for a sidang.

    When he comes, he becomes an owner with an order. If he does not come, what he wrote about himself is erased some
    time after the sidang.
    """

    number = models.CharField(_("nomor pendaftaran"), max_length=12, unique=True, default=new_registration_number)
    sidang = models.ForeignKey(Sidang, on_delete=models.PROTECT, related_name="registrations")
    status = models.CharField(max_length=10, choices=RegistrationStatus, default=RegistrationStatus.REGISTERED)
    name = models.CharField(_("nama"), max_length=200, blank=True)
    phone = models.CharField(_("nomor telepon"), max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    address = models.CharField(_("alamat"), max_length=250, blank=True)
    village = models.CharField(_("desa/kelurahan"), max_length=80, blank=True)
    district = models.CharField(_("kecamatan"), max_length=80, blank=True)
    is_walk_in = models.BooleanField(default=False, editable=False)  # written down at the door: beyond the quota
    order = models.OneToOneField(Order, on_delete=models.PROTECT, null=True, related_name="registration")
    forgotten_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("pendaftaran sidang")
        verbose_name_plural = _("pendaftaran sidang")
        ordering = ("-pk",)
        indexes = [models.Index(fields=("sidang", "status"), name="registration_by_sidang")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="arrived", order__isnull=False)
                | (~models.Q(status="arrived") & models.Q(order__isnull=True)),
                name="registration_arrives_with_order",
            ),
            models.CheckConstraint(
                condition=models.Q(forgotten_at__isnull=True)
                | models.Q(name="", phone="", email="", address="", village="", district=""),
                name="registration_forgotten_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def state_on(self, day: date) -> RegistrationStatus:
        if self.status == RegistrationStatus.REGISTERED and not self.sidang.takes_registrations(day):
            return RegistrationStatus.EXPIRED
        return RegistrationStatus(self.status)


class RegistrationLine(models.Model):
    """A number of instruments of one kind."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="lines")
    kind_code = models.CharField(_("jenis"), max_length=40)
    count = models.PositiveSmallIntegerField(_("jumlah"))
    brand = models.CharField(_("merek"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("UTTP pada pendaftaran")
        verbose_name_plural = _("UTTP pada pendaftaran")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("registration", "kind_code"), name="one_line_per_registration_and_kind"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="registration_line_of_one_or_more"),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.kind_code}"

    @property
    def kind(self) -> Kind:
        return get_kind(self.kind_code)
