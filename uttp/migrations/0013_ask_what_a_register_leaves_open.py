from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("uttp", "0012_trust_rows_of_an_import"),
    ]

    operations = [
        migrations.CreateModel(
            name="KindName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True)),
                ("kind_code", models.CharField(blank=True, max_length=40)),
            ],
        ),
        migrations.AddField(
            model_name="importrow",
            name="notes",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="instrument",
            name="verified_note",
            field=models.CharField(blank=True, max_length=60, verbose_name="terakhir ditera menurut register lama"),
        ),
        migrations.AddField(
            model_name="owner",
            name="phone_note",
            field=models.CharField(blank=True, max_length=200, verbose_name="keterangan telepon"),
        ),
        migrations.AddField(
            model_name="registerimport",
            name="answers",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="registerimport",
            name="notes",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="registerimport",
            name="questions",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="fate",
            field=models.CharField(
                choices=[
                    ("new", "Baru"),
                    ("changed", "Berubah"),
                    ("same", "Sudah sama"),
                    ("double", "Kembar"),
                    ("asked", "Menunggu jawaban"),
                    ("error", "Ditolak"),
                ],
                max_length=8,
            ),
        ),
    ]
