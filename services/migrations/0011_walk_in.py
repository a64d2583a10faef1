from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0010_capacity"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="is_walk_in",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
