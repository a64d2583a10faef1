from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("uttp", "0006_trigram_indexes_for_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="owner",
            name="closed_on",
            field=models.DateField(editable=False, null=True),
        ),
    ]
