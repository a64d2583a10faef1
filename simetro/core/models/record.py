"""The log, the outbox, number series, idempotency, rate limits and retention."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce, Upper
from django.utils.translation import gettext_lazy as _


def note_in(data: str) -> Coalesce:
    """The database expression for the reason or note in an entry's data."""
    return Coalesce(KeyTextTransform("reason", data), KeyTextTransform("note", data), output_field=models.TextField())


class LogEntry(models.Model):
    """Who did what to which row, and when. The application's database role can only add and read."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("catatan")
        verbose_name_plural = _("catatan")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("subject_type", "subject_id", "-id"), name="logentry_by_subject"),
            models.Index(fields=("actor", "-id"), name="logentry_by_actor"),
            models.Index(fields=("verb", "-id"), name="logentry_by_verb"),
            models.Index(fields=("at",), name="logentry_by_time"),
            GinIndex(
                OpClass(Upper(note_in("data")), name="gin_trgm_ops"),
                name="logentry_note_trigram",
                condition=models.Q(data__has_any_keys=["reason", "note"]),
            ),
            GinIndex(
                OpClass(KeyTransform("shown", "data"), name="jsonb_path_ops"),
                name="logentry_shown",
                condition=models.Q(verb="core.view_list"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_type} {self.subject_id}"


class DeliveryState(models.TextChoices):
    PENDING = "pending", _("menunggu")
    DONE = "done", _("selesai")
    DEAD = "dead", _("gagal")


class Delivery(models.Model):
    """A side effect that still has to happen (outbox); written in the transaction that caused it."""

    topic = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pengiriman")
        verbose_name_plural = _("pengiriman")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("due_at",), condition=models.Q(state="pending"), name="delivery_pending_by_due"),
            models.Index(fields=("topic", "created_at"), name="delivery_by_topic_and_time"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"


class MutedAddress(models.Model):
    """An address that gets no reminders and broadcasts any more; mail about one's own orders is still sent."""

    class Why(models.TextChoices):
        ASKED = "asked", _("berhenti berlangganan")
        BOUNCED = "bounced", _("ditolak penerima")

    email = models.EmailField(unique=True)  # lower case; or a phone number as WhatsApp writes it
    why = models.CharField(max_length=10, choices=Why)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("alamat yang tidak dikirimi")
        verbose_name_plural = _("alamat yang tidak dikirimi")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.email


class NumberSeries(models.Model):
    """The counter behind gapless numbers; its row is locked while one is taken."""

    name = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("deret nomor")
        verbose_name_plural = _("deret nomor")
        constraints = [models.UniqueConstraint(fields=("name", "year"), name="one_counter_per_series_and_year")]

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.last}"


class IdempotentAnswer(models.Model):
    """The answer to a creating request, kept so that the same request sent twice makes one row.

    `user` is empty where nobody has to sign in; `status` is 0 until there is an answer.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    method = models.CharField(max_length=10)
    path = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("user", "method", "path", "key"), name="one_answer_per_idempotency_key", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.key}"


class RateCount(models.Model):
    """How often something was done within one window of time, for all processes together."""

    bucket = models.CharField(max_length=120, unique=True)
    until = models.BigIntegerField(help_text="end of the window, seconds since 1970")
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.bucket} {self.until}: {self.count}"


class RetentionPeriod(models.Model):
    """The days for which a retention rule keeps its data, where a super admin has changed the usual number."""

    code = models.CharField(max_length=60, unique=True)
    days = models.PositiveSmallIntegerField(_("hari"))

    class Meta:
        verbose_name = _("masa simpan")
        verbose_name_plural = _("masa simpan")
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code}: {self.days}"


class RetentionRun(models.Model):
    """The last run of a retention rule; `has_failed`: it removed nothing and is tried again tomorrow."""

    code = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    removed = models.PositiveIntegerField(default=0)
    has_failed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("penghapusan berkala")
        verbose_name_plural = _("penghapusan berkala")
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.at:%Y-%m-%d}: {self.removed}"
