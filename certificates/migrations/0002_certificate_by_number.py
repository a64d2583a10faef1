from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_certificates_and_signing")]

    operations = [
        migrations.AddIndex("certificate", models.Index(Upper("number"), name="certificate_by_number")),
    ]
