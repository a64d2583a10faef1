"""Staff who sign in by way of the regency's e-office: who they are here, which roles they hold, how long it stands."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from simetro.core.accounts import oidc
from simetro.core.kit.roles import STAFF, Role
from simetro.core.kit.secrets import decrypt, encrypt
from simetro.core.log.audit import record
from simetro.core.models import EOfficeSession, User

EVERY = timedelta(minutes=10)
AT_MOST = timedelta(minutes=15)
RETRY = timedelta(minutes=1)
SESSION = "eoffice"  # key in the browser's session that holds the id of the EOfficeSession row


class SignInRefused(Exception):
    """Why somebody does not come in: `code` for the log, the sentence for him."""

    def __init__(self, code: str, sentence: str, user: User | None = None) -> None:
        super().__init__(sentence)
        self.code, self.sentence, self.user = code, sentence, user


def note_refusal(code: str, *, user: User | None = None, subject: str = "") -> None:
    record(None, "core.eoffice_refused", user or User(pk=0), why=code, sub=subject[: oidc.LONGEST_SUBJECT])


def claims_of(tokens: oidc.Tokens, *, nonce: str | None) -> dict[str, Any]:
    """The claims of the signed ID token; where it names no roles, the provider's userinfo is asked for them."""
    claims = oidc.verify(tokens.id_token, nonce=nonce)
    if oidc.roles_of(claims) is None:
        userinfo = oidc.userinfo(tokens.access)
        if userinfo.get("sub") != claims["sub"]:
            raise oidc.OidcError("userinfo: sub")
        claims = {**userinfo, **claims}
    return claims


@transaction.atomic
def person_of(claims: Mapping[str, Any]) -> User:
    """The user for these claims: known by subject, linked by name, or new. Raises SignInRefused and creates nothing."""
    roles = oidc.roles_of(claims)
    if not roles:
        raise SignInRefused(
            "role_missing" if roles is None else "role_unmapped",
            _("Akun e-office Anda belum diberi peran di Simetro. Minta super admin atau pengelola e-office."),
        )
    user = _linked(claims) or _to_link(claims) or _new(claims)
    if not user.is_active:
        raise SignInRefused("inactive", _("Akun Anda di Simetro sudah dinonaktifkan. Hubungi super admin."), user)
    _give(user, roles)
    return user


def open_session(user: User, tokens: oidc.Tokens) -> EOfficeSession:
    now = timezone.now()
    kept = {"access": encrypt(tokens.access), "refresh": encrypt(tokens.refresh)}
    return EOfficeSession.objects.create(user=user, checked_at=now, tried_at=now, **kept)


def why_out(user: User, session_id: int | None) -> str:
    """Why a member of the office who is signed in must go, in a sentence; empty where he may stay."""
    if session_id is None:
        return "" if user.break_glass or not user.is_office else only_by_eoffice()
    row = EOfficeSession.objects.filter(pk=session_id, user=user).first()
    if row is None:
        return _ended()
    now = timezone.now()
    is_late = now >= row.checked_at + AT_MOST
    if now < row.checked_at + EVERY or (not is_late and now < row.tried_at + RETRY):
        return ""
    user.forget_rights()  # what he may do may be something else from now on
    return _check_again(row, wait=is_late)


def only_by_eoffice() -> str:
    return _("Petugas masuk dengan akun e-office, tidak dengan kata sandi Simetro.")


@transaction.atomic
def unlink(*, by: User, user: User) -> None:
    """Forgets the e-office account of somebody who got another one there."""
    user.eoffice_subject = ""
    user.save(update_fields=["eoffice_subject"])
    user.eoffice_sessions.all().delete()
    record(by, "core.eoffice_unlink", user)


@transaction.atomic
def _check_again(row: EOfficeSession, *, wait: bool) -> str:
    """Of several requests only one asks the provider; the others go on, or wait where the answer is overdue."""
    locked = EOfficeSession.objects.select_for_update(skip_locked=not wait).filter(pk=row.pk).first()
    now = timezone.now()
    if locked is None:
        return _ended() if wait else ""
    if now < locked.checked_at + EVERY:
        return ""
    try:
        _renew(locked)
    except oidc.Unreachable:
        return _unreachable(locked)
    except (oidc.OidcError, SignInRefused) as refusal:
        note_refusal(refusal.code, user=locked.user, subject=locked.user.eoffice_subject)
        locked.user.eoffice_sessions.filter(pk=locked.pk).delete()
        return _("Akun e-office Anda tidak lagi membuka Simetro. Masuk lagi, atau hubungi pengelola e-office.")
    return ""


def _ended() -> str:
    return _("Sesi Anda sudah berakhir. Masuk lagi dengan akun e-office.")


def _renew(row: EOfficeSession) -> None:
    claims = _refreshed(row) if row.refresh else {}
    if oidc.roles_of(claims) is None:
        claims = {**oidc.userinfo(decrypt(row.access)), **claims}
    _still_the_same(row.user, claims)
    row.checked_at = row.tried_at = timezone.now()
    row.save(update_fields=["checked_at", "tried_at"])


def _refreshed(row: EOfficeSession) -> dict[str, Any]:
    """Stores the new tokens at once: the old refresh token may already be void."""
    tokens = oidc.refresh(decrypt(row.refresh))
    row.access, row.refresh = encrypt(tokens.access), encrypt(tokens.refresh) or row.refresh
    row.save(update_fields=["access", "refresh"])
    return oidc.verify(tokens.id_token, nonce=None) if tokens.id_token else {}


def _still_the_same(user: User, claims: Mapping[str, Any]) -> None:
    if claims.get("sub") != user.eoffice_subject:
        raise SignInRefused("other_subject", "", user)
    roles = oidc.roles_of(claims) or frozenset()
    _give(user, roles)
    if not roles:
        raise SignInRefused("role_gone", "", user)


def _unreachable(row: EOfficeSession) -> str:
    row.tried_at = timezone.now()
    row.save(update_fields=["tried_at"])
    if row.tried_at < row.checked_at + AT_MOST:
        return ""
    note_refusal("unreachable", user=row.user, subject=row.user.eoffice_subject)
    row.delete()
    return _("E-office tidak menjawab, jadi sesi Anda diakhiri. Masuk lagi setelah e-office hidup kembali.")


def _linked(claims: Mapping[str, Any]) -> User | None:
    user = User.objects.select_for_update().filter(eoffice_subject=claims["sub"]).first()
    return _staff_only(user) if user else None


def _to_link(claims: Mapping[str, Any]) -> User | None:
    """The user whose e-office name a super admin wrote down. Used once: a name may pass to others, a subject never."""
    name = _text(claims.get("preferred_username"))
    user = User.objects.select_for_update().filter(eoffice_username__iexact=name).first() if name else None
    if user is None:
        return None
    if user.eoffice_subject or user.break_glass:
        raise SignInRefused("already_linked", _ask_to_link(), user)
    _staff_only(user)
    user.eoffice_subject = claims["sub"]
    user.save(update_fields=["eoffice_subject"])
    record(user, "core.eoffice_link", user, eoffice_username=name)
    return user


def _staff_only(user: User) -> User:
    if Role.OWNER in user.roles:
        raise SignInRefused("owner", _("Akun pemilik UTTP masuk dengan kata sandi, tidak lewat e-office."), user)
    return user


def _new(claims: Mapping[str, Any]) -> User:
    username = _text(claims.get("preferred_username"))[:150]
    taken = Q(username__iexact=username) | Q(email__iexact=username)
    if not username or User.objects.filter(taken).exists():
        raise SignInRefused("name_taken", _ask_to_link())
    name = _text(claims.get("name"))[:150] or username
    user = User(username=username, name=name, email=_email(claims), eoffice_subject=claims["sub"])
    user.eoffice_username = username
    user.set_unusable_password()
    try:
        user.full_clean(exclude=["password"])
    except ValidationError:
        raise SignInRefused("name_unusable", _ask_to_link()) from None
    user.save()
    record(user, "core.eoffice_account", user, username=username)
    return user


def _give(user: User, roles: frozenset[str]) -> None:
    """Sets the user's roles to what the e-office says now; this also holds for API tokens and other sessions."""
    before = frozenset(user.groups.values_list("name", flat=True))
    if before == roles:
        return
    user.groups.set(Group.objects.filter(name__in=roles))
    user.forget_rights()
    record(user, "core.eoffice_roles", user, before=sorted(before), roles=sorted(roles))


def _email(claims: Mapping[str, Any]) -> str:
    """The e-mail address, if it is proven at the e-office and nobody here has it."""
    email = _text(claims.get("email"))
    if claims.get("email_verified") is not True or User.objects.filter(email__iexact=email).exists():
        return ""
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email


def _text(value: Any) -> str:
    return "".join(sign for sign in value if sign.isprintable()).strip() if isinstance(value, str) else ""


def _ask_to_link() -> str:
    return _("Akun e-office Anda belum dihubungkan dengan akun Anda di Simetro. Minta super admin menghubungkannya.")


def check_roles(mapped: Mapping[str, str]) -> None:
    """Refuses to start with a role that is none of the office's."""
    if strangers := sorted(set(mapped.values()) - STAFF):
        raise ValueError(
            f"OIDC_ROLES names {', '.join(strangers)}; the roles of the office are {', '.join(sorted(STAFF))}"
        )
