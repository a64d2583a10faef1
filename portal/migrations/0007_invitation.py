import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0006_complaint"),
        ("uttp", "0003_let_others_operate"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="uttp.owner"
                    ),
                ),
            ],
            options={
                "verbose_name": "ajakan mengurus UTTP",
                "verbose_name_plural": "ajakan mengurus UTTP",
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("owner", "email"), name="one_invitation_per_address")],
            },
        ),
    ]
