from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0002_certificate_by_number")]

    operations = [
        migrations.AddIndex(
            "certificate",
            models.Index(condition=~models.Q(sha256=""), fields=["sha256"], name="certificate_by_file"),
        ),
    ]
