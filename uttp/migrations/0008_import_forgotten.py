from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("uttp", "0007_close_an_owner"),
    ]

    operations = [
        migrations.AddField(
            model_name="registerimport",
            name="forgotten_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
