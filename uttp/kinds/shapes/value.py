from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from uttp.kinds.describe import Field
from uttp.kinds.shapes.base import KindTest
from uttp.kinds.shapes.place import WHOLE, ReadingPlace


@dataclass(frozen=True)
class Value(KindTest):
    """`unit_from` names the attribute that holds the unit."""

    unit: str = ""
    unit_from: str = ""

    is_whole: ClassVar[bool] = True

    @property
    def field(self) -> Field:
        return Field(self.code, self.label, self.label_en, "quantity", self.unit, self.unit_from, required=False)

    def places(self) -> tuple[ReadingPlace, ...]:
        return (ReadingPlace(self.code, WHOLE, self.field),)

    def box_of(self, sentence: str, service: str) -> str:
        return self.code

    def given(self, observed: Any, attributes: Mapping[str, Any]) -> str:
        return "" if observed is None else self.field.show_in(attributes, observed)


class Derived(KindTest):
    """Computed from other tests."""

    derived: ClassVar[bool] = True
