from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_capacity"),
    ]

    operations = [
        migrations.AddField(
            model_name="office",
            name="complaint_days",
            field=models.PositiveSmallIntegerField(default=5, verbose_name="batas jawaban pengaduan (hari kerja)"),
        ),
    ]
