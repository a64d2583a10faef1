"""The whole reading form of one item: tests and conditions, from a draft or as just sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from services.enums import Place
from services.models import OrderItem, Standard, Verification
from services.testing.actions.verifications import Readings
from services.testing.forms.readings.conditions import ConditionsForm
from services.testing.forms.readings.judged import Judged, judge
from services.testing.forms.readings.offline import offline
from services.testing.forms.readings.plan import (
    Json,
    Plan,
    Values,
    names_in,
)
from services.testing.forms.readings.plate import plate
from services.testing.forms.readings.reasons import VerdictReason, reasons
from services.testing.forms.readings.steps import TestStep, steps
from services.testing.forms.readings.stored import initial_values, stored_values
from simetro.core.kit.errors import Invalid
from simetro.core.models import Office
from uttp.names import label_of
from uttp.queries import rules_on


class ReadingForm:
    """The form as it is typed.

    `before`: this penera's previous test on the same day, from which the place is taken over. `usual`: the standards
    that he last used for the kind; those that are still fit are ticked where none is named yet.
    """

    def __init__(
        self,
        item: OrderItem,
        draft: Verification | None,
        data: Mapping[str, str] | None = None,
        before: Verification | None = None,
        usual: Iterable[Standard] = (),
    ) -> None:
        self.item, self.draft, self.data, self.before, self.usual = item, draft, data, before, usual

    @cached_property
    def plan(self) -> Plan:
        instrument = self.item.instrument
        return Plan(instrument.kind, self.item.service, instrument.attributes, rules_on(self.readable["tested_on"]))

    @cached_property
    def values(self) -> Values:
        if self.data is not None:
            return {name: self.data[name] for name in names_in(self.plan, self.data)}
        return initial_values(self.plan, self.draft.observations if self.draft else {})

    @cached_property
    def conditions(self) -> ConditionsForm:
        return ConditionsForm(self.data, initial=self._initial(), item=self.item, usual=self.usual)

    def _initial(self) -> dict[str, Any]:
        draft = self.draft
        if draft is None:
            place = self.before.place if self.before else _usual_place(self.item)
            begun = {"client_id": uuid4(), "tested_on": timezone.localdate(), "place": place}
            return begun | {"standards": []}
        known = {
            name: getattr(draft, name) for name in ("client_id", "version", "tested_on", "temperature", "humidity")
        }
        return {**known, "place": draft.place, "standards": list(draft.standards.all())}

    @cached_property
    def judged(self) -> Judged:
        return judge(self.plan, self.values)

    @cached_property
    def readable(self) -> dict[str, Any]:
        """The conditions that can be read. A day that cannot be read is replaced by that of the draft, or by today."""
        usual = {"tested_on": self.draft.tested_on if self.draft else timezone.localdate()}
        if self.data is None:
            return usual
        self.conditions.is_valid()
        return usual | self.conditions.cleaned_data

    @property
    def is_clean(self) -> bool:
        return self.judged.is_clean and self.conditions.is_valid()

    @property
    def client_id(self) -> UUID:
        """Made when the page was opened, so that a first save that is sent twice makes one attempt."""
        client_id: UUID | None = self.readable.get("client_id")
        if client_id is None:
            raise Invalid(_("Halaman ini tidak lengkap termuat. Muat ulang, lalu ketik sekali lagi."))
        return client_id

    @property
    def plate(self) -> list[tuple[str, str]]:
        return plate(self.plan)

    @property
    def offline(self) -> Json:
        return offline(self.plan)

    @property
    def questions(self) -> list[str]:
        judged = self.judged
        return self.plan.kind.questions(self.plan.attributes, judged.observations, judged.evaluation)

    @property
    def error_count(self) -> int:
        return len(self.judged.errors) + len(self.judged.problems)

    @property
    def failed(self) -> list[str]:
        return self._labels({test["test"] for test in self.judged.evaluation["tests"] if test["verdict"] == "batal"})

    @property
    def lacking(self) -> list[str]:
        """Labels of the tests that keep the verdict open."""
        evaluation = self.judged.evaluation
        missing = {code.partition(".")[0] for code in evaluation["missing"]}
        return self._labels(missing | {test["test"] for test in evaluation["tests"] if test["verdict"] == "open"})

    def _labels(self, codes: set[str]) -> list[str]:
        return [label_of(test) for test in (*self.plan.tests, *self.plan.kind.derived_tests) if test.code in codes]

    @property
    def readings(self) -> Readings:
        """What can be stored now, without boxes that cannot be read."""
        given = self.readable
        return Readings(
            tested_on=given["tested_on"],
            observations=self.judged.observations,
            temperature=given.get("temperature", ""),
            humidity=given.get("humidity", ""),
            place=given.get("place", ""),
            standards=list(given.get("standards", [])),
            remark=given.get("remark", ""),
        )

    def steps(self, grow: str = "") -> list[TestStep]:
        judged = self.judged
        return steps(
            self.plan,
            self.values,
            judged.evaluation,
            errors=judged.errors,
            readings=judged.choices,
            row_numbers=judged.row_numbers,
            grow=grow,
        )


@dataclass(frozen=True)
class StoredReadings:
    """Stored readings, only to be read, with the verdicts that were stored with them."""

    verification: Verification

    @cached_property
    def plan(self) -> Plan:
        verification = self.verification
        rules = rules_on(verification.tested_on)
        return Plan(verification.item.instrument.kind, verification.item.service, verification.attributes, rules)

    @property
    def plate(self) -> list[tuple[str, str]]:
        return plate(self.plan)

    @property
    def steps(self) -> list[TestStep]:
        values = stored_values(self.plan, self.verification.observations)
        every = steps(self.plan, values, self.verification.evaluation)
        return [step for step in every if step.filled or step.result.verdict]

    @property
    def reasons(self) -> list[VerdictReason]:
        return reasons(self.plan, self.verification.evaluation)


def _usual_place(item: OrderItem) -> str:
    if item.order.place == Place.OFFICE:
        return Office.current().name
    return item.instrument.location if item.order.place == Place.ON_SITE else ""
