from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("services", "0011_walk_in")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="came_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
