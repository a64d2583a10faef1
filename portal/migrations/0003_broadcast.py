import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_link_request"),
        ("services", "0009_reminder"),
        ("uttp", "0002_dated_parameter_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Broadcast",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("subject", models.CharField(max_length=150, verbose_name="judul")),
                ("body", models.TextField(max_length=5000, verbose_name="isi")),
                ("district", models.CharField(blank=True, max_length=80, verbose_name="kecamatan")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="pasar atau tempat")),
                ("kind_code", models.CharField(blank=True, max_length=40, verbose_name="jenis UTTP")),
                ("due_before", models.DateField(blank=True, null=True, verbose_name="habis sebelum")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draf"),
                            ("sending", "Dikirim"),
                            ("stopped", "Dihentikan"),
                            ("done", "Selesai"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("send_at", models.DateTimeField(null=True, verbose_name="waktu kirim")),
                (
                    "composed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sidang",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="broadcasts",
                        to="services.sidang",
                    ),
                ),
            ],
            options={
                "verbose_name": "siaran",
                "verbose_name_plural": "siaran",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Copy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Menunggu"),
                            ("sent", "Terkirim"),
                            ("muted", "Tidak dikirimi"),
                            ("failed", "Gagal"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "broadcast",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="copies", to="portal.broadcast"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="uttp.owner"),
                ),
            ],
            options={
                "verbose_name": "salinan siaran",
                "verbose_name_plural": "salinan siaran",
                "indexes": [models.Index(fields=["broadcast", "state", "tries"], name="copy_by_state")],
                "constraints": [models.UniqueConstraint(fields=("broadcast", "email"), name="one_copy_per_address")],
            },
        ),
    ]
