"""What the smaller families share: a checklist for the eye, and observations of one checklist and one list of rows."""

from collections.abc import Callable
from typing import TypeVar

from uttp.kinds.checked import Answers, Checked, read, refuse_unknown_items
from uttp.kinds.describe import Choice, Item, Mark
from uttp.kinds.judging import Evaluation, RowResult, given_rows
from uttp.kinds.shapes import Checklist, KindTest
from uttp.kinds.terms import TERA_ONLY, Occasion

COMPLETE = Item("complete", "Bagian lengkap dan tidak rusak", "Complete and undamaged")
MARKS = Item("marks", "Tanda tera dan segel utuh, atau baru", "Marks and seals intact, or new")
_ALWAYS = (
    Item("nameplate", "Tanda identitas lengkap dan terbaca", "Markings complete and legible"),
    COMPLETE,
    Item("clean", "Bersih", "Clean"),
    MARKS,
)
TYPE_APPROVAL = Item("type_approval", "Persetujuan tipe ada", "Type approval present", TERA_ONLY)


def visual_of(*items: Item) -> Checklist:
    return Checklist("visual", "Pemeriksaan visual", "Visual inspection", items=items)


def visual(*more: Item) -> Checklist:
    """The visual checklist: the questions for every instrument, and those of this kind."""
    return visual_of(*_ALWAYS, *more)


def classes(*codes: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, f"Kelas {code}", f"Class {code}") for code in codes)


def marks(tera: str, tera_ulang: str, place: str) -> tuple[Mark, ...]:
    return Mark(Occasion.TERA, tera, place), Mark(Occasion.TERA_ULANG, tera_ulang, place)


R = TypeVar("R", bound=Checked)


class Seen(Checked):
    visual: Answers | None = None


def read_seen(model: type[R], observations: object, checklist: Checklist) -> R:
    """Raises InvalidInput with paths that start with 'observations'."""
    seen = read(model, observations, "observations")
    refuse_unknown_items(getattr(seen, checklist.code), checklist)
    return seen


def begin(service: Occasion, checklist: Checklist, seen: Seen) -> Evaluation:
    """An Evaluation that has judged the checklist."""
    evaluation = Evaluation(service)
    evaluation.checklist(checklist, seen.visual)
    return evaluation


def judge_only_list(
    evaluation: Evaluation,
    test: KindTest,
    unit: str,
    observations: object,
    rows: list[R] | None,
    judge: Callable[[R], RowResult],
    is_complete: Callable[[R], bool],
) -> None:
    """Judges a kind's one list of rows; it is lacking unless at least one row is complete."""
    if rows is not None:
        evaluation.error_rows(test, unit, given_rows(observations, test.code), map(judge, rows))
    if not any(map(is_complete, rows or ())):
        evaluation.lacks(test)
