import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0016_stamp_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Repair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500, verbose_name="alasan")),
                ("sent_on", models.DateField(verbose_name="dikembalikan")),
                ("until", models.DateField(verbose_name="batas perbaikan")),
                ("repairer", models.CharField(blank=True, max_length=120, verbose_name="reparatir")),
                ("licence_number", models.CharField(blank=True, max_length=60, verbose_name="nomor izin reparatir")),
                ("came_back_on", models.DateField(null=True, verbose_name="kembali")),
                ("given_up_on", models.DateField(null=True, verbose_name="tidak jadi diperbaiki")),
                ("warned_at", models.DateTimeField(null=True)),
                ("told_due_at", models.DateTimeField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="repairs", to="services.orderitem"
                    ),
                ),
            ],
            options={
                "verbose_name": "perbaikan",
                "verbose_name_plural": "perbaikan",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("came_back_on__isnull", True), ("given_up_on__isnull", True)),
                        fields=["until"],
                        name="repair_still_out",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("came_back_on__isnull", True), ("given_up_on__isnull", True)),
                        fields=("item",),
                        name="one_repair_out_per_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("sent_on"))), name="repair_dates_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("repairer", ""), ("came_back_on__isnull", False), _connector="OR"),
                        name="repairer_is_known_on_return",
                    ),
                ],
            },
        ),
    ]
