import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("uttp", "0011_order_owners_by_name"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importrow",
            name="imported_owner",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="rows",
                to="uttp.importedowner",
            ),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="register_import",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="uttp.registerimport",
            ),
        ),
    ]
