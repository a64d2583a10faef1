from typing import Any

from django.conf import settings
from django.utils import translation

from services.enums import Service, VerificationStatus
from services.models import Verification
from services.paper.common import address_of, letterhead_of, officers_of, printed
from services.paper.item import item_of, standards_of
from services.sheet import Fact
from services.sheet.observations import Correction, ObservationSheet
from services.sheet.readings import answers, unjudged
from simetro.core.models import Office
from uttp.plate import plate_facts


def observation_sheet_of(verification: Verification) -> ObservationSheet:
    """The readings as they were stored; those of a draft too."""
    order, kind = verification.item.order, verification.item.instrument.kind
    attributes, observations, evaluation = verification.attributes, verification.observations, verification.evaluation
    return ObservationSheet(
        letterhead=letterhead_of(Office.current()),
        order_number=order.transaction_number,
        kind=kind.name,
        item=item_of(verification),
        plate=_plate(verification),
        owner=order.owner.name,
        address=address_of(order.owner),
        service=printed(Service(verification.item.service)),
        verdict=evaluation["verdict"],
        method=kind.method,
        testers=officers_of((*verification.testers.order_by("pk"), verification.penera)),
        standards=standards_of([verification]),
        answers=answers(kind, observations),
        noted=unjudged(kind, attributes, observations, evaluation),
        reasons=tuple(evaluation["reasons"]),
        questions=tuple(map(_answered, verification.questions)),
        remark=verification.remark,
        finalized_at=verification.finalized_at,
        corrects=_corrects(verification),
        corrected_by=_corrected_by(verification),
    )


def _answered(asked: dict[str, Any]) -> str:
    return f"{asked['question']} {'Sudah diperiksa, benar.' if asked['sure'] else 'Tidak dijawab.'}"


def _plate(verification: Verification) -> tuple[Fact, ...]:
    with translation.override(settings.LANGUAGE_CODE):
        facts = plate_facts(verification.item.instrument.kind, verification.attributes)
    return tuple(Fact(label=label, value=value) for label, value in facts)


def _corrects(verification: Verification) -> Correction | None:
    former = verification.supersedes
    return Correction(tested_on=former.tested_on, reason=verification.reason) if former else None


def _corrected_by(verification: Verification) -> Correction | None:
    """A correction that is still being typed changes nothing yet."""
    later = Verification.objects.filter(supersedes=verification, status=VerificationStatus.FINAL).first()
    return Correction(tested_on=later.tested_on, reason=later.reason) if later else None
