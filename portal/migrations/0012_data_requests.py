import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.codes


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0011_copy_address_forgotten"),
        ("uttp", "0008_import_forgotten"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "number",
                    models.CharField(
                        default=portal.codes.new_request_number,
                        max_length=12,
                        unique=True,
                        verbose_name="nomor permintaan",
                    ),
                ),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("copy", "Salinan data"),
                            ("correction", "Perbaikan data"),
                            ("erasure", "Penghapusan data"),
                        ],
                        max_length=10,
                        verbose_name="yang diminta",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="keterangan")),
                ("asked_at", models.DateTimeField(verbose_name="diterima")),
                ("due_at", models.DateTimeField(verbose_name="dijawab paling lambat")),
                (
                    "status",
                    models.CharField(
                        choices=[("asked", "Menunggu jawaban"), ("done", "Selesai"), ("refused", "Ditolak")],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=5000, verbose_name="jawaban")),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="data_requests",
                        to="uttp.owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "permintaan data pribadi",
                "verbose_name_plural": "permintaan data pribadi",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "asked")), fields=["due_at"], name="datarequest_open_by_time"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "asked")),
                        fields=("owner", "wish"),
                        name="one_open_request_per_owner_and_wish",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("decided_at", None), ("status", "asked")),
                            models.Q(
                                models.Q(("status", "asked"), _negated=True),
                                models.Q(("decided_at", None), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="datarequest_answered_in_words",
                    ),
                ],
            },
        ),
    ]
