from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Right, Upper
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from simetro.core.documents.coverage import undrawable
from simetro.core.documents.pictures import SMALL
from simetro.core.kit.secrets import decrypt, encrypt
from simetro.core.kit.text import folded
from simetro.core.models import VersionedModel
from uttp.codes import new_uttp_id
from uttp.enums import InstrumentStatus, OwnerKind, ValidityState, Verdict
from uttp.kinds import Kind, get_kind
from uttp.likeness import SUBSCRIBER_DIGITS

DUE_SOON = timedelta(days=30)
_DIGITS = models.Func("phone", models.Value(r"\D"), models.Value(""), models.Value("g"), function="regexp_replace")
SUBSCRIBER = Right(_DIGITS, SUBSCRIBER_DIGITS, output_field=models.CharField())


class Owner(VersionedModel):
    """A person or body that owns instruments (wajib tera), with or without an account."""

    name = models.CharField(_("nama"), max_length=200)
    kind = models.CharField(_("jenis pemilik"), max_length=12, choices=OwnerKind)
    phone = models.CharField(_("nomor telepon"), max_length=30)
    email = models.EmailField("e-mail", blank=True)
    phone_note = models.CharField(_("keterangan telepon"), max_length=200, blank=True)
    address = models.CharField(_("alamat"), max_length=250)
    district = models.CharField(_("kecamatan"), max_length=80)
    village = models.CharField(_("desa/kelurahan"), max_length=80)
    nik_encrypted = models.TextField(blank=True, editable=False)
    closed_on = models.DateField(null=True, editable=False)  # has no instruments any more and gets none
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="owners"
    )

    class Meta:
        verbose_name = _("pemilik")
        verbose_name_plural = _("pemilik")
        ordering = ("name", "pk")
        permissions = (("operate", "Can act for this owner"),)
        indexes = [
            models.Index(fields=("name", "id"), name="owner_by_name"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="owner_name_trigram"),
            GinIndex(OpClass("phone", name="gin_trgm_ops"), name="owner_phone_trigram"),
            GinIndex(OpClass(Upper("district"), name="gin_trgm_ops"), name="owner_district_trigram"),
            GinIndex(OpClass(Upper("village"), name="gin_trgm_ops"), name="owner_village_trigram"),
            models.Index(SUBSCRIBER, name="owner_by_subscriber"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("owner_detail", args=[self.pk])

    @property
    def full_address(self) -> str:
        return f"{self.address}, {self.village}, {self.district}"

    @property
    def not_printable(self) -> str:
        """The characters of name and address that no document can show."""
        return undrawable(f"{self.name} {self.full_address}")

    @property
    def nik_masked(self) -> str:
        nik = decrypt(self.nik_encrypted)
        return nik and f"{nik[:4]}{'*' * 8}{nik[-4:]}"

    def set_nik(self, nik: str) -> None:
        self.nik_encrypted = encrypt(nik)


class OwnerUserObjectPermission(UserObjectPermissionBase):
    """An account that an owner lets act for him: an employee, a repairer. The name is guardian's."""

    content_object = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="grants")

    def __str__(self) -> str:
        return f"{self.user}: {self.content_object}"


def plate_key(kind_code: str, brand: str, serial_number: str, attributes: Mapping[str, Any]) -> str:
    """The same for two spellings of one name plate; empty without a serial number, which tells nothing apart.

    The nozzles of a dispenser share its serial number and differ by their own.
    """
    parts = (brand, serial_number, str(attributes.get("nozzle", "")))
    return "|".join((kind_code, *map(folded, parts))) if serial_number else ""


class Instrument(VersionedModel):
    """One measuring instrument (UTTP) as its name plate and its last verification tell.

    `verified_note`: what an old register said of the last verification where it named no day.
    """

    uttp_id = models.CharField("ID UTTP", max_length=12, unique=True, default=new_uttp_id, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="instruments")
    kind_code = models.CharField(_("jenis"), max_length=40)
    brand = models.CharField(_("merek"), max_length=80, blank=True)
    model = models.CharField(_("tipe"), max_length=80, blank=True)
    serial_number = models.CharField(_("nomor seri"), max_length=80, blank=True)
    made_in = models.CharField(_("buatan"), max_length=80, blank=True)
    attributes = models.JSONField(default=dict)
    location = models.CharField(_("tempat pakai"), max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=InstrumentStatus, default=InstrumentStatus.ACTIVE)
    plate_key = models.CharField(max_length=400, blank=True, editable=False)
    verified_note = models.CharField(_("terakhir ditera menurut register lama"), max_length=60, blank=True)
    last_verified_on = models.DateField(null=True, editable=False)
    last_verdict = models.CharField(max_length=5, choices=Verdict, blank=True, editable=False)
    valid_until = models.DateField(null=True, editable=False, db_index=True)

    class Meta:
        verbose_name = "UTTP"
        verbose_name_plural = "UTTP"
        ordering = ("-pk",)
        permissions = (
            ("transfer_instrument", "Can transfer instruments to another owner"),
            ("retire_instrument", "Can take instruments out of use"),
            ("use_register", "Can open the pages of the register"),
        )
        indexes = [
            GinIndex(OpClass(Upper("brand"), name="gin_trgm_ops"), name="instrument_brand_trigram"),
            GinIndex(OpClass(Upper("model"), name="gin_trgm_ops"), name="instrument_model_trigram"),
            GinIndex(OpClass(Upper("serial_number"), name="gin_trgm_ops"), name="instrument_serial_trigram"),
            GinIndex(OpClass(Upper("uttp_id"), name="gin_trgm_ops"), name="instrument_id_trigram"),
            GinIndex(OpClass(Upper("location"), name="gin_trgm_ops"), name="instrument_place_trigram"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("plate_key",), condition=~models.Q(plate_key=""), name="one_instrument_per_name_plate"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("last_verified_on")),
                name="instrument_valid_after_verified",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.brand, self.model, self.serial_number) if part) or gettext("tanpa merek")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_plate_key()
        super().save(*args, **kwargs)

    def set_plate_key(self) -> None:
        """Call it before rows are written without `save`."""
        self.plate_key = plate_key(self.kind_code, self.brand, self.serial_number, self.attributes)

    def get_absolute_url(self) -> str:
        return reverse("instrument_detail", args=[self.uttp_id])

    @property
    def kind(self) -> Kind:
        return get_kind(self.kind_code)

    @property
    def capacity(self) -> str:
        return self.kind.describe_capacity(self.attributes)

    @property
    def not_printable(self) -> str:
        """The characters of its name plate that no document can show."""
        return undrawable(f"{self.brand} {self.model} {self.serial_number} {self.made_in} {self.location}")

    def state_on(self, day: date) -> ValidityState:
        if self.status == InstrumentStatus.RETIRED:
            return ValidityState.RETIRED
        if not self.last_verdict:
            return ValidityState.UNVERIFIED
        if self.last_verdict == Verdict.BATAL or self.valid_until is None:
            return ValidityState.BATAL
        if self.valid_until < day:
            return ValidityState.EXPIRED
        return ValidityState.DUE if self.valid_until - day <= DUE_SOON else ValidityState.SAH


class InstrumentPhoto(models.Model):
    """What the instrument or its name plate looks like; its owner and those who work here see it, nobody else."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="photos")
    picture = models.CharField(max_length=50, unique=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("foto UTTP")
        verbose_name_plural = _("foto UTTP")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.instrument_id}: {self.picture}"

    @property
    def small(self) -> str:
        return self.picture + SMALL


class ParameterRow(models.Model):
    """What a regulation fixes from one day on, added by the office to what the kinds ship with."""

    parameter = models.CharField(_("ketentuan"), max_length=60, db_index=True)
    since = models.DateField(_("berlaku sejak"))
    value = models.JSONField(_("nilai"))
    legal_basis = models.CharField(_("dasar hukum"), max_length=200)
    confirmed = models.BooleanField(_("sudah dipastikan"), default=True)

    class Meta:
        verbose_name = _("ketentuan baru")
        verbose_name_plural = _("ketentuan baru")
        ordering = ("since", "pk")

    def __str__(self) -> str:
        return f"{self.parameter} {self.since:%Y-%m-%d}"
