"""What a table leaves open, as a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from simetro.core.web.forms import needed
from uttp.columns.register import NO_INSTRUMENT
from uttp.kinds import all_kinds
from uttp.names import name_of


def box_of(number: int) -> str:
    """The name of the box with the answer to the question with this number."""
    return f"answer-{number}"


class QuestionsForm(forms.Form):
    """Asks what the rows of a table leave open. Every question may wait; its rows wait with it."""

    def __init__(self, data: Any, *, questions: Sequence[Mapping[str, Any]]) -> None:
        """`questions`: as `uttp.columns.questions.gathered` writes them."""
        super().__init__(data)
        self._keys = {box_of(number): question for number, question in enumerate(questions)}
        self.fields.update({name: _question_field(question) for name, question in self._keys.items()})

    def answers(self) -> dict[str, str]:
        """The answers that were given, by the keys of their questions."""
        self.full_clean()
        given = {question["key"]: self.cleaned_data.get(name, "") for name, question in self._keys.items()}
        return {key: answer for key, answer in given.items() if answer}


def _question_field(question: Mapping[str, Any]) -> forms.ChoiceField:
    facts = {"n": question["rows"], "samples": ", ".join(filter(None, question["samples"]))}
    held = ngettext("Menahan %(n)s baris: %(samples)s", "Menahan %(n)s baris: %(samples)s", facts["n"]) % facts
    if question["choices"]:
        widget: forms.Widget = forms.RadioSelect()
        choices = [tuple(choice) for choice in question["choices"]]
    else:
        widget, choices = forms.Select(), [("", _("Pilih jenisnya")), *_kinds_taught()]
    field = forms.ChoiceField(label=question["sentence"], required=False, choices=choices, widget=widget)
    field.help_text = held
    return needed(field)


def _kinds_taught() -> list[tuple[str, str]]:
    named = sorted((name_of(kind), kind.code) for kind in all_kinds())
    return [*((code, name) for name, code in named), (NO_INSTRUMENT, gettext("Bukan UTTP: tolak barisnya"))]
