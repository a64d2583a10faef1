"""An owner is erased, as far as nothing that was tested or issued depends on him."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.actions.data_requests import close_request
from portal.enums import RequestStatus, Wish
from portal.erasure import Erasure, ErasureLine
from portal.models import Copy, DataRequest, Invitation, LinkRequest
from services.models import OrderItem
from services.sidang.actions.erasing import erase_orders, forget_arrivals
from simetro.core.access.guards import require
from simetro.core.db.locking import lock
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.outbox.mail import unmute
from uttp.actions.erasing import erase_instruments, erase_person, hold_unfinished_imports, refuse_while_imported
from uttp.models import Owner

NAMED = 20  # in the answer; the page shows all


@transaction.atomic
def erase_owner(*, by: User, request: DataRequest, version: int | None = None) -> DataRequest:
    """Erases what the page showed, in one transaction. The answer to the request says what went, what stays and why."""
    require(by, "uttp.delete_owner")
    request = lock(request, version)
    if request.wish != Wish.ERASURE or request.owner is None or request.status != RequestStatus.ASKED:
        raise Conflict(_("Tidak ada yang dapat dihapus untuk permintaan ini."), code="wrong_state")
    unfinished = hold_unfinished_imports()
    erasure = Erasure(_locked(request.owner))
    _refuse_open_requests(request)
    refuse_while_imported(erasure.owner, unfinished)
    with translation.override(settings.LANGUAGE_CODE):
        answer = answer_for(erasure)
    counts = {code: len(rows) for code, rows in erasure.names.items()}
    record(by, "portal.erase_owner", erasure.owner, number=request.number, stays=erasure.stays, counts=counts)
    request = close_request(by, request, RequestStatus.DONE, answer)
    _erase(by, erasure)
    request.refresh_from_db()
    return request


def _locked(owner: Owner) -> Owner:
    """Locks orders, items, instruments, then the owner: the order used everywhere. No new row of his can come then."""
    orders = list(owner.orders.order_by("pk").select_for_update())
    list(OrderItem.objects.filter(order__in=orders).order_by("pk").select_for_update())
    list(owner.instruments.order_by("pk").select_for_update())
    return lock(owner)


def _refuse_open_requests(request: DataRequest) -> None:
    others = DataRequest.objects.filter(owner=request.owner, status=RequestStatus.ASKED).exclude(pk=request.pk)
    if others.exists():
        sentence = _("Putuskan dulu permintaan lain dari pemilik ini, misalnya salinan datanya.")
        raise Conflict(sentence, code="open_requests")


def _erase(by: User, erasure: Erasure) -> None:
    """Erases in an order in which each query still finds its rows: what others depend on goes last."""
    owner = erasure.owner
    orders = list(erasure.orders.values_list("pk", flat=True))
    instruments = list(erasure.instruments.values_list("pk", flat=True))
    erasure.contacts.update(contact="")
    erasure.notes.update(note="")
    erasure.texts.update(text="")
    erasure.complaints.delete()
    forget_arrivals(erasure.registrations.exclude(order__in=orders))
    erase_orders(by=by, orders=owner.orders.filter(pk__in=orders))
    erase_instruments(by=by, instruments=owner.instruments.filter(pk__in=instruments))
    for model in (Copy, Invitation, LinkRequest):
        model.objects.filter(owner=owner).delete()
    unmute(by=by, addresses=list(erasure.muted))
    erase_person(owner=owner, stays=erasure.stays)


def answer_for(erasure: Erasure) -> str:
    """The answer to the request. It names what stays, and gives only the number of what was erased."""
    gone = [str(line.what) if line.is_fact else f"{line.what}: {line.count}" for line in erasure.goes()]
    kept = [*map(_kept, erasure.keeps()), *erasure.lingers()]
    return "\n\n".join(_listed(head, lines) for head, lines in ((_("Dihapus:"), gone), (_("Tetap disimpan:"), kept)))


def _kept(line: ErasureLine) -> str:
    names = ", ".join(line.names[:NAMED])
    more = f" (+{line.count - NAMED})" if line.count > NAMED and names else ""
    return str(line.what) if line.is_fact else f"{line.what}: {names or line.count}{more}"


def _listed(head: str, lines: Iterable[str]) -> str:
    return "\n".join([head, *(f"- {line}" for line in lines)])
