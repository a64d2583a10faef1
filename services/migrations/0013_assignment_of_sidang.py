import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0012_came_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="AssignmentEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.JSONField()),
                ("issued_at", models.DateTimeField(auto_now_add=True)),
                ("file", models.FileField(blank=True, upload_to="")),
                ("sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "verbose_name": "isi surat tugas",
                "verbose_name_plural": "isi surat tugas",
                "ordering": ("pk",),
            },
        ),
        migrations.AddField(
            model_name="assignmentletter",
            name="sidang",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignment_letter",
                to="services.sidang",
            ),
        ),
        migrations.AlterField(
            model_name="assignmentletter",
            name="order",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignment_letter",
                to="services.order",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignmentletter",
            constraint=models.CheckConstraint(
                condition=models.Q(("order__isnull", False), ("sidang__isnull", False), _connector="XOR"),
                name="assignment_of_order_or_sidang",
            ),
        ),
        migrations.AddField(
            model_name="assignmentedition",
            name="letter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="services.assignmentletter"
            ),
        ),
        migrations.AddConstraint(
            model_name="assignmentedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", ""), ("sha256", "")),
                    models.Q(models.Q(("file", ""), _negated=True), models.Q(("sha256", ""), _negated=True)),
                    _connector="OR",
                ),
                name="assignment_file_has_its_hash",
            ),
        ),
    ]
