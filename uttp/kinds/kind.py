"""What every kind offers; a family subclasses Kind and fills in the three abstract steps."""

from abc import ABC, abstractmethod
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from uttp.kinds.dated import Dated, Parameter
from uttp.kinds.describe import Attribute, KindTest, Mark
from uttp.kinds.errors import InvalidInput
from uttp.kinds.judging import JsonDict, exact
from uttp.kinds.terms import Service


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

    def period_months(self, on: date) -> int:
        return self.period.at(on)

    def legal_basis(self, on: date) -> str:
        return self.period.row(on).legal_basis

    def confirmed(self, on: date) -> bool:
        """Whether the period is confirmed; `unconfirmed` tells of every parameter."""
        return self.period.row(on).confirmed

    def unconfirmed(self, on: date) -> list[tuple[Parameter[Any], Dated[Any]]]:
        every = (self.period, *self.parameters)
        return [(parameter, parameter.row(on)) for parameter in every if not parameter.row(on).confirmed]

    def valid_until(self, verified_on: date) -> date:
        """Same day after the period; 29 February becomes 28 February."""
        months = verified_on.year * 12 + verified_on.month - 1 + self.period_months(verified_on)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(verified_on.day, monthrange(year, month)[1]))

    def marks_for(self, service: str) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.service == service)

    def tests_for(self, attributes: Mapping[str, Any]) -> tuple[KindTest, ...]:
        """The tests with only those columns that this instrument can fill."""
        return self.tests

    def test(self, code: str) -> KindTest:
        """By the `test` of an Evaluation; raises KeyError."""
        return {test.code: test for test in (*self.tests, *self.derived_tests)}[code]

    def check_attributes(self, attributes: object, on: date | None = None) -> JsonDict:
        """Canonical JSON-able attributes; raises InvalidInput with paths 'attributes.x'."""
        with exact():
            return self._check_attributes(attributes, on or date.max)

    def evaluate(self, service: object, attributes: object, observations: object, on: date) -> JsonDict:
        """The Evaluation of the contract, under the rules of that day; raises InvalidInput."""
        with exact():
            checked = self._check_attributes(attributes, on)
            return self._evaluate(_service(service), checked, observations, on)

    def suggested_rows(self, service: str, attributes: Mapping[str, Any]) -> JsonDict:
        """Observations to begin with: loads, flows, positions - never an indication, never a verdict."""
        with exact():
            return self._suggested_rows(_service(service), self._check_attributes(attributes, date.max))

    def why_standard_unfit(self, accuracy_class: str, attributes: Mapping[str, Any]) -> str:
        """Why a standard of that class is not good enough for this instrument, in a sentence; empty where it is."""
        return ""

    @abstractmethod
    def describe_capacity(self, attributes: Mapping[str, Any]) -> str: ...

    @abstractmethod
    def _check_attributes(self, attributes: object, on: date) -> JsonDict: ...

    @abstractmethod
    def _evaluate(self, service: Service, attributes: JsonDict, observations: object, on: date) -> JsonDict: ...

    def _suggested_rows(self, service: Service, attributes: JsonDict) -> JsonDict:
        return {}


def _service(value: object) -> Service:
    if isinstance(value, str) and value in Service._value2member_map_:
        return Service(value)
    raise InvalidInput.field("service", "Pilih tera atau tera_ulang.")
