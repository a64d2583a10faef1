from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0010_eoffice_and_break_glass"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, unique=True)),
                ("days", models.PositiveSmallIntegerField(verbose_name="hari")),
            ],
            options={
                "verbose_name": "masa simpan",
                "verbose_name_plural": "masa simpan",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, unique=True)),
                ("at", models.DateTimeField()),
                ("days", models.PositiveSmallIntegerField()),
                ("removed", models.PositiveIntegerField(default=0)),
                ("has_failed", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "penghapusan berkala",
                "verbose_name_plural": "penghapusan berkala",
                "ordering": ("code",),
            },
        ),
    ]
