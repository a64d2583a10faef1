"""What every kind offers; a family subclasses Kind and fills in the three abstract steps."""

from abc import ABC, abstractmethod
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from uttp.kinds.dated import Dated, Parameter, Rules
from uttp.kinds.describe import Attribute, Mark
from uttp.kinds.errors import InvalidInput
from uttp.kinds.judging import JsonDict, exact
from uttp.kinds.plausibility import doubts
from uttp.kinds.registers import Plain
from uttp.kinds.shapes import Checklist, KindTest
from uttp.kinds.terms import Occasion


@dataclass(frozen=True, kw_only=True)
class Kind(ABC):
    code: str
    family: str
    name: str
    name_en: str
    group: str
    on_site_only: bool = False
    period: Parameter[int]  # months
    parameters: tuple[Parameter[Any], ...] = ()
    attributes: tuple[Attribute, ...]
    tests: tuple[KindTest, ...]
    derived_tests: tuple[KindTest, ...] = ()
    method: str
    marks: tuple[Mark, ...]
    called: str = ""  # in old registers, besides its name: in lower case, with commas between

    @property
    def every_parameter(self) -> tuple[Parameter[Any], ...]:
        return (self.period, *self.parameters)

    def unconfirmed(self, rules: Rules) -> list[tuple[Parameter[Any], Dated[Any]]]:
        rows = [(parameter, rules.row(parameter)) for parameter in self.every_parameter]
        return [(parameter, row) for parameter, row in rows if not row.confirmed]

    def period_of(self, attributes: Mapping[str, Any]) -> Parameter[int]:
        """The period for one instrument; a kind overrides this where it depends on the size."""
        return self.period

    def valid_until(self, verified_on: date, attributes: Mapping[str, Any], rules: Rules) -> date:
        """Same day after the period; 29 February becomes 28 February."""
        months = verified_on.year * 12 + verified_on.month - 1 + rules[self.period_of(attributes)]
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(verified_on.day, monthrange(year, month)[1]))

    def marks_for(self, service: str) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.service == service)

    @property
    def checklist(self) -> Checklist:
        return next(test for test in self.tests if isinstance(test, Checklist))

    def tests_for(self, attributes: Mapping[str, Any]) -> tuple[KindTest, ...]:
        """The tests with only those columns that this instrument can fill."""
        return self.tests

    def test(self, code: str) -> KindTest:
        """The test with this code, which an Evaluation calls `test`; raises KeyError."""
        return {test.code: test for test in (*self.tests, *self.derived_tests)}[code]

    def check_attributes(self, attributes: object, rules: Rules) -> JsonDict:
        """Canonical JSON-able attributes; raises InvalidInput with paths 'attributes.x'."""
        with exact():
            return self._check_attributes(attributes, rules)

    def evaluate(self, service: object, attributes: object, observations: object, rules: Rules) -> JsonDict:
        """The Evaluation under the rules of a day; raises InvalidInput."""
        with exact():
            checked = self._check_attributes(attributes, rules)
            return self._evaluate(_occasion(service), checked, observations, rules)

    def suggested_rows(self, service: str, attributes: Mapping[str, Any], rules: Rules) -> JsonDict:
        """Observations to begin with: loads, flows, positions - never an indication, never a verdict."""
        with exact():
            return self._suggested_rows(_occasion(service), self._check_attributes(attributes, rules), rules)

    @property
    def names_in_registers(self) -> list[str]:
        return [name for name in self.called.split(", ") if name]

    def from_register(self, plain: Plain, rules: Rules) -> JsonDict:
        """The attributes that an old register's texts give; check_attributes says what is missing. Raises Unclear."""
        known = {attribute.code for attribute in self.attributes}
        values = self._from_register(plain, rules)
        return {code: value for code, value in values.items() if code in known and value not in ("", None)}

    def alike(self, attributes: Mapping[str, Any], number: int) -> JsonDict:
        """The attributes of the `number`-th after this one where several equal instruments are registered at once."""
        return dict(attributes)

    def questions(self, attributes: Mapping[str, Any], observations: JsonDict, evaluation: JsonDict) -> list[str]:
        """What an experienced colleague would ask about these readings; the verdict does not wait for the answer."""
        judged = ((self.test(result["test"]), result.get("rows", [])) for result in evaluation["tests"])
        usual = self.shows_zero_errors(attributes)
        return [question for test, rows in judged for question in doubts(test, rows, zero_is_usual=usual)]

    def shows_zero_errors(self, attributes: Mapping[str, Any]) -> bool:
        """Whether a good instrument usually shows no error at all, because its display rounds it away."""
        return False

    def is_measured(self, observations: Mapping[str, Any]) -> bool:
        """Whether anything was measured: answers to a checklist and what is only noted need no standard."""
        return any(observations.get(test.code) for test in self.tests if test.judged and not test.asks)

    def why_standard_unfit(self, accuracy_class: str, attributes: Mapping[str, Any], rules: Rules) -> str:
        """What speaks against testing this instrument with a standard of this class; empty where nothing does."""
        return ""

    @abstractmethod
    def describe_capacity(self, attributes: Mapping[str, Any]) -> str: ...

    @abstractmethod
    def _check_attributes(self, attributes: object, rules: Rules) -> JsonDict: ...

    @abstractmethod
    def _evaluate(self, service: Occasion, attributes: JsonDict, observations: object, rules: Rules) -> JsonDict: ...

    def _from_register(self, plain: Plain, rules: Rules) -> JsonDict:
        return {code: plain.get(code, "").strip() for code in ("capacity", "accuracy_class")}

    def _suggested_rows(self, service: Occasion, attributes: JsonDict, rules: Rules) -> JsonDict:
        return {}


def _occasion(value: object) -> Occasion:
    if isinstance(value, str) and value in Occasion._value2member_map_:
        return Occasion(value)
    raise InvalidInput.field("service", "Pilih tera atau tera_ulang.")
