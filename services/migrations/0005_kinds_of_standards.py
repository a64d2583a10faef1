import django.contrib.postgres.fields
from django.db import migrations, models

from uttp.kinds import all_kinds


def every_kind() -> list[str]:
    """So far any standard was offered for any kind; a super admin narrows it down."""
    return [kind.code for kind in all_kinds()]


class Migration(migrations.Migration):
    dependencies = [("services", "0004_assignments_and_mark_statements")]

    operations = [
        migrations.AddField(
            "standard",
            "kinds",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=40), default=every_kind, size=None, verbose_name="jenis UTTP"
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "standard",
            models.CheckConstraint(condition=models.Q(("kinds", []), _negated=True), name="standard_names_a_kind"),
        ),
    ]
