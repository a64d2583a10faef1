from collections.abc import Mapping
from typing import Any, ClassVar

from uttp.kinds.shapes.base import KindTest
from uttp.kinds.shapes.place import ReadingPlace


class Checklist(KindTest):
    asks: ClassVar[bool] = True

    def places(self) -> tuple[ReadingPlace, ...]:
        boxes = ((f"{self.code}-{item.code}", item) for item in self.items)
        return tuple(ReadingPlace(box, item.code, item.question, item.required_for) for box, item in boxes)

    def box_of(self, sentence: str, service: str) -> str:
        named = (place for place in self.places_for(service) if _names(sentence, place.field.label))
        return next((place.box for place in named), "")

    def given(self, observed: Any, attributes: Mapping[str, Any]) -> str:
        answers = self.record_in(observed)
        failed = [f"“{item.label}”" for item in self.items if answers.get(item.code) is False]
        if failed:
            return "Jawaban “Tidak” untuk: " + "; ".join(failed)
        return f"{len(answers)} butir memenuhi" if observed is not None else ""


def _names(sentence: str, item: str) -> bool:
    """Whether a sentence of `Evaluation.checklist` is about this item."""
    return f": {item} " in sentence or f"“{item}”" in sentence
