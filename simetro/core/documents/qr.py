from contextlib import suppress
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from qrcode.util import optimal_data_chunks

MASK = 4  # any fixed mask can be read; to have the library try all eight takes eight times as long
QUIET = 4  # modules of white around the code, which scanners need
SWITCH = 11  # from this many characters on a chunk in alphanumeric mode is shorter, although it says where it begins


def qr_svg(text: str, css: str = "qr") -> SafeString:
    """Inline vector, so sharp at any size and no raster image in the PDF; size it with CSS."""
    rows = qr_modules(text)
    path = "".join(f"M{QUIET} {y}.5{_dashes(row)}" for y, row in enumerate(rows, QUIET))
    side = len(rows) + 2 * QUIET
    svg = f'<svg viewBox="0 0 {side} {side}" class="{css}"><path stroke="#000" d="{path}"/></svg>'
    return mark_safe(svg)  # noqa: S308 - only drawn modules, the text itself is not in it


def qr_modules(text: str) -> list[list[bool]]:
    """Rows from the top, True where it is black, without the white around them.

    Of level M (a seventh of it may be lost), or of the strongest that makes it no larger.
    """
    chunks = [*optimal_data_chunks(text, minimum=SWITCH)]
    code = _fitted(chunks, ERROR_CORRECT_M)
    with suppress(DataOverflowError):
        for level in (ERROR_CORRECT_Q, ERROR_CORRECT_H):
            stronger = _fitted(chunks, level)
            if stronger.version > code.version:
                break
            code = stronger
    code.make(fit=False)
    rows: list[list[bool]] = code.modules
    return rows


def _fitted(chunks: list[object], level: int) -> QRCode:
    code = QRCode(error_correction=level, mask_pattern=MASK)
    for chunk in chunks:
        code.add_data(chunk)
    code.best_fit()
    return code


def _dashes(row: list[bool]) -> str:
    lengths = ((black, len([*run])) for black, run in groupby(row))
    return "".join(f"h{length}" if black else f"m{length} 0" for black, length in lengths)
