"""An owner asks others to act for him, by the address of their account; nobody learns from it who has an account."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.models import Invitation
from simetro.core.db.locking import lock
from simetro.core.kit.errors import Conflict, Forbidden, NotFound
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.outbox.mail import owe_mail
from simetro.core.web.public_pages import page_url
from uttp.actions import let_operate
from uttp.models import Owner
from uttp.queries import operators_of
from uttp.rules import may_govern

MOST_INVITED = 20


@transaction.atomic
def invite(*, by: User, owner: Owner, email: str) -> Invitation:
    """Invites an address to act for the owner. Inviting it again only sends the mail again."""
    if not may_govern(by, owner):
        raise Forbidden
    lock(owner)
    email = email.lower()
    _refuse_needless(by, owner, email)
    invitation, _is_new = Invitation.objects.get_or_create(owner=owner, email=email, defaults={"invited_by": by})
    record(by, "portal.invite", owner)
    with translation.override(settings.LANGUAGE_CODE):
        owe_mail(email, _("Anda diajak mengurus UTTP"), _letter(invitation))
    return invitation


def _refuse_needless(by: User, owner: Owner, email: str) -> None:
    if email == by.email.lower():
        raise Conflict(_("Ini alamat Anda sendiri. Tulis alamat orang yang Anda ajak."), code="own_address")
    if operators_of(owner).filter(email__iexact=email).exists():
        raise Conflict(_("Orang ini sudah boleh mengurus UTTP Anda."), code="operates")
    if owner.invitations.exclude(email=email).count() >= MOST_INVITED:
        raise Conflict(_("Terlalu banyak ajakan yang belum dijawab. Tarik dulu sebagian."), code="too_many")


def _letter(invitation: Invitation) -> str:
    facts = {"owner": invitation.owner, "by": invitation.invited_by, "url": page_url("owner_home")}
    return (
        _(
            "%(by)s mengajak Anda mengurus UTTP milik %(owner)s: melihat data dan suratnya, menambah alat, "
            "dan mengajukan tera.\n\nMasuk dengan alamat e-mail ini, atau daftar dulu, lalu terima ajakannya:\n\n"
            "%(url)s\n\nBila Anda tidak mengenalnya, abaikan pesan ini."
        )
        % facts
    )


@transaction.atomic
def accept_invitation(*, by: User, invitation: Invitation) -> Owner:
    owner = lock(invitation.owner)
    if not Invitation.objects.filter(pk=invitation.pk).exists():
        raise NotFound(_("Ajakan ini sudah ditarik kembali."))
    if owner.account_id != by.pk:
        let_operate(owner=owner, account=by)
    invitation.delete()
    return owner


@transaction.atomic
def refuse_invitation(*, by: User, invitation: Invitation) -> None:
    """Ends an invitation: refused by the invited person, or taken back by the owner."""
    record(by, "portal.refuse_invitation", invitation.owner)
    invitation.delete()
