from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("services", "0001_orders_and_verifications")]

    operations = [
        migrations.AddField(
            model_name="verification",
            name="remark",
            field=models.CharField(blank=True, max_length=500, verbose_name="catatan"),
        ),
    ]
