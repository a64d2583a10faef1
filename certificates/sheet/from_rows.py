"""Fills a Sheet and an Issuance from what is stored."""

from django.utils import timezone

from certificates.enums import CertificateType, Decision
from certificates.models import Certificate, SignOff
from certificates.sheet.facts import Initial, Issuance, Item, Officer, Sheet, Signatory, Standard
from certificates.sheet.readings import Fact, findings, noted_facts
from certificates.sheet.words import notes, remedy, result_sentence
from services.enums import Place
from services.models import Verification
from services.paper import letterhead_of, printed
from simetro.core.models import Office
from simetro.core.quantities import parse_quantity
from uttp.enums import Verdict


def sheet_of(certificate: Certificate) -> Sheet:
    verifications = list(
        certificate.verifications.select_related("item__instrument", "item__order", "penera")
        .prefetch_related("standards")
        .order_by("certificate_lines__pk")
    )
    items = tuple(_item(one) for one in verifications)
    office = Office.current()
    is_skhp = certificate.type == CertificateType.SKHP
    kind = certificate.kind
    return Sheet(
        type="skhp" if is_skhp else "rejection",
        letterhead=letterhead_of(office),
        order_number=", ".join(dict.fromkeys(one.item.order.transaction_number for one in verifications)),
        kind=kind.name,
        items=items,
        owner=certificate.certificate_name,
        address=certificate.certificate_address,
        method=kind.method,
        result=result_sentence(items),
        notes=(*(notes(items, office.name) if is_skhp else ()), *_own_notes(certificate)),
        marks=tuple(dict.fromkeys(str(mark) for one in verifications for mark in kind.marks_for(one.item.service)))
        if is_skhp
        else (),
        remedy=() if is_skhp else remedy(),
        standards=_standards(verifications),
        replaces=certificate.replaces.number if certificate.replaces else "",
    )


def _own_notes(certificate: Certificate) -> tuple[str, ...]:
    return tuple(line.strip() for line in certificate.notes.splitlines() if line.strip())


def _standards(verifications: list[Verification]) -> tuple[Standard, ...]:
    used = dict.fromkeys(standard for one in verifications for standard in one.standards.all())
    return tuple(
        Standard(
            name=standard.name,
            accuracy_class=standard.accuracy_class,
            certificate_number=standard.certificate_number,
            traceability=standard.traceability,
        )
        for standard in used
    )


def _item(verification: Verification) -> Item:
    instrument = verification.item.instrument
    kind = instrument.kind
    attributes, observations = verification.attributes, verification.observations
    is_batal = verification.verdict == Verdict.BATAL
    return Item(
        uttp_id=instrument.uttp_id,
        brand=instrument.brand,
        model=instrument.model,
        serial_number=instrument.serial_number,
        made_in=instrument.made_in,
        capacity=kind.describe_capacity(attributes),
        details=_details(verification),
        service=verification.item.service,
        verdict=verification.verdict,
        tested_on=verification.tested_on,
        tested_by=Officer(name=verification.penera.name, nip=verification.penera.nip),
        valid_until=verification.valid_until,
        place=verification.place or printed(Place(verification.item.order.place)),
        temperature=parse_quantity(verification.temperature) if verification.temperature else None,
        humidity=parse_quantity(verification.humidity) if verification.humidity else None,
        findings=findings(kind, attributes, observations, verification.evaluation),
        reasons=tuple(verification.evaluation["reasons"]) if is_batal else (),
    )


def _details(verification: Verification) -> tuple[Fact, ...]:
    kind = verification.item.instrument.kind
    return noted_facts(kind, verification.attributes, verification.observations)


def issuance_of(certificate: Certificate) -> Issuance:
    """Of a certificate whose last tier has approved: number and date are set."""
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
        initials=tuple(_initial(one) for one in approvals[:-1]),
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
