import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0004_section"),
        ("services", "0010_capacity"),
    ]

    operations = [
        migrations.CreateModel(
            name="SurveyAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scores", models.JSONField()),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="saran")),
                ("answered_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="survey_answer", to="services.order"
                    ),
                ),
            ],
            options={
                "verbose_name": "jawaban survei",
                "verbose_name_plural": "jawaban survei",
                "ordering": ("-pk",),
            },
        ),
    ]
