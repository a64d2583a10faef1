import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0012_never_empty_the_log"),
    ]

    operations = [
        migrations.AlterField(
            model_name="logentry",
            name="actor",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(fields=["actor", "-id"], name="logentry_by_actor"),
        ),
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(fields=["verb", "-id"], name="logentry_by_verb"),
        ),
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(fields=["at"], name="logentry_by_time"),
        ),
        migrations.AddIndex(
            model_name="logentry",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper(
                        django.db.models.functions.comparison.Coalesce(
                            django.db.models.fields.json.KeyTextTransform("reason", "data"),
                            django.db.models.fields.json.KeyTextTransform("note", "data"),
                            output_field=models.TextField(),
                        )
                    ),
                    name="gin_trgm_ops",
                ),
                condition=models.Q(("data__has_any_keys", ["reason", "note"])),
                name="logentry_note_trigram",
            ),
        ),
        migrations.AddIndex(
            model_name="logentry",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.fields.json.KeyTransform("shown", "data"), name="jsonb_path_ops"
                ),
                condition=models.Q(("verb", "core.view_list")),
                name="logentry_shown",
            ),
        ),
    ]
