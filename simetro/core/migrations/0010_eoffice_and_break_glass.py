import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("core", "0009_complaint"),
    ]

    operations = [
        migrations.CreateModel(
            name="EOfficeSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("access", models.TextField()),
                ("refresh", models.TextField(blank=True)),
                ("checked_at", models.DateTimeField(db_index=True)),
                ("tried_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="user",
            name="break_glass",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[(1, "Akun darurat pertama"), (2, "Akun darurat kedua")],
                error_messages={"unique": "Akun lain sudah menjadi akun darurat ini. Lepas dahulu yang itu."},
                help_text="Tetap boleh masuk dengan kata sandi bila e-office mati. Wajib memakai aplikasi autentikator.",
                null=True,
                unique=True,
                verbose_name="akun darurat",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="eoffice_subject",
            field=models.CharField(blank=True, editable=False, max_length=255),
        ),
        migrations.AddField(
            model_name="user",
            name="eoffice_username",
            field=models.CharField(
                blank=True,
                help_text="Menghubungkan petugas ini dengan akun e-office saat pertama kali masuk dari sana.",
                max_length=150,
                verbose_name="nama pengguna di e-office",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                condition=models.Q(("eoffice_subject", ""), _negated=True),
                fields=("eoffice_subject",),
                name="one_person_per_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("eoffice_username"),
                condition=models.Q(("eoffice_username", ""), _negated=True),
                name="one_person_per_eoffice_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("break_glass__in", (1, 2))), name="two_break_glass_accounts"
            ),
        ),
        migrations.AddField(
            model_name="eofficesession",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="eoffice_sessions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
