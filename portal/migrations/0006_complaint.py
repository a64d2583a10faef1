import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.codes


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0005_survey"),
        ("services", "0010_capacity"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "number",
                    models.CharField(
                        default=portal.codes.new_complaint_number,
                        max_length=12,
                        unique=True,
                        verbose_name="nomor pengaduan",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="pengaduan")),
                ("contact", models.CharField(blank=True, max_length=150, verbose_name="kontak")),
                ("due_on", models.DateField(verbose_name="dijawab paling lambat")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="jawaban")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="complaints", to="services.order"
                    ),
                ),
            ],
            options={
                "verbose_name": "pengaduan",
                "verbose_name_plural": "pengaduan",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)), fields=["due_on"], name="complaint_open_by_day"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True), models.Q(("answered_at", None), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="complaint_answered_in_words",
                    )
                ],
            },
        ),
    ]
