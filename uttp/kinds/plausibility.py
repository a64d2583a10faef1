"""What makes one ask "are you sure?" before a verdict counts: asked, answered and kept, never corrected."""

from collections.abc import Iterator
from decimal import Decimal
from statistics import median_low

from simetro.core.kit.quantities import comma
from uttp.kinds.judging import JsonDict
from uttp.kinds.shapes import KindTest

MANY = 5  # so many equal errors are suspicious
FEWEST_NEIGHBOURS = 4
FAR = 2  # an error so many limits away from the median is suspicious


def doubts(test: KindTest, rows: list[JsonDict]) -> Iterator[str]:
    """Questions about the judged rows of one test."""
    read = [(number, row, Decimal(row["error"])) for number, row in enumerate(rows, 1) if "error" in row]
    errors = [error for _number, _row, error in read]
    if len(errors) >= MANY and len(set(errors)) == 1:
        yield f"{test.label}: semua kesalahan sama, {comma(errors[0])}. Yakin tiap baris dibaca sendiri?"
    if len(errors) >= FEWEST_NEIGHBOURS:
        middle = median_low(errors)
        for number, row, error in read:
            if "mpe" in row and abs(error - middle) > FAR * Decimal(row["mpe"]):
                yield f"{test.name_of_row(number)}: kesalahan {comma(error)} jauh dari baris lain. Yakin?"
