from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0008_article_picture"),
    ]

    operations = [
        migrations.AlterField(
            model_name="copy",
            name="state",
            field=models.CharField(
                choices=[
                    ("pending", "Menunggu"),
                    ("sent", "Terkirim"),
                    ("muted", "Tidak dikirimi"),
                    ("failed", "Gagal"),
                    ("bounced", "Ditolak kemudian"),
                ],
                default="pending",
                max_length=10,
            ),
        ),
    ]
