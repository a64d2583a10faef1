from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_refer_elsewhere"),
    ]

    operations = [
        migrations.CreateModel(
            name="MutedAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, unique=True)),
                (
                    "why",
                    models.CharField(
                        choices=[("asked", "berhenti berlangganan"), ("bounced", "ditolak penerima")], max_length=10
                    ),
                ),
                ("since", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "alamat yang tidak dikirimi",
                "verbose_name_plural": "alamat yang tidak dikirimi",
                "ordering": ("-pk",),
            },
        ),
    ]
