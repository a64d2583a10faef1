"""Text that was stored with its accents apart (NFD) is stored as it is typed today (NFC)."""

from typing import Any

from django.db import IntegrityError, migrations, transaction

FIELDS = {
    "Owner": ("name", "address", "district", "village"),
    "Instrument": ("brand", "model", "serial_number", "made_in", "location"),
}


def compose(apps: Any, schema_editor: Any) -> None:
    for name, fields in FIELDS.items():
        for field in fields:
            _compose(apps.get_model("uttp", name)._meta.db_table, field, schema_editor.connection)


def _compose(table: str, field: str, connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE {field} IS NOT NFC NORMALIZED")  # noqa: S608 - names of ours
        keys = [key for (key,) in cursor.fetchall()]
        for key in keys:
            try:
                with transaction.atomic(using=connection.alias):
                    cursor.execute(f"UPDATE {table} SET {field} = normalize({field}, NFC) WHERE id = %s", [key])  # noqa: S608 - names of ours
            except IntegrityError:  # its twin is there in today's form already: the desk decides which one stays
                continue


class Migration(migrations.Migration):
    dependencies = [("uttp", "0015_brand_may_be_empty")]
    operations = [migrations.RunPython(compose, migrations.RunPython.noop)]
