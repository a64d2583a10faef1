from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from services.enums import ItemStatus, OrderStatus, Place, Service, SidangStatus
from services.models import AssignmentLetter, Order, OrderItem, Sidang
from services.papers.facts import Officer, appointment_at, printed
from services.papers.laws import ACT, REGULATION
from services.papers.letter import Letterhead, Signature, letterhead_of, print_letter, signature_of
from services.papers.queries import letter_for
from services.papers.tables import PrintedLine, text_table
from simetro.core.documents import Document
from simetro.core.documents.indonesian import date_span, long_date
from simetro.core.kit.errors import Conflict
from simetro.core.models import Office, User


@dataclass(frozen=True, kw_only=True)
class Member(Officer):
    """One member of the team."""

    rank: str = ""


@dataclass(frozen=True, kw_only=True)
class AssignmentSheet:
    """The facts of a surat tugas. `work`: what is to be tested, one line per kind and service."""

    letterhead: Letterhead
    number: str
    basis: tuple[str, ...]
    officers: tuple[Member, ...]
    purpose: str
    work: tuple[str, ...]
    owner: str
    phone: str
    place: str
    on: date
    until: date | None = None
    hours: str = ""
    signature: Signature


Items = QuerySet[OrderItem]


MOST_PLACES = 3  # more places of use than that are the officers' own list to make


def assignment_letter_of(order: Order) -> AssignmentSheet:
    """The letter of an order with its day and team as they are now. Raises Conflict where there is no team."""
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
    """The letter of a whole sidang with its days and team as they are now. Raises Conflict where there is no team."""
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
    return " dan ".join(printed(service).lower() for service in Service)


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
    return f"{' dan '.join(printed(Service(service)).lower() for service in services)} atas {len(items)} unit UTTP"


def _work(items: Items) -> tuple[str, ...]:
    counts = Counter((item.instrument.kind.name, printed(Service(item.service)).lower()) for item in items)
    return tuple(f"{count} unit {kind}, {service}" for (kind, service), count in counts.items())


def _place(order: Order, items: Items) -> str:
    if order.place != Place.ON_SITE:
        return printed(Place(order.place))
    used_at = dict.fromkeys(item.instrument.location for item in items if item.instrument.location)
    places = used_at if len(used_at) <= MOST_PLACES else ()
    return "; ".join((*places, order.owner.full_address))


ASSIGNMENT = ("Surat Tugas", "Assignment Letter")


def render_assignment_letter(letter: AssignmentSheet) -> Document:
    officers = [
        (str(number), officer.name, officer.nip, officer.rank) for number, officer in enumerate(letter.officers, 1)
    ]
    lines = (
        PrintedLine("Tanggal pelaksanaan", date_span((letter.on, letter.until or letter.on))),
        PrintedLine("Pukul", letter.hours),
        PrintedLine("Tempat", letter.place),
        PrintedLine("Pemilik", letter.owner),
        PrintedLine("Telepon", letter.phone),
    )
    context = {
        "letter": letter,
        "facts": tuple(line for line in lines if line.value),
        "table": text_table("Petugas", ("No.", "Nama", "NIP", "Pangkat/golongan"), officers),
    }
    return print_letter("assignment_letter", ASSIGNMENT, letter.number, context, letter.signature, is_frozen=True)
