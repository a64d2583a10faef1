"""Fills a Sheet and an Issuance from the database."""

from django.utils import timezone

from certificates.enums import CertificateType, Decision
from certificates.models import Certificate, SignOff
from certificates.sheet.facts import Initial, Issuance, Sheet, Signatory
from certificates.sheet.sentences import notes, remedy, result_sentence
from services.papers.letter import letterhead_of
from services.papers.tested_item import item_of, standards_of
from simetro.core.models import Office


def sheet_of(certificate: Certificate) -> Sheet:
    verifications = list(
        certificate.verifications.select_related("item__instrument", "item__order", "penera")
        .prefetch_related("standards")
        .order_by("certificate_lines__pk")
    )
    items = tuple(item_of(verification) for verification in verifications)
    office = Office.current()
    is_skhp = certificate.type == CertificateType.SKHP
    kind = certificate.kind
    return Sheet(
        type="skhp" if is_skhp else "rejection",
        letterhead=letterhead_of(office),
        order_number=", ".join(
            dict.fromkeys(verification.item.order.transaction_number for verification in verifications)
        ),
        kind=kind.name,
        items=items,
        owner=certificate.certificate_name,
        address=certificate.certificate_address,
        method=kind.method,
        result=result_sentence(items),
        notes=(*(notes(items, office.name) if is_skhp else ()), *_own_notes(certificate)),
        marks=tuple(
            dict.fromkeys(
                str(mark) for verification in verifications for mark in kind.marks_for(verification.item.service)
            )
        )
        if is_skhp
        else (),
        remedy=() if is_skhp else remedy(),
        standards=standards_of(verifications),
        replaces=certificate.replaces.number if certificate.replaces else "",
    )


def _own_notes(certificate: Certificate) -> tuple[str, ...]:
    return tuple(line.strip() for line in certificate.notes.splitlines() if line.strip())


def issuance_of(certificate: Certificate) -> Issuance:
    """The issuance of a certificate whose last tier has approved, so that number and date are set."""
    approvals = list(
        certificate.sign_offs.filter(round=certificate.round, decision=Decision.APPROVED)
        .select_related("person", "tier")
        .order_by("tier__position")
    )
    if certificate.issued_on is None:
        raise ValueError("number and date of issue are not set")
    return Issuance(
        number=certificate.number,
        issued_on=certificate.issued_on,
        issued_in=Office.current().city,
        signatory=_signatory(approvals[-1]),
        verify_url=certificate.verify_url,
        initials=tuple(_initial(approval) for approval in approvals[:-1]),
    )


def _initial(sign_off: SignOff) -> Initial:
    title = f"{sign_off.acting} {sign_off.tier.short}".strip()
    return Initial(title=title, name=sign_off.person.name, on=timezone.localdate(sign_off.at))


def _signatory(sign_off: SignOff) -> Signatory:
    person = sign_off.person
    return Signatory(
        name=person.name,
        title=sign_off.tier.title,
        nip=person.nip,
        rank=person.rank,
        acting=sign_off.acting or "",
    )
