from datetime import timedelta

from django.db import migrations

USUAL = timedelta(days=9)  # seven working days: when it was sent is not known


def open_repairs(apps, schema_editor):
    """What is out already is reminded of and listed like what goes out from now on."""
    items = apps.get_model("services", "OrderItem").objects.filter(status="in_repair", repair_until__isnull=False)
    model = apps.get_model("services", "Repair")
    model.objects.bulk_create(
        model(item=item, reason=item.reason, sent_on=item.repair_until - USUAL, until=item.repair_until)
        for item in items
    )


class Migration(migrations.Migration):
    dependencies = [("services", "0017_repairs")]

    operations = [migrations.RunPython(open_repairs, migrations.RunPython.noop)]
