import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("uttp", "0004_photos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("head", models.CharField(max_length=120, unique=True)),
                ("path", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="RegisterImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("file_name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("file", models.FileField(editable=False, max_length=200, upload_to="")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("mapping", "Kolom belum ditentukan"),
                            ("checking", "Sedang diperiksa"),
                            ("checked", "Menunggu keputusan"),
                            ("writing", "Sedang ditulis"),
                            ("written", "Masuk register"),
                            ("undone", "Dibatalkan seluruhnya"),
                        ],
                        default="mapping",
                        max_length=10,
                    ),
                ),
                ("sheet", models.PositiveSmallIntegerField(default=0)),
                ("head", models.PositiveIntegerField(default=1)),
                ("mapping", models.JSONField(default=dict)),
                ("joined", models.JSONField(default=list)),
                ("rows_total", models.PositiveIntegerField(default=0)),
                ("rows_done", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "impor register",
                "verbose_name_plural": "impor register",
                "ordering": ("-pk",),
                "permissions": (("import_register", "Can import registers"),),
            },
        ),
        migrations.CreateModel(
            name="ImportedOwner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facts", models.JSONField()),
                ("is_new", models.BooleanField()),
                ("why", models.CharField(blank=True, max_length=150)),
                (
                    "like",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="uttp.importedowner",
                    ),
                ),
                (
                    "like_owner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="uttp.owner"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="uttp.owner"
                    ),
                ),
                (
                    "register_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="owners", to="uttp.registerimport"
                    ),
                ),
            ],
            options={
                "verbose_name": "pemilik yang diimpor",
                "verbose_name_plural": "pemilik yang diimpor",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("cells", models.JSONField()),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("new", "Baru"),
                            ("changed", "Berubah"),
                            ("same", "Sudah sama"),
                            ("double", "Kembar"),
                            ("error", "Ditolak"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("facts", models.JSONField(default=dict)),
                ("before", models.JSONField(null=True)),
                ("is_written", models.BooleanField(default=False)),
                (
                    "imported_owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="rows",
                        to="uttp.importedowner",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="uttp.instrument"
                    ),
                ),
                (
                    "register_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="uttp.registerimport"
                    ),
                ),
            ],
            options={
                "verbose_name": "baris impor",
                "verbose_name_plural": "baris impor",
                "ordering": ("number",),
                "indexes": [models.Index(fields=["register_import", "fate", "number"], name="importrow_by_fate")],
                "constraints": [
                    models.UniqueConstraint(fields=("register_import", "number"), name="one_import_row_per_number")
                ],
            },
        ),
    ]
