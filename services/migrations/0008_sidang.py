import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0007_keep_questions"),
        ("uttp", "0002_dated_parameter_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="queue_number",
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name="nomor antrean"),
        ),
        migrations.CreateModel(
            name="Sidang",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=120, verbose_name="nama sidang")),
                ("slug", models.SlugField(editable=False, max_length=80, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Direncanakan"),
                            ("announced", "Pendaftaran dibuka"),
                            ("closed", "Selesai"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="hari pertama")),
                ("ends_on", models.DateField(verbose_name="hari terakhir")),
                ("opens_at", models.TimeField(verbose_name="buka pukul")),
                ("closes_at", models.TimeField(verbose_name="tutup pukul")),
                ("venue", models.CharField(max_length=120, verbose_name="tempat")),
                ("address", models.CharField(max_length=250, verbose_name="alamat")),
                ("district", models.CharField(max_length=80, verbose_name="kecamatan")),
                ("map_url", models.URLField(blank=True, max_length=300, verbose_name="tautan peta")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="keterangan")),
                ("quotas", models.JSONField(verbose_name="kuota")),
                ("announced_at", models.DateTimeField(editable=False, null=True)),
                ("closing_reason", models.CharField(blank=True, max_length=500, verbose_name="alasan")),
                (
                    "penera",
                    models.ManyToManyField(
                        blank=True,
                        limit_choices_to={"groups__name": "penera"},
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sidang tera ulang",
                "verbose_name_plural": "sidang tera ulang",
                "ordering": ("-starts_on", "-pk"),
            },
        ),
        migrations.AddField(
            model_name="order",
            name="sidang",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="services.sidang",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(fields=("sidang", "queue_number"), name="one_order_per_queue_number"),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("sidang__isnull", True), ("place", "sidang"), _connector="OR"),
                name="sidang_order_is_at_sidang",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("queue_number__isnull", True), ("sidang__isnull", False), _connector="OR"),
                name="queue_number_needs_sidang",
            ),
        ),
        migrations.AddIndex(
            model_name="sidang",
            index=models.Index(fields=["ends_on", "status"], name="sidang_by_day"),
        ),
        migrations.AddConstraint(
            model_name="sidang",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="sidang_days_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="sidang",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="sidang_hours_in_order"
            ),
        ),
    ]
