from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_protect_log_and_search")]
    operations = [
        migrations.RunSQL("DELETE FROM core_ratecount", migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="ratecount", name="one_count_per_bucket_and_window"),
        migrations.AlterField(
            model_name="ratecount", name="bucket", field=models.CharField(max_length=120, unique=True)
        ),
    ]
