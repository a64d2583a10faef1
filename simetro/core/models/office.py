from dataclasses import dataclass, fields
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class Office(models.Model):
    """The office that runs this installation: one row, printed on every letterhead."""

    name = models.CharField(_("nama kantor"), max_length=150, default="Bidang Metrologi")
    department = models.CharField(_("dinas"), max_length=150, default="Dinas Perindustrian dan Perdagangan")
    regency = models.CharField(_("pemerintah daerah"), max_length=150, default="Pemerintah Kabupaten Banyumas")
    address = models.CharField(_("alamat"), max_length=250, default="Jl. D.I. Panjaitan, Purwokerto")
    city = models.CharField(_("tempat penandatanganan"), max_length=80, default="Purwokerto")
    phone = models.CharField(_("telepon"), max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    hours = models.CharField(_("jam layanan"), max_length=120, blank=True, default="Senin-Jumat, 08.00-15.00 WIB")
    skhp_number_template = models.CharField(
        _("pola nomor SKHP"), max_length=100, default="500.2.3.15/{seq:04}/BID-K/{roman_month}/{year}"
    )
    rejection_number_template = models.CharField(
        _("pola nomor surat penolakan"), max_length=100, default="500.2.3.16/{seq:04}/BID-K/{roman_month}/{year}"
    )
    assignment_number_template = models.CharField(
        _("pola nomor surat tugas"), max_length=100, default="500.2.3.15/{seq:04}/ST/{year}"
    )
    mark_statement_number_template = models.CharField(
        _("pola nomor keterangan pengganti tanda tera"), max_length=100, default="500.2.3.15/{seq:04}/KPT/{year}"
    )
    head_title = models.CharField(_("jabatan kepala kantor"), max_length=150, default="Kepala Bidang Metrologi")
    head_name = models.CharField(_("nama kepala kantor"), max_length=150, blank=True)
    head_rank = models.CharField(_("pangkat/golongan kepala kantor"), max_length=80, blank=True)
    head_nip = models.CharField(_("NIP kepala kantor"), max_length=30, blank=True)
    referral = models.CharField(
        _("rujukan di luar lingkup"),
        max_length=200,
        default="Unit Metrologi Legal yang berwenang atau BSML wilayah",
        help_text=_("Ke mana pemilik diarahkan bila kantor ini tidak berwenang menera jenis UTTP-nya."),
    )
    service_days = models.PositiveSmallIntegerField(_("standar pelayanan (hari kerja)"), default=7)
    onsite_minutes = models.PositiveSmallIntegerField(
        _("pelayanan di tempat pakai (penera-menit tiap hari kerja)"),
        default=600,
        help_text=_("Hari yang lain dari biasanya diatur sendiri-sendiri sebagai hari pelayanan."),
    )
    complaint_days = models.PositiveSmallIntegerField(_("batas jawaban pengaduan (hari kerja)"), default=5)
    repair_days = models.PositiveSmallIntegerField(_("waktu perbaikan (hari kerja)"), default=7)

    class Meta:
        verbose_name = _("kantor")
        verbose_name_plural = _("kantor")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="office_is_one_row")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "Office":
        return cls.objects.filter(pk=1).first() or cls()


@dataclass(frozen=True)
class OfficeSettings:
    """The settings of one app: its subclass names the fields of `Office` that only this app reads."""

    @classmethod
    def current(cls) -> Self:
        office = Office.current()
        return cls(**{field.name: getattr(office, field.name) for field in fields(cls)})
