"""What people ask of their own data (UU 27/2022): asked by the owner or at the desk, answered within 3 x 24 hours."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.enums import REQUEST_MOVES, RequestStatus, Wish
from portal.models import DataRequest
from portal.rules import why_not_asked_at
from simetro.core.access.guards import require
from simetro.core.db.locking import lock
from simetro.core.db.moves import refuse_unless
from simetro.core.kit.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
)
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.outbox.mail import owe_mail
from simetro.core.web.public_pages import page_url
from uttp.models import Owner
from uttp.rules import may_govern

ANSWERED_WITHIN = timedelta(hours=72)
RIGHT = "portal.change_datarequest"


@transaction.atomic
def ask_about_data(
    *, by: User, owner: Owner, wish: Wish, text: str = "", asked_at: datetime | None = None
) -> DataRequest:
    """Records a request by the owner, or by the desk for an owner who came or wrote; then it counts from `asked_at`."""
    if not may_govern(by, owner):
        raise Forbidden
    if by.is_office:
        require(by, RIGHT)
    since = asked_at or timezone.now()
    if why := why_not_asked_at(since):
        raise Invalid.field("asked_at", why)
    if wish == Wish.CORRECTION and not text.strip():
        raise Invalid.field("text", _("Tulis data mana yang keliru, dan bagaimana seharusnya."))
    owner = _still_there(by, owner)
    if DataRequest.objects.filter(owner=owner, wish=wish, status=RequestStatus.ASKED).exists():
        raise Conflict(_("Permintaan yang sama masih menunggu jawaban."), code="duplicate")
    facts = {"text": text, "asked_by": by, "asked_at": since, "due_at": since + ANSWERED_WITHIN}
    request = DataRequest.objects.create(owner=owner, wish=wish, **facts)
    record(by, "portal.ask_data", owner, number=request.number, wish=wish)
    return request


def _still_there(by: User, owner: Owner) -> Owner:
    """Locks the owner until the end of the transaction. Raises where he was erased, or is no longer the user's own."""
    held = Owner.objects.select_for_update().filter(pk=owner.pk).first()
    if held is None or not may_govern(by, held):
        raise Conflict(_("Data pemilik ini baru saja dihapus, atau tidak lagi terhubung dengan akun ini."), code="gone")
    return held


@transaction.atomic
def answer_data_request(*, by: User, request: DataRequest, answer: str, version: int | None = None) -> DataRequest:
    request = lock(request, version)
    if request.wish == Wish.ERASURE and request.owner_id:
        raise Conflict(_("Penghapusan selesai ketika datanya dihapus. Hapus, atau tolak dengan alasan."), code="erase")
    return close_request(by, request, RequestStatus.DONE, answer)


@transaction.atomic
def refuse_data_request(*, by: User, request: DataRequest, reason: str, version: int | None = None) -> DataRequest:
    return close_request(by, lock(request, version), RequestStatus.REFUSED, reason)


def close_request(by: User, request: DataRequest, status: RequestStatus, answer: str) -> DataRequest:
    """Closes a request, locked by the caller, and informs the person who asked."""
    require(by, RIGHT)
    move_request(request, status)
    request.answer, request.decided_by, request.decided_at = answer, by, timezone.now()
    request.save_change()
    record(by, f"portal.data_{status}", request.owner or request, number=request.number)
    tell_of(request)
    return request


def move_request(request: DataRequest, to: RequestStatus) -> None:
    refuse_unless(to in REQUEST_MOVES[RequestStatus(request.status)], _("Permintaan"), request)
    request.status = to


def tell_of(request: DataRequest) -> None:
    owner = request.owner
    address = owner.email if owner and owner.email else "" if request.asked_by.is_office else request.asked_by.email
    if address:
        with translation.override(settings.LANGUAGE_CODE):  # not that of whoever decides
            owe_mail(address, _("Permintaan data pribadi %(number)s dijawab") % {"number": request}, _letter(request))


def _letter(request: DataRequest) -> str:
    facts = {"wish": request.get_wish_display(), "status": request.get_status_display(), "answer": request.answer}
    body = _("%(wish)s: %(status)s.\n\n%(answer)s") % facts
    return f"{body}\n\n{page_url('own_data')}\n"


@transaction.atomic
def note_copy(*, by: User, owner: Owner) -> None:
    """Records that the owner took a copy of his data."""
    if by.is_office or not may_govern(by, owner):
        raise Forbidden
    record(by, "portal.hand_out_data", owner)


@transaction.atomic
def hand_out_copy(*, by: User, request: DataRequest) -> Owner:
    """Lets the desk hand out a copy, only while a request for it is open. Returns the owner whom it is about."""
    require(by, RIGHT)
    request = lock(request)
    if request.wish != Wish.COPY or request.status != RequestStatus.ASKED:
        sentence = _(
            "Salinan hanya diserahkan atas permintaan salinan yang masih menunggu jawaban. Catat dulu permintaannya."
        )
        raise Conflict(sentence, code="wrong_state")
    if request.owner is None:
        raise NotFound(_("Pemilik pada permintaan ini sudah tidak ada dalam register."))
    record(by, "portal.hand_out_data", request.owner, number=request.number)
    return request.owner
