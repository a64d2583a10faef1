"""Surat tugas and keterangan pengganti tanda tera."""

from collections import Counter

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from services.enums import ItemStatus, OrderStatus, Place, Service, SidangStatus, VerificationStatus
from services.messages import instrument_url
from services.models import AssignmentLetter, MarkStatement, Order, OrderItem, Sidang, Verification
from services.paper.common import address_of, appointment_at, letterhead_of, printed, signature_of
from services.sent import letter_for
from services.sheet import Officer
from services.sheet.laws import ACT, REGULATION
from services.sheet.letters import AssignmentSheet, MarkStatementSheet, Member
from simetro.core.documents.indonesian import long_date
from simetro.core.kit.errors import Conflict
from simetro.core.models import Office, User

Items = QuerySet[OrderItem]
MOST_PLACES = 3  # more places of use than that are the officers' own list to make


def assignment_letter_of(order: Order) -> AssignmentSheet:
    """With the day and the team as they are now. Raises Conflict where nobody is sent."""
    numbered = numbered_of(order)
    team = order.penera.order_by("name", "pk")
    if not team or order.scheduled_for is None or order.scheduled_at is None:
        raise Conflict(_("Order ini belum punya petugas. Pilih penera pada jadwalnya."), code="wrong_state")
    office = Office.current()
    items = order.items.exclude(status=ItemStatus.WITHDRAWN).select_related("instrument")
    return AssignmentSheet(
        letterhead=letterhead_of(office),
        number=numbered.number,
        basis=(f"{ACT};", f"{REGULATION};", _request_of(order)),
        officers=tuple(_member(person) for person in team),
        purpose=_purpose(items),
        work=_work(items),
        owner=order.owner.name,
        phone=order.owner.phone,
        place=_place(order, items),
        on=order.scheduled_for,
        signature=signature_of(office, timezone.localdate(order.scheduled_at)),
    )


def assignment_letter_for(sidang: Sidang) -> AssignmentSheet:
    """For the whole of a sidang, with its days and its team as they are now. Raises Conflict where nobody is sent."""
    numbered = numbered_for(sidang)
    team, office = sidang.penera.order_by("name", "pk"), Office.current()
    if not team:
        raise Conflict(_("Sidang ini belum punya tim. Pilih peneranya pada data sidang."), code="wrong_state")
    return AssignmentSheet(
        letterhead=letterhead_of(office),
        number=numbered.number,
        basis=(f"{ACT};", f"{REGULATION};", f"Jadwal sidang tera ulang {office.name}."),
        officers=tuple(_member(person) for person in team),
        purpose=f"{_both_services()} pada {sidang.name}",
        work=tuple(f"{kind.name}, {_both_services()}" for kind in sidang.kinds),
        owner="",
        phone="",
        place=appointment_at(sidang).venue,
        on=sidang.starts_on,
        until=sidang.ends_on,
        hours=f"{sidang.opens_at:%H.%M}-{sidang.closes_at:%H.%M} WIB",
        signature=signature_of(office, timezone.localdate()),
    )


def _both_services() -> str:
    return " dan ".join(printed(one).lower() for one in Service)


def numbered_for(sidang: Sidang) -> AssignmentLetter:
    if sidang.status == SidangStatus.CANCELLED:
        raise Conflict(_("Sidang ini dibatalkan, sehingga surat tugasnya tidak berlaku."), code="wrong_state")
    numbered = letter_for(sidang)
    if numbered is None:
        raise Conflict(_("Surat tugas sidang ini belum diterbitkan."), code="wrong_state")
    return numbered


def numbered_of(order: Order) -> AssignmentLetter:
    if order.status == OrderStatus.CANCELLED:
        raise Conflict(_("Order ini dibatalkan, sehingga surat tugasnya tidak berlaku."), code="wrong_state")
    numbered = AssignmentLetter.objects.filter(order=order).first()
    if numbered is None:
        raise Conflict(
            _("Surat tugas ada setelah order di luar kantor dijadwalkan. Jadwalkan dulu ordernya."), code="wrong_state"
        )
    return numbered


def _request_of(order: Order) -> str:
    number, day = order.transaction_number, long_date(order.requested_on)
    return f"Order {number} tanggal {day} atas permohonan {order.owner.name}."


def _member(person: User) -> Member:
    return Member(name=person.name, nip=person.nip, rank=person.rank)


def _purpose(items: Items) -> str:
    services = sorted({item.service for item in items})
    return f"{' dan '.join(printed(Service(one)).lower() for one in services)} atas {len(items)} unit UTTP"


def _work(items: Items) -> tuple[str, ...]:
    counts = Counter((item.instrument.kind.name, printed(Service(item.service)).lower()) for item in items)
    return tuple(f"{count} unit {kind}, {service}" for (kind, service), count in counts.items())


def _place(order: Order, items: Items) -> str:
    if order.place != Place.ON_SITE:
        return printed(Place(order.place))
    used_at = dict.fromkeys(item.instrument.location for item in items if item.instrument.location)
    places = used_at if len(used_at) <= MOST_PLACES else ()
    return "; ".join((*places, address_of(order.owner)))


def mark_statement_of(verification: Verification) -> MarkStatementSheet:
    """Raises Conflict where none was written, or where the result was corrected since."""
    kept = _kept(verification)
    item, office = verification.item, Office.current()
    instrument, kind, owner = item.instrument, item.instrument.kind, item.order.owner
    return MarkStatementSheet(
        letterhead=letterhead_of(office),
        number=kept.number,
        order_number=item.order.transaction_number,
        kind=kind.name,
        instrument=str(instrument),
        capacity=kind.describe_capacity(verification.attributes),
        uttp_id=instrument.uttp_id,
        owner=owner.name,
        address=address_of(owner),
        service=printed(Service(item.service)),
        tested_on=verification.tested_on,
        tested_by=Officer(name=verification.penera.name, nip=verification.penera.nip),
        valid_until=verification.valid_until,
        marks=tuple(str(mark) for mark in kind.marks_for(item.service)),
        reason=kept.reason,
        instrument_url=instrument_url(instrument),
        signature=signature_of(office, kept.issued_on),
    )


def _kept(verification: Verification) -> MarkStatement:
    kept = MarkStatement.objects.filter(verification=verification).first()
    if kept is None:
        raise Conflict(
            _("Keterangan pengganti tanda tera belum dibuat. Buat dari halaman hasil pengujian."), code="wrong_state"
        )
    if Verification.objects.filter(supersedes=verification, status=VerificationStatus.FINAL).exists():
        raise Conflict(_("Hasil ini sudah dikoreksi, sehingga keterangannya tidak berlaku lagi."), code="superseded")
    return kept
