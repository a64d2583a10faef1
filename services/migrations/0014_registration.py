import django.db.models.deletion
from django.db import migrations, models

import services.codes


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0013_assignment_of_sidang"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="order",
            options={
                "ordering": ("-pk",),
                "permissions": (
                    ("review_order", "Can accept, reject and schedule orders"),
                    ("cancel_order", "Can cancel orders"),
                    ("register_walk_in", "Can register who comes to a sidang"),
                    ("use_desk", "Can open the pages of orders"),
                ),
                "verbose_name": "order",
                "verbose_name_plural": "order",
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "number",
                    models.CharField(
                        default=services.codes.new_registration_number,
                        max_length=12,
                        unique=True,
                        verbose_name="nomor pendaftaran",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("registered", "Terdaftar"),
                            ("arrived", "Hadir"),
                            ("cancelled", "Dibatalkan"),
                            ("expired", "Tidak berlaku lagi"),
                        ],
                        default="registered",
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="nama")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="nomor telepon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="alamat")),
                ("village", models.CharField(blank=True, max_length=80, verbose_name="desa/kelurahan")),
                ("district", models.CharField(blank=True, max_length=80, verbose_name="kecamatan")),
                ("is_walk_in", models.BooleanField(default=False, editable=False)),
                ("sent_as", models.UUIDField(editable=False, unique=True)),
                ("forgotten_at", models.DateTimeField(editable=False, null=True)),
                (
                    "order",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration",
                        to="services.order",
                    ),
                ),
                (
                    "sidang",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="services.sidang"
                    ),
                ),
            ],
            options={
                "verbose_name": "pendaftaran sidang",
                "verbose_name_plural": "pendaftaran sidang",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="RegistrationLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind_code", models.CharField(max_length=40, verbose_name="jenis")),
                ("count", models.PositiveSmallIntegerField(verbose_name="jumlah")),
                ("brand", models.CharField(blank=True, max_length=80, verbose_name="merek")),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="services.registration"
                    ),
                ),
            ],
            options={
                "verbose_name": "UTTP pada pendaftaran",
                "verbose_name_plural": "UTTP pada pendaftaran",
                "ordering": ("pk",),
            },
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["sidang", "status"], name="registration_by_sidang"),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("order__isnull", False), ("status", "arrived")),
                    models.Q(models.Q(("status", "arrived"), _negated=True), ("order__isnull", True)),
                    _connector="OR",
                ),
                name="registration_arrives_with_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("forgotten_at__isnull", True),
                    models.Q(
                        ("address", ""), ("district", ""), ("email", ""), ("name", ""), ("phone", ""), ("village", "")
                    ),
                    _connector="OR",
                ),
                name="registration_forgotten_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationline",
            constraint=models.UniqueConstraint(
                fields=("registration", "kind_code"), name="one_line_per_registration_and_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationline",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__gte", 1)), name="registration_line_of_one_or_more"
            ),
        ),
    ]
