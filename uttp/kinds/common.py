"""What the smaller families share: a checklist for the eye, and observations of one checklist and one list of rows."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from pydantic import Field as Bounded

from uttp.kinds.describe import Choice, Item, KindTest, Mark
from uttp.kinds.judging import Evaluation, RowResult, given_rows
from uttp.kinds.shapes import MAX_ROWS, Answers, Shape, read, refuse_unknown_items
from uttp.kinds.terms import TERA_ONLY, Service

_ALWAYS = (
    Item("nameplate", "Tanda identitas lengkap dan terbaca", "Markings complete and legible"),
    Item("complete", "Bagian lengkap dan tidak rusak", "Complete and undamaged"),
    Item("clean", "Bersih", "Clean"),
    Item("marks", "Tanda tera dan segel utuh, atau baru", "Marks and seals intact, or new"),
)
TYPE_APPROVAL = Item("type_approval", "Persetujuan tipe ada", "Type approval present", TERA_ONLY)


def visual(*more: Item) -> KindTest:
    return KindTest("visual", "Pemeriksaan visual", "Visual inspection", "checklist", items=(*_ALWAYS, *more))


def classes(*codes: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, f"Kelas {code}", f"Class {code}") for code in codes)


def marks(tera: str, tera_ulang: str, place: str) -> tuple[Mark, ...]:
    return Mark(Service.TERA, tera, place), Mark(Service.TERA_ULANG, tera_ulang, place)


R = TypeVar("R", bound=Shape)
Rows = Annotated[list[R], Bounded(max_length=MAX_ROWS)]


class Seen(Shape):
    visual: Answers | None = None


S = TypeVar("S", bound=Seen)


def read_seen(shape: type[S], observations: object, checklist: KindTest) -> S:
    """Raises InvalidInput with paths that start with 'observations'."""
    seen = read(shape, observations, "observations")
    refuse_unknown_items(seen.visual, {item.code for item in checklist.items}, "observations.visual")
    return seen


def begin(service: Service, checklist: KindTest, seen: Seen) -> Evaluation:
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
