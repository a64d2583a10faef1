from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0010_copies_by_whatsapp"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="copy",
            name="one_copy_per_address",
        ),
        migrations.AddConstraint(
            model_name="copy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("address", ""), _negated=True),
                fields=("broadcast", "channel", "address"),
                name="one_copy_per_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="copy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "pending"), _negated=True),
                    models.Q(("address", ""), _negated=True),
                    _connector="OR",
                ),
                name="copy_is_sent_somewhere",
            ),
        ),
    ]
