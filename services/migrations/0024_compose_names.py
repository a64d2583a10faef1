"""Text that was stored with its accents apart (NFD) is stored as it is typed today (NFC)."""

from typing import Any

from django.db import migrations

FIELDS = {
    "Sidang": ("name", "venue", "address", "district"),
    "Registration": ("name", "address", "district", "village"),
    "Standard": ("name", "serial_number", "certificate_number"),
}


def compose(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        for name, fields in FIELDS.items():
            table = apps.get_model("services", name)._meta.db_table
            for field in fields:
                update = f"UPDATE {table} SET {field} = normalize({field}, NFC) WHERE {field} IS NOT NFC NORMALIZED"  # noqa: S608 - names of ours
                cursor.execute(update)


class Migration(migrations.Migration):
    dependencies = [("services", "0023_one_open_order_per_instrument")]
    operations = [migrations.RunPython(compose, migrations.RunPython.noop)]
