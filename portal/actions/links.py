from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.enums import LinkStatus
from portal.models import LinkRequest
from simetro.core.db.locking import lock
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.outbox.mail import owe_mail
from simetro.core.web.public_pages import page_url
from uttp.actions import hand_to_account
from uttp.models import Owner


@transaction.atomic
def ask_link(*, by: User, owner: Owner, evidence: str) -> LinkRequest:
    """Asks to link an account to an owner; `evidence`: a number that identifies him. Asking twice changes nothing."""
    if owner.account_id == by.pk:
        raise Conflict(_("Data ini sudah terhubung dengan akun Anda."), code="linked")
    request, is_new = LinkRequest.objects.get_or_create(
        account=by, owner=owner, status=LinkStatus.ASKED, defaults={"evidence": evidence}
    )
    if is_new:
        record(by, "portal.ask_link", owner, evidence=evidence)
    return request


@transaction.atomic
def approve_link(*, by: User, request: LinkRequest, version: int | None = None) -> LinkRequest:
    request = _decided(by, lock(request, version), LinkStatus.APPROVED)
    hand_to_account(by=by, owner=request.owner, account=request.account)
    with translation.override(settings.LANGUAGE_CODE):  # not that of whoever decides
        _tell(request, _("Akun Anda sudah terhubung"), _("Masuk ke akun Anda untuk melihat UTTP dan surat-suratnya."))
    return request


@transaction.atomic
def refuse_link(*, by: User, request: LinkRequest, reason: str, version: int | None = None) -> LinkRequest:
    request = _decided(by, lock(request, version), LinkStatus.REFUSED, reason)
    with translation.override(settings.LANGUAGE_CODE):
        _tell(request, _("Akun Anda belum dapat dihubungkan"), reason)
    return request


def _decided(by: User, request: LinkRequest, status: LinkStatus, reason: str = "") -> LinkRequest:
    if request.status != LinkStatus.ASKED:
        raise Conflict(_("Permintaan ini sudah diputuskan."), code="wrong_state", current_status=request.status)
    request.status, request.reason = status, reason
    request.decided_by, request.decided_at = by, timezone.now()
    request.save_change()
    record(by, f"portal.link_{status}", request.owner, account=request.account_id, reason=reason)
    return request


def _tell(request: LinkRequest, subject: str, body: str) -> None:
    if request.account.email:
        owe_mail(request.account.email, subject, f"{request.account.name},\n\n{body}\n\n{page_url('owner_home')}\n")
