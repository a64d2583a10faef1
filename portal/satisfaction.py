"""The public satisfaction index (IKM) as PermenPANRB 14/2017 computes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.enums import Element
from portal.models import SurveyAnswer
from simetro.core.kit.text import Text

BASE = 25  # the index of a mean score of 4 is 100
PLACES = Decimal("0.01")
QUARTERS = (1, 2, 3, 4)
# The lowest index of each mark; what is below the last is D.
MARKS: tuple[tuple[Decimal, str, Text], ...] = (
    (Decimal("88.31"), "A", _("Sangat baik")),
    (Decimal("76.61"), "B", _("Baik")),
    (Decimal("65.00"), "C", _("Kurang baik")),
    (Decimal(0), "D", _("Tidak baik")),
)


@dataclass(frozen=True)
class Quarter:
    """`means`: by element, of 1 to 4; `ikm` (the index), mark and its word are empty where nobody answered."""

    number: int
    answers: int
    means: tuple[Decimal, ...] = ()
    ikm: Decimal | None = None
    mark: str = ""
    word: Text = ""


def quarters_of(answers: Iterable[SurveyAnswer]) -> list[Quarter]:
    by_quarter: dict[int, list[SurveyAnswer]] = {number: [] for number in QUARTERS}
    for answer in answers:
        by_quarter[(timezone.localtime(answer.answered_at).month + 2) // 3].append(answer)
    return [_quarter(number, rows) for number, rows in by_quarter.items()]


def _quarter(number: int, answers: list[SurveyAnswer]) -> Quarter:
    if not answers:
        return Quarter(number, 0)
    means = [Decimal(sum(answer.scores[element] for answer in answers)) / len(answers) for element in Element]
    ikm = (sum(means, Decimal(0)) / len(means) * BASE).quantize(PLACES, ROUND_HALF_UP)
    _least, mark, word = next(row for row in MARKS if ikm >= row[0])
    shown = tuple(mean.quantize(PLACES, ROUND_HALF_UP) for mean in means)
    return Quarter(number, len(answers), shown, ikm, mark, word)
