from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0007_muted_address"),
    ]

    operations = [
        migrations.AddField(
            model_name="office",
            name="onsite_minutes",
            field=models.PositiveSmallIntegerField(
                default=600,
                help_text="Hari yang lain dari biasanya diatur sendiri-sendiri sebagai hari pelayanan.",
                verbose_name="pelayanan di tempat pakai (penera-menit tiap hari kerja)",
            ),
        ),
    ]
