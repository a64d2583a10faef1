import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0014_one_person_per_username"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="idempotentanswer",
            name="one_answer_per_idempotency_key",
        ),
        migrations.AlterField(
            model_name="idempotentanswer",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="idempotentanswer",
            constraint=models.UniqueConstraint(
                fields=("user", "method", "path", "key"),
                name="one_answer_per_idempotency_key",
                nulls_distinct=False,
            ),
        ),
    ]
