"""Names that were stored with their accents apart (NFD) are stored as they are typed today (NFC)."""

from typing import Any

from django.db import migrations


def compose(apps: Any, schema_editor: Any) -> None:
    table = apps.get_model("core", "User")._meta.db_table
    with schema_editor.connection.cursor() as cursor:
        update = f"UPDATE {table} SET name = normalize(name, NFC) WHERE name IS NOT NFC NORMALIZED"  # noqa: S608 - names of ours
        cursor.execute(update)


class Migration(migrations.Migration):
    dependencies = [("core", "0015_answer_who_does_not_sign_in")]
    operations = [migrations.RunPython(compose, migrations.RunPython.noop)]
