from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("uttp", "0006_trigram_indexes_for_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="registerimport",
            name="forgotten_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
