import segno
from django.utils.safestring import SafeString, mark_safe

MASK = 4  # any fixed mask can be read; letting segno try all eight takes five times as long


def qr_svg(text: str, css: str = "qr") -> SafeString:
    """Inline vector, so sharp at any size and no raster image in the PDF; size it with CSS."""
    code = segno.make(text, error="m", mask=MASK, micro=False)
    svg = code.svg_inline(border=4, omitsize=True, svgclass=css, lineclass=None)
    return mark_safe(svg)  # noqa: S308 - only drawn modules, the text itself is not in it
