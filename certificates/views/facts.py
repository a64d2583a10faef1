"""What the page of one certificate tells beside its sheet: the chain of tiers, what may be done, what happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.enums import EDITABLE, EVER_ISSUED, CertificateStatus, Decision
from certificates.files import shown_sheet
from certificates.models import Certificate, SignOff, Tier
from certificates.queries import people_for, tiers_without_signer
from certificates.rules import is_last_tier, why_not_sign
from certificates.sheet.layout import appendix, front_lines, validity
from simetro.core.audit import history_of
from simetro.core.models import LogEntry, User
from simetro.core.timeline import timeline_of


@dataclass(frozen=True)
class Step:
    """One tier, as core/steps.html shows it."""

    label: str
    done: bool
    current: bool
    at: datetime | None
    who: str


def facts_of(certificate: Certificate, user: User) -> dict[str, Any]:
    sheet = shown_sheet(certificate)
    tiers = list(Tier.objects.all())
    is_waiting = certificate.status == CertificateStatus.IN_SIGNOFF
    return {
        "certificate": certificate,
        "lines": front_lines(sheet),
        "valid_until": validity(sheet),
        "result": sheet.result,
        "notes": sheet.notes or sheet.remedy,
        "tables": appendix(sheet),
        "orders": sheet.order_number.split(", "),
        "steps": [_step(certificate, tier, _approvals(certificate)) for tier in tiers],
        "returned": _returned(certificate),
        "lacking": tiers_without_signer(certificate) if is_waiting or certificate.status in EDITABLE else [],
        "refusal": why_not_sign(user, certificate) if is_waiting else "",
        "replacement": certificate.replacements.exclude(status=CertificateStatus.DISCARDED).first(),
        "is_ever_issued": certificate.status in EVER_ISSUED,
        "is_editable": certificate.status in EDITABLE,
        "decides": bool(certificate.asked) and is_last_tier(user),
        "timeline": timeline_of(history_of(certificate), lambda entry: _about(entry, tiers)),
    }


def _approvals(certificate: Certificate) -> dict[int, SignOff]:
    given = certificate.sign_offs.filter(round=certificate.round, decision=Decision.APPROVED)
    return {one.tier_id: one for one in given.select_related("person")}


def _returned(certificate: Certificate) -> SignOff | None:
    """Why the drafter has it back."""
    if certificate.status != CertificateStatus.RETURNED:
        return None
    returned = certificate.sign_offs.filter(round=certificate.round, decision=Decision.RETURNED)
    return returned.select_related("person", "tier").first()


def _step(certificate: Certificate, tier: Tier, approvals: dict[int, SignOff]) -> Step:
    given = approvals.get(tier.pk)
    if given:
        return Step(tier.title, True, False, given.at, f"{given.acting} {given.person}".strip())
    if certificate.tier == tier.position:
        names = ", ".join(str(person) for person in people_for(tier, timezone.localdate()))
        return Step(tier.title, False, True, certificate.waiting_since, _("menunggu %(names)s") % {"names": names})
    return Step(tier.title, False, False, None, "")


def _about(entry: LogEntry, tiers: list[Tier]) -> str:
    titles = {tier.position: tier.title for tier in tiers}
    return titles.get(entry.data.get("tier", 0), "") or str(entry.data.get("number", ""))
