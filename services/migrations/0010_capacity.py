import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0009_reminder"),
        ("uttp", "0002_dated_parameter_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KindTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind_code", models.CharField(max_length=40, unique=True, verbose_name="jenis UTTP")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="menit tiap UTTP")),
            ],
            options={
                "verbose_name": "waktu uji",
                "verbose_name_plural": "waktu uji",
                "ordering": ("kind_code",),
            },
        ),
        migrations.CreateModel(
            name="ServiceDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(unique=True, verbose_name="tanggal")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        help_text="0 berarti tidak melayani, misalnya hari libur.", verbose_name="penera-menit"
                    ),
                ),
                (
                    "districts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        help_text="Pisahkan dengan koma. Kosong berarti semua.",
                        size=None,
                        verbose_name="kecamatan",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="keterangan")),
            ],
            options={
                "verbose_name": "hari pelayanan",
                "verbose_name_plural": "hari pelayanan",
                "ordering": ("-on",),
            },
        ),
        migrations.AddField(
            model_name="order",
            name="wanted_on",
            field=models.DateField(blank=True, null=True, verbose_name="hari yang diminta"),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("wanted_on__isnull", True), ("place", "on_site"), _connector="OR"),
                name="wanted_day_is_on_site",
            ),
        ),
        migrations.AddConstraint(
            model_name="kindtime",
            constraint=models.CheckConstraint(condition=models.Q(("minutes__gt", 0)), name="kind_takes_time"),
        ),
    ]
