from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import migrations, models

from simetro.core.kit.text import folded

PIECE = 2_000


def key_plates(apps: Any, schema_editor: Any) -> None:
    """Gives each plate its key. Of two that differ only in spelling the later one is left without until it is changed."""
    instruments = apps.get_model("uttp", "Instrument")
    seen: set[str] = set()
    plated = instruments.objects.exclude(serial_number="").order_by("pk").iterator(PIECE)
    for piece in _pieces(plated):
        for instrument in piece:
            key = _key_of(instrument)
            instrument.plate_key = "" if key in seen else key
            seen.add(key)
        instruments.objects.bulk_update(piece, ["plate_key"])


def _key_of(instrument: Any) -> str:
    parts = (instrument.brand, instrument.serial_number, str(instrument.attributes.get("nozzle", "")))
    return "|".join((instrument.kind_code, *map(folded, parts)))


def _pieces(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while piece := list(islice(rows, PIECE)):
        yield piece


class Migration(migrations.Migration):
    dependencies = [
        ("uttp", "0013_ask_what_a_register_leaves_open"),
    ]

    operations = [
        migrations.AddField(
            model_name="instrument",
            name="plate_key",
            field=models.CharField(blank=True, editable=False, max_length=400),
        ),
        migrations.RunPython(key_plates, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="instrument",
            name="one_instrument_per_kind_brand_and_serial",
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("plate_key", ""), _negated=True),
                fields=("plate_key",),
                name="one_instrument_per_name_plate",
            ),
        ),
    ]
