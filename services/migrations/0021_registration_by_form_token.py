from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0020_view_all_orders"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="registration",
            name="sent_as",
        ),
    ]
