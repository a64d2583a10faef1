"""Lines of one table that describe the same instrument, or one that is registered."""

from collections.abc import Container, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from uttp.columns import UploadedPlate
from uttp.columns.plate import ATTRIBUTES
from uttp.kinds import Kind
from uttp.models.register import plate_key
from uttp.queries import known_plates


def unless_twins(kind: Kind, plates: Sequence[UploadedPlate]) -> list[UploadedPlate]:
    """The plates; one that another line or the register has already has a problem."""
    keys = [_key(kind, plate) for plate in plates]
    known = known_plates(keys)
    seen: dict[str, int] = {}
    return [_unless_twin(plate, key, seen, known) for plate, key in zip(plates, keys, strict=True)]


def _key(kind: Kind, plate: UploadedPlate) -> str:
    facts = plate.facts
    return plate_key(kind.code, facts["brand"], facts["serial_number"], facts[ATTRIBUTES]) if facts else ""


def _unless_twin(plate: UploadedPlate, key: str, seen: dict[str, int], known: Container[str]) -> UploadedPlate:
    if not key:
        return plate
    first = seen.setdefault(key, plate.number)
    if first != plate.number:
        return replace(plate, problems=(_("Sama dengan baris %(n)s: merek dan nomor serinya.") % {"n": first},))
    if key in known:
        return replace(plate, problems=(_("Alat dengan merek dan nomor seri ini sudah tercatat. Hapus baris ini."),))
    return plate
