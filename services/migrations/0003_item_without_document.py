from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("services", "0002_verification_remark")]

    operations = [
        migrations.AddIndex(
            "orderitem",
            models.Index(
                fields=("document",),
                condition=models.Q(document="none", status__in=["passed", "failed"]),
                name="orderitem_without_document",
            ),
        ),
    ]
