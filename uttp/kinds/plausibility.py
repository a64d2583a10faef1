"""What makes one ask "are you sure?" before a verdict counts: asked, answered and kept, never corrected."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from statistics import median_low

from simetro.core.kit.quantities import comma
from uttp.kinds.judging import JsonDict
from uttp.kinds.shapes import KindTest

MANY = 5  # so many equal errors are suspicious
FEWEST_NEIGHBOURS = 4
FAR = 2  # an error so many limits away from the median is suspicious


def doubts(test: KindTest, rows: list[JsonDict], *, zero_is_usual: bool) -> Iterator[str]:
    """Questions about the judged rows of one test.

    `zero_is_usual`: the display rounds so coarsely that a good instrument shows every load as it is.
    """
    yield from _all_alike(test, [Decimal(row["error"]) for row in rows if "error" in row], zero_is_usual)
    yield from _far_off(test, rows)


def _all_alike(test: KindTest, errors: list[Decimal], zero_is_usual: bool) -> Iterator[str]:
    if len(errors) < MANY or len(set(errors)) > 1:
        return
    if errors[0]:
        yield f"{test.label}: semua kesalahan sama, {comma(errors[0])}. Yakin tiap baris dibaca sendiri?"
    elif not zero_is_usual:
        yield f"{test.label}: Semua kesalahan 0. Pastikan setiap penunjukan sudah dibaca."


def _far_off(test: KindTest, rows: list[JsonDict]) -> Iterator[str]:
    """Each error counts in its own limit: what a heavy load or a large piece is off says nothing about a small one."""
    limited = [(number, row) for number, row in enumerate(rows, 1) if "error" in row and Decimal(row.get("mpe", 0))]
    if len(limited) < FEWEST_NEIGHBOURS:
        return
    shares = [Fraction(Decimal(row["error"])) / Fraction(Decimal(row["mpe"])) for _number, row in limited]
    middle = median_low(shares)
    for (number, row), share in zip(limited, shares, strict=True):
        if abs(share - middle) > FAR:
            yield f"{test.name_of_row(number)}: kesalahan {comma(Decimal(row['error']))} jauh dari baris lain. Yakin?"
