from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("uttp", "0010_find_owners_by_telephone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="owner",
            index=models.Index(fields=["name", "id"], name="owner_by_name"),
        ),
    ]
