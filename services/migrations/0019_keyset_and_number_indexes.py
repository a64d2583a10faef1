import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0018_open_repairs"),
        ("uttp", "0006_trigram_indexes_for_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="verification",
            name="verification_by_status",
        ),
        migrations.AddIndex(
            model_name="order",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("transaction_number"), name="gin_trgm_ops"
                ),
                name="order_number_trigram",
            ),
        ),
        migrations.AddIndex(
            model_name="verification",
            index=models.Index(fields=["status", "-tested_on", "-id"], name="verification_by_day"),
        ),
    ]
