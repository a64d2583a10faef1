"""An old register on its way in: the file, what each of its rows became or will become, and how it is undone."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from simetro.core.models import VersionedModel
from uttp.enums import Fate, ImportStatus
from uttp.kinds import Kind, get_kind
from uttp.models.register import Instrument, Owner


class RegisterImport(VersionedModel):
    """`mapping`: by path of a target, {"column": index} or {"fixed": text}. `head`: number of the row of heads.

    `questions`: what its rows leave open, as `uttp.columns.questions.gathered` writes it; `answers` by their keys.
    `notes`: sentences on what is unusual about the file. `joined`: pairs of keys of owners; somebody has said that the
    first is the second. `written_to`: number of the last row that is in the register. `forgotten_at`: since then only
    its counts are known, and what its rows became.
    """

    file_name = models.CharField(_("nama berkas"), max_length=200)
    file = models.FileField(editable=False, max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=ImportStatus, default=ImportStatus.MAPPING)
    sheet = models.PositiveSmallIntegerField(default=0)
    head = models.PositiveIntegerField(default=1)
    mapping = models.JSONField(default=dict)
    joined = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    forgotten_at = models.DateTimeField(null=True, editable=False)
    written_to = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("impor register")
        verbose_name_plural = _("impor register")
        ordering = ("-pk",)
        permissions = (("import_register", "Can import registers"),)

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("import_detail", args=[self.pk])


class ImportedOwner(models.Model):
    """An owner whom rows name. `owner` is known from the register, or is created when the import is written.

    `like`: another that may be the same, and `why`; whoever looks decides.
    """

    register_import = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="owners")
    facts = models.JSONField()
    owner = models.ForeignKey(Owner, null=True, on_delete=models.SET_NULL, related_name="+")
    is_new = models.BooleanField()
    like = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    like_owner = models.ForeignKey(Owner, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("pemilik yang diimpor")
        verbose_name_plural = _("pemilik yang diimpor")
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.facts.get("name", ""))


class ImportRow(models.Model):
    """`number`: as the spreadsheet program shows it. `before`: what an instrument was that this row changed.

    `notes`: sentences on how its cells were understood.

    Its import and owner are made before it, in the same work; to have the database ask for them row by row would be
    a tenth of the whole import.
    """

    register_import = models.ForeignKey(
        RegisterImport, models.CASCADE, related_name="rows", db_index=False, db_constraint=False
    )
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    fate = models.CharField(max_length=8, choices=Fate)
    reasons = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    imported_owner = models.ForeignKey(
        ImportedOwner, null=True, on_delete=models.SET_NULL, related_name="rows", db_constraint=False
    )
    instrument = models.ForeignKey(Instrument, null=True, on_delete=models.SET_NULL, related_name="+")
    before = models.JSONField(null=True)

    class Meta:
        verbose_name = _("baris impor")
        verbose_name_plural = _("baris impor")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=("register_import", "number"), name="one_import_row_per_number")]

    def __str__(self) -> str:
        return f"{self.register_import}: {self.number}"

    @property
    def kind(self) -> Kind:
        return get_kind(self.facts["kind"])

    @property
    def verified_on(self) -> date:
        return date.fromisoformat(self.facts["verified_on"])

    @property
    def capacity(self) -> str:
        """The size of the instrument that the row describes, as its page will show it."""
        return self.kind.describe_capacity(self.facts["attributes"])

    @property
    def sentences(self) -> list[str]:
        """Why the row is refused or waits, or which fields it changes, and how its cells were understood."""
        if self.fate != Fate.CHANGED:
            return [*self.reasons, *self.notes]
        labels = {field.name: str(getattr(field, "verbose_name", "")) for field in Instrument._meta.get_fields()}
        changed = ", ".join(labels[name] for name in self.reasons)
        return [gettext("Berubah: %(fields)s.") % {"fields": changed}, *self.notes]


class ColumnName(models.Model):
    """What a column head meant in the last import, so that people map it only once."""

    head = models.CharField(max_length=120, unique=True)  # lower case
    path = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.head}: {self.path}"


class KindName(models.Model):
    """Which kind an office means by a word of its registers, so that people teach it only once."""

    name = models.CharField(max_length=120, unique=True)  # folded
    kind_code = models.CharField(max_length=40, blank=True)  # empty for what is no measuring instrument

    def __str__(self) -> str:
        return f"{self.name}: {self.kind_code}"
