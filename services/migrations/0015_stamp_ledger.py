import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0014_registration"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StampKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=12,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Z][A-Z0-9]{0,11}\\Z", "Tulis huruf besar dan angka saja, misalnya SL6."
                            )
                        ],
                        verbose_name="kode",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                ("unit", models.CharField(max_length=20, verbose_name="satuan")),
                (
                    "low_water",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Meja layanan diberi tahu bila sisanya di bawah ini. 0 berarti tidak.",
                        verbose_name="batas persediaan",
                    ),
                ),
            ],
            options={
                "verbose_name": "jenis cap tanda tera",
                "verbose_name_plural": "jenis cap tanda tera",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="StampMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun tanda")),
                (
                    "move",
                    models.CharField(
                        choices=[
                            ("received", "Diterima"),
                            ("handed", "Diserahkan kepada penera"),
                            ("back", "Dikembalikan ke gudang"),
                            ("used", "Dibubuhkan"),
                            ("damaged", "Rusak"),
                            ("returned", "Dikembalikan ke pemberi"),
                        ],
                        max_length=10,
                        verbose_name="gerakan",
                    ),
                ),
                ("quantity", models.PositiveIntegerField(verbose_name="jumlah")),
                ("letter_number", models.CharField(blank=True, max_length=80, verbose_name="nomor surat")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="keterangan")),
                ("on", models.DateField(verbose_name="tanggal")),
                ("booked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "booked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penera",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="services.stampkind",
                        verbose_name="jenis",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="services.stampmove",
                    ),
                ),
                (
                    "verification",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stamps",
                        to="services.verification",
                    ),
                ),
            ],
            options={
                "verbose_name": "gerakan cap tanda tera",
                "verbose_name_plural": "gerakan cap tanda tera",
                "ordering": ("-pk",),
                "permissions": (
                    ("keep_stamps", "Can receive, hand out and return stamps"),
                    ("use_stamps", "Can book what he used of the stamps he holds"),
                ),
                "indexes": [
                    models.Index(fields=["year", "kind"], name="stampmove_by_year"),
                    models.Index(
                        condition=models.Q(("holder__isnull", False)),
                        fields=["holder", "year"],
                        name="stampmove_by_holder",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="stampmove_moves_something"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("holder__isnull", False), ("move__in", ("handed", "back", "used", "damaged"))),
                            models.Q(("holder__isnull", True), ("move__in", ("received", "damaged", "returned"))),
                            _connector="OR",
                        ),
                        name="stampmove_has_its_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("move__in", ("received", "returned")), _negated=True),
                            models.Q(("letter_number", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="stampmove_has_its_letter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verification__isnull", True), ("move", "used"), _connector="OR"),
                        name="stampmove_of_test_is_use",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reverses__isnull", True), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="stampmove_reversed_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reverses__isnull", True),
                            models.Q(("reverses", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="stampmove_reverses_another",
                    ),
                ],
            },
        ),
    ]
