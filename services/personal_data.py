"""The orders, tests and registrations of an owner, for his copy of his data."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from services.enums import VerificationStatus
from services.models import Order, Registration, Verification
from simetro.core.settings.personal_data import Fact, Section
from uttp.models import Owner


def services_of(owner: Owner) -> Iterable[Section]:
    orders = owner.orders.select_related("owner", "sidang").prefetch_related("items__instrument")
    yield Section("orders", "Order", [_order(order) for order in orders])
    tests = Verification.objects.filter(item__order__owner=owner, status=VerificationStatus.FINAL)
    tests = tests.select_related("item__order", "item__instrument", "penera").order_by("tested_on", "pk")
    yield Section("verifications", _("Pengujian"), [_verification(verification) for verification in tests])
    signed_up = Registration.objects.filter(order__owner=owner).select_related("sidang")
    yield Section("registrations", _("Pendaftaran sidang"), [_registration(registration) for registration in signed_up])


def _order(order: Order) -> list[Fact]:
    items = list(order.items.all())
    rows = [{"uttp_id": item.instrument.uttp_id, "service": item.service, "status": item.status} for item in items]
    shown = ", ".join(
        f"{item.instrument} ({item.get_service_display()}: {item.get_status_display()})" for item in items
    )
    return [
        Fact("transaction_number", _("Nomor transaksi"), order.transaction_number),
        Fact("place", _("Tempat"), order.place, order.get_place_display()),
        Fact("sidang", "Sidang", order.sidang.name if order.sidang else ""),
        Fact("status", _("Status"), order.status, order.get_status_display()),
        Fact("requested_on", _("Tanggal permintaan"), order.requested_on),
        Fact("scheduled_for", _("Tanggal pelaksanaan"), order.scheduled_for),
        Fact("certificate_name", _("SKHP atas nama"), order.name_on_certificate),
        Fact("certificate_address", _("Alamat pada SKHP"), order.address_on_certificate),
        Fact("items", "UTTP", rows, shown),
        Fact("closing_reason", _("Alasan"), order.closing_reason),
    ]


def _verification(verification: Verification) -> list[Fact]:
    return [
        Fact("tested_on", _("Tanggal pengujian"), verification.tested_on),
        Fact("transaction_number", _("Nomor transaksi"), verification.item.order.transaction_number),
        Fact(
            "uttp_id",
            "UTTP",
            verification.item.instrument.uttp_id,
            f"{verification.item.instrument.uttp_id} · {verification.item.instrument}",
        ),
        Fact("service", _("Layanan"), verification.item.service, verification.item.get_service_display()),
        Fact("verdict", _("Hasil"), verification.verdict, verification.get_verdict_display()),
        Fact("valid_until", _("Berlaku sampai"), verification.valid_until),
        Fact("place", _("Tempat pengujian"), verification.place),
        Fact("penera", _("Penera"), verification.penera.name),
        Fact("observations", _("Pembacaan"), verification.observations, _("lihat data.json")),
    ]


def _registration(registration: Registration) -> list[Fact]:
    return [
        Fact("number", _("Nomor pendaftaran"), registration.number),
        Fact("sidang", "Sidang", registration.sidang.name),
        Fact("signed_up_at", _("Mendaftar"), timezone.localtime(registration.created_at)),
        Fact("name", _("Nama"), registration.name),
        Fact("phone", _("Nomor telepon"), registration.phone),
        Fact("email", "E-mail", registration.email),
        Fact(
            "address",
            _("Alamat"),
            ", ".join(part for part in (registration.address, registration.village, registration.district) if part),
        ),
    ]
