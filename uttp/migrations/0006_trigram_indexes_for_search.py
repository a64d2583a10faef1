import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("uttp", "0005_imports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="instrument",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("model"), name="gin_trgm_ops"
                ),
                name="instrument_model_trigram",
            ),
        ),
        migrations.AddIndex(
            model_name="instrument",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("uttp_id"), name="gin_trgm_ops"
                ),
                name="instrument_id_trigram",
            ),
        ),
        migrations.AddIndex(
            model_name="instrument",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("location"), name="gin_trgm_ops"
                ),
                name="instrument_place_trigram",
            ),
        ),
        migrations.AddIndex(
            model_name="owner",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("phone", name="gin_trgm_ops"), name="owner_phone_trigram"
            ),
        ),
        migrations.AddIndex(
            model_name="owner",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("district"), name="gin_trgm_ops"
                ),
                name="owner_district_trigram",
            ),
        ),
        migrations.AddIndex(
            model_name="owner",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("village"), name="gin_trgm_ops"
                ),
                name="owner_village_trigram",
            ),
        ),
    ]
