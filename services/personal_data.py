"""What an owner asked for and what was found, for his copy of it."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from services.enums import VerificationStatus
from services.models import Order, Registration, Verification
from simetro.core.settings.personal_data import Fact, Section
from uttp.models import Owner


def services_of(owner: Owner) -> Iterable[Section]:
    orders = owner.orders.select_related("owner", "sidang").prefetch_related("items__instrument")
    yield Section("orders", "Order", [_order(one) for one in orders])
    tests = Verification.objects.filter(item__order__owner=owner, status=VerificationStatus.FINAL)
    tests = tests.select_related("item__order", "item__instrument", "penera").order_by("tested_on", "pk")
    yield Section("verifications", _("Pengujian"), [_verification(one) for one in tests])
    signed_up = Registration.objects.filter(order__owner=owner).select_related("sidang")
    yield Section("registrations", _("Pendaftaran sidang"), [_registration(one) for one in signed_up])


def _order(order: Order) -> list[Fact]:
    items = list(order.items.all())
    told = [{"uttp_id": one.instrument.uttp_id, "service": one.service, "status": one.status} for one in items]
    shown = ", ".join(f"{one.instrument} ({one.get_service_display()}: {one.get_status_display()})" for one in items)
    return [
        Fact("transaction_number", _("Nomor transaksi"), order.transaction_number),
        Fact("place", _("Tempat"), order.place, order.get_place_display()),
        Fact("sidang", "Sidang", order.sidang.name if order.sidang else ""),
        Fact("status", _("Status"), order.status, order.get_status_display()),
        Fact("requested_on", _("Tanggal permintaan"), order.requested_on),
        Fact("scheduled_for", _("Tanggal pelaksanaan"), order.scheduled_for),
        Fact("certificate_name", _("SKHP atas nama"), order.name_on_certificate),
        Fact("certificate_address", _("Alamat pada SKHP"), order.address_on_certificate),
        Fact("items", "UTTP", told, shown),
        Fact("closing_reason", _("Alasan"), order.closing_reason),
    ]


def _verification(one: Verification) -> list[Fact]:
    return [
        Fact("tested_on", _("Tanggal pengujian"), one.tested_on),
        Fact("transaction_number", _("Nomor transaksi"), one.item.order.transaction_number),
        Fact("uttp_id", "UTTP", one.item.instrument.uttp_id, f"{one.item.instrument.uttp_id} · {one.item.instrument}"),
        Fact("service", _("Layanan"), one.item.service, one.item.get_service_display()),
        Fact("verdict", _("Hasil"), one.verdict, one.get_verdict_display()),
        Fact("valid_until", _("Berlaku sampai"), one.valid_until),
        Fact("place", _("Tempat pengujian"), one.place),
        Fact("penera", _("Penera"), one.penera.name),
        Fact("observations", _("Pembacaan"), one.observations, _("lihat data.json")),
    ]


def _registration(one: Registration) -> list[Fact]:
    return [
        Fact("number", _("Nomor pendaftaran"), one.number),
        Fact("sidang", "Sidang", one.sidang.name),
        Fact("signed_up_at", _("Mendaftar"), timezone.localtime(one.created_at)),
        Fact("name", _("Nama"), one.name),
        Fact("phone", _("Nomor telepon"), one.phone),
        Fact("email", "E-mail", one.email),
        Fact("address", _("Alamat"), ", ".join(part for part in (one.address, one.village, one.district) if part)),
    ]
