"""How values are shown: in Indonesian on documents, in the reader's language on pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from simetro.core.kit.quantities import comma

if TYPE_CHECKING:
    from uttp.kinds.describe import Choice, Field


@dataclass(frozen=True)
class Wording:
    label: Callable[["Choice | Field"], str]
    number: Callable[[str], str]
    answers: Mapping[bool, str]
    verdicts: Mapping[str, str]


INDONESIAN = Wording(
    label=attrgetter("label"),
    number=comma,
    answers={True: "Ya", False: "Tidak"},
    verdicts={"sah": "Sah", "batal": "Batal", "open": "Belum lengkap"},
)
