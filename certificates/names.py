"""How pages name the instruments of a document."""

from collections.abc import Mapping

from django.utils.translation import gettext


def naming(first: Mapping[str, str], count: int) -> tuple[str, str, str]:
    """Name plate and ID of the first instrument, and how many more there are."""
    plate = " ".join(first[part] for part in ("brand", "model", "serial_number") if first[part])
    more = gettext("dan %(count)s lain") % {"count": count - 1}
    return plate, first["uttp_id"], more if count > 1 else ""


def instruments_named(first: Mapping[str, str], count: int) -> str:
    plate, uttp_id, more = naming(first, count)
    return f"{plate} · {uttp_id} {more}".rstrip()
