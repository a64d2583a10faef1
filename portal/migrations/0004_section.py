from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0003_broadcast"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="section",
            field=models.CharField(
                choices=[("news", "Berita"), ("page", "Informasi")], default="news", max_length=4, verbose_name="bagian"
            ),
        ),
    ]
