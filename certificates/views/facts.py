"""What the page of a certificate shows beside its sheet: the tiers, what may be done, what happened."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.enums import EDITABLE, EVER_ISSUED, CertificateStatus, Decision
from certificates.files import shown_sheet
from certificates.models import Certificate, SignOff, Tier
from certificates.queries import people_by_tier, people_for, tiers_without_signer
from certificates.rules import is_last_tier, why_not_sign
from certificates.sheet.layout import appendix, front_lines, validity
from simetro.core.log.audit import story_of
from simetro.core.log.timeline import timeline_of
from simetro.core.models import LogEntry, User


@dataclass(frozen=True)
class TierStep:
    """One tier, as core/steps.html shows it."""

    label: str
    done: bool
    current: bool
    at: datetime | None
    who: str


def facts_of(certificate: Certificate, user: User) -> dict[str, Any]:
    is_waiting = certificate.status == CertificateStatus.IN_SIGNOFF
    is_editable = certificate.status in EDITABLE
    drafts = user.has_perm("certificates.draft_certificate")
    people = people_by_tier(timezone.localdate()) if drafts else {}
    tiers = list(people or Tier.objects.all())
    asks_whom = people and (is_waiting or is_editable)
    return {
        "certificate": certificate,
        "is_editable": is_editable,
        "is_ever_issued": certificate.status in EVER_ISSUED,
        "lacking": tiers_without_signer([certificate], people)[certificate.pk] if asks_whom else [],
        "refusal": why_not_sign(user, certificate) if is_waiting and not drafts else "",
        "decides": bool(certificate.asked) and is_last_tier(user),
        "replacement": _replacement(certificate),
        **_sheet_facts(certificate),
        **_chain_facts(certificate, tiers),
        **_past_facts(certificate, tiers),
    }


def _sheet_facts(certificate: Certificate) -> dict[str, Any]:
    sheet = shown_sheet(certificate)
    return {
        "lines": front_lines(sheet),
        "valid_until": validity(sheet),
        "result": sheet.result,
        "notes": sheet.notes or sheet.remedy,
        "tables": appendix(sheet),
        "orders": sheet.order_number.split(", "),
    }


def _replacement(certificate: Certificate) -> Certificate | None:
    if certificate.status not in EVER_ISSUED:
        return None
    return certificate.replacements.exclude(status=CertificateStatus.DISCARDED).first()


def _chain_facts(certificate: Certificate, tiers: Collection[Tier]) -> dict[str, Any]:
    given = {
        sign_off.tier_id: sign_off
        for sign_off in certificate.sign_offs.all()
        if sign_off.round == certificate.round and sign_off.decision == Decision.APPROVED
    }
    is_under_way = certificate.status not in EDITABLE
    steps = [_step(certificate, tier, given.get(tier.pk) if is_under_way else None) for tier in tiers]
    return {"steps": steps, "approvals": [step for step in steps if step.done]}


def _step(certificate: Certificate, tier: Tier, given: SignOff | None) -> TierStep:
    if given:
        return TierStep(tier.title, True, False, given.at, f"{given.acting} {given.person}".strip())
    if certificate.tier == tier.position:
        names = ", ".join(str(person) for person in people_for(tier, timezone.localdate()))
        return TierStep(tier.title, False, True, certificate.waiting_since, _("menunggu %(names)s") % {"names": names})
    return TierStep(tier.title, False, False, None, "")


def _past_facts(certificate: Certificate, tiers: Collection[Tier]) -> dict[str, Any]:
    titles = {tier.position: tier.title for tier in tiers}
    entries = list(story_of(certificate))
    returned = next((entry for entry in entries if entry.verb == "certificates.returned"), None)
    return {
        "timeline": timeline_of(entries, lambda entry: _about(entry, titles)),
        "returned": returned if certificate.status == CertificateStatus.RETURNED else None,
    }


def _about(entry: LogEntry, titles: dict[int, str]) -> str:
    return titles.get(entry.data.get("tier", 0)) or str(entry.data.get("number", ""))
