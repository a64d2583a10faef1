from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.enums import Element, Score
from portal.models import SurveyAnswer
from portal.rules import may_be_surveyed
from services.models import Order
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.log.audit import record


@transaction.atomic
def answer_survey(*, order: Order, scores: Mapping[str, int], note: str = "") -> SurveyAnswer:
    """Saves the answers for a tested order, once. Nobody has to sign in: the order's number is the proof."""
    if set(scores) != set(Element) or not set(scores.values()) <= set(Score):
        raise Invalid(_("Jawab kesembilan pertanyaannya."))
    if not may_be_surveyed(order.status):
        raise Conflict(_("Penilaian dibuka setelah UTTP pada order ini diuji."), code="wrong_state")
    answer = SurveyAnswer(order=order, scores=dict(scores), note=note)
    try:
        with transaction.atomic():
            answer.save()
    except IntegrityError:
        raise Conflict(_("Pelayanan order ini sudah dinilai. Terima kasih."), code="duplicate") from None
    record(None, "portal.answer_survey", order)
    return answer
