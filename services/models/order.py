from datetime import datetime

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from services.codes import new_transaction_number
from services.enums import OPEN_ITEMS, DocumentState, ItemStatus, OrderStatus, Place, Service
from services.models.sidang import Sidang
from simetro.core.models import VersionedModel
from uttp.models import Instrument, Owner


class Order(VersionedModel):
    """A request for tera or tera ulang of one owner's instruments, from the counter to the last certificate."""

    transaction_number = models.CharField(
        _("nomor transaksi"), max_length=14, unique=True, default=new_transaction_number, editable=False
    )
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="orders")
    place = models.CharField(_("tempat"), max_length=8, choices=Place)
    status = models.CharField(max_length=10, choices=OrderStatus, default=OrderStatus.SUBMITTED)
    wanted_on = models.DateField(_("hari yang diminta"), null=True, blank=True)  # at the place of use
    requested_on = models.DateField(_("tanggal permintaan"))
    expected_on = models.DateField(_("perkiraan selesai"))
    certificate_name = models.CharField(_("SKHP atas nama"), max_length=200, blank=True)
    certificate_address = models.CharField(_("alamat pada SKHP"), max_length=250, blank=True)
    scheduled_for = models.DateField(_("tanggal pelaksanaan"), null=True)
    penera = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="assigned_orders", blank=True)
    sidang = models.ForeignKey(Sidang, on_delete=models.PROTECT, null=True, blank=True, related_name="orders")
    is_walk_in = models.BooleanField(default=False, editable=False)  # outside the quota
    queue_number = models.PositiveIntegerField(_("nomor antrean"), null=True, editable=False)  # given on arrival
    came_at = models.DateTimeField(null=True, editable=False)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closing_reason = models.CharField(_("alasan"), max_length=500, blank=True)
    submitted_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True)
    rejected_at = models.DateTimeField(null=True)
    scheduled_at = models.DateTimeField(null=True)
    testing_at = models.DateTimeField(null=True)
    tested_at = models.DateTimeField(null=True)
    certifying_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "order"
        verbose_name_plural = "order"
        ordering = ("-pk",)
        permissions = (
            ("view_all_orders", "Can see the orders of everybody"),
            ("review_order", "Can accept, reject and schedule orders"),
            ("cancel_order", "Can cancel orders"),
            ("register_walk_in", "Can register who comes to a sidang"),
            ("use_desk", "Can open the pages of orders"),
        )
        indexes = [
            models.Index(fields=("status", "-id"), name="order_by_status"),
            GinIndex(OpClass(Upper("transaction_number"), name="gin_trgm_ops"), name="order_number_trigram"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("sidang", "queue_number"), name="one_order_per_queue_number"),
            models.CheckConstraint(
                condition=models.Q(sidang__isnull=True) | models.Q(place=Place.SIDANG), name="sidang_order_is_at_sidang"
            ),
            models.CheckConstraint(
                condition=models.Q(wanted_on__isnull=True) | models.Q(place=Place.ON_SITE), name="wanted_day_is_on_site"
            ),
            models.CheckConstraint(
                condition=models.Q(queue_number__isnull=True) | models.Q(sidang__isnull=False),
                name="queue_number_needs_sidang",
            ),
        ]

    def __str__(self) -> str:
        return self.transaction_number

    def get_absolute_url(self) -> str:
        return reverse("order_detail", args=[self.transaction_number])

    def reached_at(self, status: OrderStatus) -> datetime | None:
        """When the order came to this status; None if it never did."""
        moment: datetime | None = getattr(self, f"{status}_at")
        return moment

    @property
    def name_on_certificate(self) -> str:
        return self.certificate_name or self.owner.name

    @property
    def address_on_certificate(self) -> str:
        return self.certificate_address or self.owner.full_address


class OrderItem(VersionedModel):
    """One instrument on an order."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="items")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="order_items")
    service = models.CharField(_("layanan"), max_length=10, choices=Service)
    certificate = models.BooleanField(_("minta SKHP"), default=True)
    status = models.CharField(max_length=10, choices=ItemStatus, default=ItemStatus.WAITING)
    document = models.CharField(max_length=10, choices=DocumentState, default=DocumentState.NONE, editable=False)
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    repair_until = models.DateField(_("batas perbaikan"), null=True)

    class Meta:
        verbose_name = _("UTTP pada order")
        verbose_name_plural = _("UTTP pada order")
        ordering = ("pk",)
        indexes = [
            models.Index(fields=("status", "-id"), name="orderitem_by_status"),
            models.Index(
                fields=("document",),
                condition=models.Q(document="none", status__in=["passed", "failed"]),
                name="orderitem_without_document",
            ),
        ]
        permissions = (("repair_item", "Can send items to repair and withdraw them"),)
        constraints = [
            models.UniqueConstraint(
                fields=("order", "instrument"),
                condition=~models.Q(status="withdrawn"),
                name="one_live_item_per_order_and_instrument",
            ),
            models.UniqueConstraint(
                fields=("instrument",),
                condition=models.Q(status__in=OPEN_ITEMS),
                name="one_open_item_per_instrument",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.instrument}"

    def get_absolute_url(self) -> str:
        return reverse("item_detail", args=[self.pk])
