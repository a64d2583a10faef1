import django.db.models.deletion
from django.db import migrations, models

WRITTEN_TO = """
UPDATE uttp_registerimport r SET written_to = w.number
FROM (SELECT register_import_id, max(number) AS number FROM uttp_importrow WHERE is_written GROUP BY 1) w
WHERE w.register_import_id = r.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("uttp", "0008_import_forgotten"),
    ]

    operations = [
        migrations.AddField(
            model_name="registerimport",
            name="written_to",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunSQL(WRITTEN_TO, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="importrow",
            name="is_written",
        ),
        migrations.RemoveIndex(model_name="importrow", name="importrow_by_fate"),
        migrations.AlterField(
            model_name="importrow",
            name="register_import",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="uttp.registerimport",
            ),
        ),
    ]
