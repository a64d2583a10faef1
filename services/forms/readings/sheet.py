"""The whole reading form of one item: tests and conditions, from a draft or as it was sent."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.utils import timezone

from services.actions.verifications import Readings
from services.enums import Place
from services.forms.readings.conditions import ConditionsForm
from services.forms.readings.judged import Judged, judge
from services.forms.readings.plan import Plan, Values, names_in
from services.forms.readings.steps import Step, steps
from services.forms.readings.stored import initial_values
from services.models import OrderItem, Verification
from simetro.core.models import Office


class ReadingSheet:
    """`problem`: why it could not be stored, in words, although each box is right."""

    def __init__(self, item: OrderItem, draft: Verification | None, data: Mapping[str, str] | None = None) -> None:
        self.item, self.draft, self.data = item, draft, data
        self.plan = Plan(item.instrument.kind, item.service, item.instrument.attributes)
        self.problem = ""

    @cached_property
    def values(self) -> Values:
        if self.data is not None:
            return {name: self.data[name] for name in names_in(self.plan, self.data)}
        return initial_values(self.plan, self.draft.observations if self.draft else {})

    @cached_property
    def conditions(self) -> ConditionsForm:
        return ConditionsForm(self.data, initial=self._initial())

    def _initial(self) -> dict[str, Any]:
        draft = self.draft
        if draft is None:
            return {"client_id": uuid4(), "tested_on": timezone.localdate(), "place": _usual_place(self.item)}
        known = {
            name: getattr(draft, name) for name in ("client_id", "version", "tested_on", "temperature", "humidity")
        }
        return {**known, "place": draft.place, "standards": draft.standards.all()}

    @cached_property
    def judged(self) -> Judged:
        return judge(self.plan, self.values, self.readable["tested_on"])

    @cached_property
    def readable(self) -> dict[str, Any]:
        """The conditions that can be read; a day that cannot is the draft's, or today."""
        usual = {"tested_on": self.draft.tested_on if self.draft else timezone.localdate()}
        if self.data is None:
            return usual
        self.conditions.is_valid()
        return usual | self.conditions.cleaned_data

    @property
    def is_clean(self) -> bool:
        return self.judged.is_clean and self.conditions.is_valid()

    @property
    def readings(self) -> Readings:
        """What can be stored now, boxes that cannot be read left out."""
        given = self.readable
        return Readings(
            tested_on=given["tested_on"],
            observations=self.judged.observations,
            temperature=given.get("temperature", ""),
            humidity=given.get("humidity", ""),
            place=given.get("place", ""),
            standards=list(given.get("standards", [])),
        )

    def steps(self, grow: str = "") -> list[Step]:
        judged = self.judged
        return steps(self.plan, self.values, judged.evaluation, errors=judged.errors, sent=judged.sent, grow=grow)


def _usual_place(item: OrderItem) -> str:
    if item.order.place == Place.OFFICE:
        return Office.current().name
    return item.instrument.location if item.order.place == Place.ON_SITE else ""
