import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("uttp", "0009_remember_how_far_an_import_is_written"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="owner",
            index=models.Index(
                django.db.models.functions.text.Right(
                    models.Func(
                        "phone", models.Value("\\D"), models.Value(""), models.Value("g"), function="regexp_replace"
                    ),
                    9,
                    output_field=models.CharField(),
                ),
                name="owner_by_subscriber",
            ),
        ),
    ]
