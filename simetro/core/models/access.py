import hashlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, Group
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F
from django.db.models.functions import JSONObject, Lower
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from simetro.core.kit.roles import STAFF, Role

READ_ALONG = "granted"
GRANTED = {"role": F("name"), "app": F("permissions__content_type__app_label"), "codename": F("permissions__codename")}


class User(AbstractUser):
    """A person who signs in: staff by role, or an owner's account."""

    first_name = None  # type: ignore[assignment]  # one name, as Indonesians have
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("nama"), max_length=150)
    nip = models.CharField("NIP", max_length=30, blank=True)
    rank = models.CharField(_("pangkat/golongan"), max_length=80, blank=True)
    email = models.EmailField("e-mail", blank=True)
    eoffice_username = models.CharField(
        _("nama pengguna di e-office"),
        max_length=150,
        blank=True,
        help_text=_("Menghubungkan petugas ini dengan akun e-office saat pertama kali masuk dari sana."),
    )
    eoffice_subject = models.CharField(max_length=255, blank=True, editable=False)  # who he is there, for good
    break_glass = models.PositiveSmallIntegerField(
        _("akun darurat"),
        choices=[(1, _("Akun darurat pertama")), (2, _("Akun darurat kedua"))],
        null=True,
        blank=True,
        unique=True,
        error_messages={"unique": _("Akun lain sudah menjadi akun darurat ini. Lepas dahulu yang itu.")},
        help_text=_("Tetap boleh masuk dengan kata sandi bila e-office mati. Wajib memakai aplikasi autentikator."),
    )

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("eoffice_subject",), condition=~models.Q(eoffice_subject=""), name="one_person_per_subject"
            ),
            models.UniqueConstraint(
                Lower("eoffice_username"), condition=~models.Q(eoffice_username=""), name="one_person_per_eoffice_name"
            ),
            models.CheckConstraint(condition=models.Q(break_glass__in=(1, 2)), name="two_break_glass_accounts"),
            models.UniqueConstraint(Lower("username"), name="one_person_per_username"),
        ]
        permissions = (
            ("enter_office", "Can enter the office's pages"),
            ("manage_people", "Can manage users and roles"),
            ("manage_reference_data", "Can manage reference data"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.pk])

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def _granted(self) -> Sequence[Mapping[str, Any]]:
        """Role, app and codename of all permissions of his roles, with one query; a role may have none."""
        read_along: Sequence[Mapping[str, Any]] | None = self.__dict__.get(READ_ALONG)
        return list(self.groups.order_by().values(**GRANTED)) if read_along is None else read_along

    def forget_rights(self) -> None:
        """Forgets the cached roles and rights after the roles were changed."""
        for known in (READ_ALONG, "_granted", "rights"):
            self.__dict__.pop(known, None)

    @property
    def roles(self) -> frozenset[str]:
        if "groups" in getattr(self, "_prefetched_objects_cache", {}):
            return frozenset(group.name for group in self.groups.all())
        return frozenset(str(row["role"]) for row in self._granted)

    @cached_property
    def rights(self) -> frozenset[str]:
        """Permissions as Django names them, "app.codename"."""
        return frozenset(f"{row['app']}.{row['codename']}" for row in self._granted if row["codename"])

    @property
    def role_label(self) -> str:
        return ", ".join(str(role.label) for role in Role if role in self.roles)

    @property
    def is_office(self) -> bool:
        return not STAFF.isdisjoint(self.roles)


def with_rights(users: "models.QuerySet[User]") -> "models.QuerySet[Any]":
    """The users with their rights prefetched, since every page asks for them."""
    rows = Group.objects.order_by().filter(user=models.OuterRef("pk")).values(row=JSONObject(**GRANTED))
    return users.annotate(**{READ_ALONG: ArraySubquery(rows)})


def people_with(right: str) -> "models.QuerySet[Any]":
    """The users who hold a permission ("app.codename") by any of their roles."""
    app, codename = right.split(".")
    groups = Group.objects.filter(permissions__content_type__app_label=app, permissions__codename=codename)
    return User.objects.filter(groups__in=groups).distinct()


class ApiToken(models.Model):
    """A bearer token; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%Y-%m-%d}"

    @staticmethod
    def digest_of(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    @classmethod
    def issue(cls, user: User) -> str:
        token = secrets.token_urlsafe(32)
        cls.objects.create(user=user, digest=cls.digest_of(token))
        return token


class EOfficeSession(models.Model):
    """A sign-in by way of the e-office, which is asked regularly whether it is still valid."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="eoffice_sessions")
    access = models.TextField()  # encrypted, as is
    refresh = models.TextField(blank=True)
    checked_at = models.DateTimeField(db_index=True)
    tried_at = models.DateTimeField()  # a provider that is down is not asked at every click

    def __str__(self) -> str:
        return f"{self.user} {self.checked_at:%Y-%m-%d %H:%M}"
