from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0009_copies_that_came_back"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="copy", name="one_copy_per_address"),
        migrations.RenameField(model_name="copy", old_name="email", new_name="address"),
        migrations.AddField(
            model_name="copy",
            name="channel",
            field=models.CharField(
                choices=[("email", "e-mail"), ("whatsapp", "WhatsApp")], default="email", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="copy",
            name="address",
            field=models.CharField(max_length=254),
        ),
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
                    ("unsure", "Tidak pasti"),
                ],
                default="pending",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="copy",
            constraint=models.UniqueConstraint(fields=("broadcast", "channel", "address"), name="one_copy_per_address"),
        ),
    ]
