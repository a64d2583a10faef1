"""The tabs of the list of certificates: who sees which, and its rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from certificates import queries
from certificates.enums import EDITABLE, Ask, CertificateStatus
from certificates.forms import MOST_AT_ONCE, CertificateFilter, DraftingFilter, IssuedFilter
from certificates.models import Certificate, Tier
from simetro.core.kit.text import Text
from simetro.core.models import User
from simetro.core.web.listing import PER_PAGE, FilterForm

Choices = Iterable[tuple[Any, Text]]
UNDER_WAY = (CertificateStatus.IN_SIGNOFF, CertificateStatus.ISSUING)
CLOSED = (CertificateStatus.REVOKED, CertificateStatus.REPLACED, CertificateStatus.DISCARDED)


def _none() -> Choices:
    return ()


@dataclass(frozen=True)
class Tab:
    """`counted`: the number of its rows is shown on the tab. `chip`: the filter that its chips set."""

    code: str
    label: Text
    right: str
    rows: Callable[..., QuerySet[Any]]
    empty: Text
    template: str = "certificates/pages/list.html"
    filters: type[FilterForm] = CertificateFilter
    chip: str = ""
    choices: Callable[[], Choices] = _none
    counted: bool = False
    is_drafting: bool = False  # its rows are verifications without a document
    per_page: int = PER_PAGE


def _inbox(user: User, **wanted: Any) -> QuerySet[Certificate]:
    return queries.certificates_like(queries.awaiting_signature_of(user), **wanted)


def _drafting(user: User, search: str = "", whole: str | None = None) -> QuerySet[Any]:
    return queries.search_awaiting(queries.awaiting_by_owner(asked_only=not whole), search)


def _open(user: User, **wanted: Any) -> QuerySet[Certificate]:
    certificates = queries.certificates_for(user).filter(status__in=EDITABLE)
    return queries.certificates_like(certificates, **wanted).order_by("-status", "pk")


def _signoff(user: User, **wanted: Any) -> QuerySet[Certificate]:
    certificates = queries.certificates_for(user).filter(status__in=UNDER_WAY)
    return queries.certificates_like(certificates, **wanted).order_by("waiting_since", "pk")


def _issued(user: User, **wanted: Any) -> QuerySet[Certificate]:
    certificates = queries.certificates_for(user).filter(status=CertificateStatus.ISSUED)
    return queries.certificates_like(certificates, **wanted).order_by("-issued_at")


def _closed(user: User, **wanted: Any) -> QuerySet[Certificate]:
    return queries.certificates_like(queries.certificates_for(user).filter(status__in=CLOSED), **wanted).order_by("-pk")


def _labelled(statuses: Iterable[CertificateStatus]) -> Choices:
    return [(status.value, status.label) for status in statuses]


TABS = (
    Tab(
        "menunggu",
        _("Menunggu Anda"),
        "certificates.sign_certificate",
        _inbox,
        _("Surat yang tiba di jenjang Anda muncul di sini."),
        template="certificates/pages/inbox.html",
        counted=True,
        per_page=MOST_AT_ONCE,
    ),
    Tab(
        "perlu-disusun",
        _("Perlu disusun"),
        "certificates.draft_certificate",
        _drafting,
        _("Pengujian yang selesai dan belum bersurat muncul di sini."),
        template="certificates/pages/drafting.html",
        is_drafting=True,
        filters=DraftingFilter,
        counted=True,
        per_page=MOST_AT_ONCE,
    ),
    Tab(
        "draf",
        _("Draf & dikembalikan"),
        "certificates.draft_certificate",
        _open,
        _("Draf yang belum dikirim dan surat yang dikembalikan pejabat muncul di sini."),
        chip="status",
        choices=lambda: _labelled((CertificateStatus.RETURNED, CertificateStatus.DRAFT)),
    ),
    Tab(
        "verifikasi",
        _("Verifikasi berjenjang"),
        "certificates.use_certificates",
        _signoff,
        _("Surat yang sedang diperiksa para pejabat muncul di sini."),
        template="certificates/pages/signoff.html",
        chip="tier",
        choices=lambda: [(tier.position, tier.short) for tier in Tier.objects.all()],
    ),
    Tab(
        "terbit",
        _("Terbit"),
        "certificates.use_certificates",
        _issued,
        _("Surat yang sudah terbit dan berlaku muncul di sini."),
        filters=IssuedFilter,
        chip="asked",
        choices=lambda: [(Ask.REVOKE.value, _("Diminta dicabut")), (Ask.REPLACE.value, _("Diminta diganti"))],
    ),
    Tab(
        "dicabut",
        _("Dicabut & diganti"),
        "certificates.use_certificates",
        _closed,
        _("Surat yang dicabut, diganti, atau dibuang muncul di sini."),
        chip="status",
        choices=lambda: _labelled(CLOSED),
    ),
)


def tabs_of(user: User) -> list[Tab]:
    return [tab for tab in TABS if user.has_perm(tab.right)]


def counts_of(user: User, tabs: Iterable[Tab]) -> dict[str, int]:
    """The numbers on the tabs where work waits."""
    statuses = queries.count_by_status((*EDITABLE, *UNDER_WAY))
    counts = {"draf": _sum(statuses, EDITABLE), "verifikasi": _sum(statuses, UNDER_WAY)}
    return counts | {tab.code: tab.rows(user).count() for tab in tabs if tab.counted}


def _sum(statuses: dict[str, int], wanted: Iterable[str]) -> int:
    return sum(statuses.get(status, 0) for status in wanted)
