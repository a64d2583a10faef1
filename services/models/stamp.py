from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.enums import HELD_BY_SOMEBODY, HELD_BY_STORE, WITH_LETTER, StampMoveKind
from services.models.verification import Verification

CODE = RegexValidator(r"\A[A-Z][A-Z0-9]{0,11}\Z", _("Tulis huruf besar dan angka saja, misalnya SL6."))


class StampKind(models.Model):
    """A sort of marks that the ministry hands out by the piece: plates, lead seals, stickers."""

    code = models.CharField(_("kode"), max_length=12, unique=True, validators=[CODE])
    name = models.CharField(_("nama"), max_length=80)
    unit = models.CharField(_("satuan"), max_length=20)
    low_water = models.PositiveIntegerField(
        _("batas persediaan"),
        default=0,
        help_text=_("Meja layanan diberi tahu bila sisanya di bawah ini. 0 berarti tidak."),
    )

    class Meta:
        verbose_name = _("jenis cap tanda tera")
        verbose_name_plural = _("jenis cap tanda tera")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class StampMove(models.Model):
    """One entry of the stamp ledger. Entries are never changed; a mistake is undone by an entry that `reverses` it."""

    kind = models.ForeignKey(StampKind, on_delete=models.PROTECT, related_name="moves", verbose_name=_("jenis"))
    year = models.PositiveSmallIntegerField(_("tahun tanda"))
    move = models.CharField(_("gerakan"), max_length=10, choices=StampMoveKind)
    quantity = models.PositiveIntegerField(_("jumlah"))
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("penera")
    )
    verification = models.ForeignKey(Verification, on_delete=models.PROTECT, null=True, related_name="stamps")
    letter_number = models.CharField(_("nomor surat"), max_length=80, blank=True)
    note = models.CharField(_("keterangan"), max_length=300, blank=True)
    on = models.DateField(_("tanggal"))
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("gerakan cap tanda tera")
        verbose_name_plural = _("gerakan cap tanda tera")
        ordering = ("-pk",)
        permissions = (
            ("keep_stamps", "Can receive, hand out and return stamps"),
            ("use_stamps", "Can book what he used of the stamps he holds"),
        )
        indexes = [
            models.Index(fields=("year", "kind"), name="stampmove_by_year"),
            models.Index(fields=("holder", "year"), condition=Q(holder__isnull=False), name="stampmove_by_holder"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="stampmove_moves_something"),
            models.CheckConstraint(
                condition=Q(holder__isnull=False, move__in=HELD_BY_SOMEBODY)
                | Q(holder__isnull=True, move__in=HELD_BY_STORE),
                name="stampmove_has_its_holder",
            ),
            models.CheckConstraint(
                condition=~Q(move__in=WITH_LETTER) | ~Q(letter_number=""), name="stampmove_has_its_letter"
            ),
            models.CheckConstraint(
                condition=Q(verification__isnull=True) | Q(move=StampMoveKind.USED), name="stampmove_of_test_is_use"
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | ~Q(note=""), name="stampmove_reversed_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | ~Q(reverses=F("pk")), name="stampmove_reverses_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.year} {self.move} {self.quantity}"

    @property
    def in_words(self) -> str:
        """The name of the move; a counter-entry is named as such."""
        done = str(StampMoveKind(self.move).label)
        return gettext("Pembetulan: %(move)s") % {"move": done} if self.reverses_id else done
