from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0019_keyset_and_number_indexes"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="registration",
            name="sent_as",
        ),
    ]
