"""Issuing a statement in place of a mark."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.authority.rules import may_test
from services.enums import VerificationStatus
from services.models import MarkStatement, Verification
from services.papers.mark_statement import mark_statement_of
from services.papers.queries import statement_of
from simetro.core.db.locking import lock
from simetro.core.db.numbering import Series
from simetro.core.documents.coverage import refuse_undrawable
from simetro.core.kit.errors import (
    Conflict,
    DomainError,
    Forbidden,
    Invalid,
)
from simetro.core.log.audit import record
from simetro.core.models import User
from uttp.enums import Verdict

SERIES = Series("mark_statement", "mark_statement_number_template")


@transaction.atomic
def state_mark(*, by: User, verification: Verification, reason: str) -> MarkStatement:
    """Issues a statement in place of a mark that cannot be put on, with the reason."""
    lock(verification.item.order)  # so that nobody corrects the result meanwhile
    verification = lock(verification)
    check_statable(by, verification)
    if not reason.strip():
        raise Invalid.field("reason", _("Tulis mengapa tanda tera tidak dapat dibubuhkan."))
    statement = MarkStatement.objects.create(
        verification=verification,
        number=SERIES.next(timezone.localdate()),
        reason=reason.strip(),
        issued_on=timezone.localdate(),
        issued_by=by,
    )
    facts = asdict(mark_statement_of(verification))
    refuse_undrawable(facts, _("Tulis dengan huruf Latin pada data pemilik atau UTTP-nya, lalu coba lagi."))
    record(by, "services.state_mark", verification, number=statement.number, reason=statement.reason)
    return statement


def may_state(user: User, verification: Verification) -> bool:
    try:
        check_statable(user, verification)
    except DomainError:
        return False
    return user.has_perm("services.add_markstatement")


def check_statable(user: User, verification: Verification) -> None:
    """Refuses users who may not issue a statement for this result, and results that can have none."""
    if not (user.has_perm("services.review_order") or may_test(user, verification.item)):
        raise Forbidden(_("UTTP ini ditugaskan kepada penera lain."))
    if verification.status != VerificationStatus.FINAL or verification.verdict != Verdict.SAH:
        raise Conflict(
            _("Keterangan pengganti tanda tera hanya dibuat untuk hasil sah yang sudah final."), code="wrong_state"
        )
    if Verification.objects.filter(supersedes=verification, status=VerificationStatus.FINAL).exists():
        raise Conflict(_("Hasil ini sudah dikoreksi. Buat keterangan dari koreksinya."), code="superseded")
    if statement_of(verification):
        raise Conflict(_("Keterangan untuk hasil ini sudah ada. Cetak lagi dari halaman hasilnya."), code="duplicate")
