"""What a person proves himself with: password, codes of an app, passkeys, recovery codes.

allauth keeps how each is checked; what changes them is written, told and logged here.
"""

from collections.abc import Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simetro.core.access.guards import require
from simetro.core.db.ratelimit import Limit, count, take_back
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.kit.secrets import decrypt
from simetro.core.kit.text import Text
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.outbox.mail import owe_mail
from simetro.core.web.public_pages import page_url

Kind = Authenticator.Type
TRIES = Limit("own_secret", 5, 15 * 60)
PASSKEYS = 10
STEP = "last_step"  # the time step of the last code that was used; only later codes count


def factors_of(user: User) -> QuerySet[Any]:
    """The second factors of a person; recovery codes are left out, since they only replace one of these."""
    factors: QuerySet[Any] = Authenticator.objects.filter(user=user).exclude(type=Kind.RECOVERY_CODES)
    return factors.order_by("pk")


def codes_of(user: User) -> list[str]:
    """The recovery codes that he has not used yet."""
    row = Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).first()
    return list(RecoveryCodes(row).get_unused_codes()) if row else []


def note_sign_in(*, user: User, how: Sequence[str], address: str) -> None:
    record(user, "core.sign_in", user, how=list(how), address=address)


def note_failed_sign_in(*, user: User | None, step: str, address: str, by: User | None = None) -> None:
    """Records a failed sign-in without the typed name: a password typed there would stand in the log for ever."""
    record(by, "core.sign_in_failed", user or User(pk=0), step=step, address=address)


def note_sign_out(*, user: User, why: str = "") -> None:
    record(user, "core.sign_out", user, **({"why": why} if why else {}))


@transaction.atomic
def reset_password(*, user: User, password: str) -> None:
    """Sets a new password for somebody who has shown that he reads the account's mail."""
    user.set_password(password)
    user.save()
    record(user, "core.reset_password", user)


def change_password(*, user: User, old: str, password: str) -> None:
    count(str(user.pk), TRIES)
    if not user.check_password(old):
        raise Invalid.field("old", _("Kata sandi ini salah. Periksa huruf besar dan kecilnya."))
    take_back(str(user.pk), TRIES)
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        record(user, "core.change_password", user)
        _tell(user, gettext_lazy("Kata sandi akun Anda diganti."))


def add_app(*, user: User, secret: str, code: str) -> None:
    """Turns on the codes of an authenticator app, after one right code has shown that it knows the secret."""
    count(str(user.pk), TRIES)
    step = _step_of(secret, code)
    if step is None:
        raise Invalid.field("code", _("Kode ini tidak cocok. Tunggu kode berikutnya, dan periksa jam ponsel Anda."))
    take_back(str(user.pk), TRIES)
    with transaction.atomic():
        _lock(user)
        if factors_of(user).filter(type=Kind.TOTP).exists():
            raise Conflict(_("Aplikasi autentikator sudah aktif. Matikan dahulu yang lama."))
        row = TOTP.activate(user, secret).instance
        _remember(row, step)
        _added(user, row, gettext_lazy("Aplikasi autentikator ditambahkan ke akun Anda."))


@transaction.atomic
def add_passkey(*, user: User, name: str, credential: dict[str, Any]) -> None:
    """`credential` is what the browser made and the form has checked."""
    _lock(user)
    if factors_of(user).filter(type=Kind.WEBAUTHN).count() >= PASSKEYS:
        raise Conflict(_("Sudah ada %(most)s kunci. Hapus satu yang tidak dipakai lagi.") % {"most": PASSKEYS})
    row = WebAuthn.add(user, name, credential).instance
    _added(user, row, gettext_lazy("Kunci sandi (passkey) ditambahkan ke akun Anda."))


def may_break_glass(user: User) -> bool:
    """Whether he signs in by password although there is an e-office."""
    return bool(user.break_glass) and factors_of(user).filter(type=Kind.TOTP).exists()


@transaction.atomic
def remove_factor(*, user: User, factor: Any) -> None:
    _lock(user)
    if settings.OIDC_ISSUER and user.break_glass and factor.type == Kind.TOTP:
        raise Conflict(
            _("Akun darurat wajib memakai aplikasi autentikator. Minta super admin melepas tandanya dahulu.")
        )
    kind, name = factor.type, str(factor)
    factor.delete()
    if not factors_of(user).exists():
        Authenticator.objects.filter(user=user).delete()
    record(user, "core.remove_factor", user, kind=kind, name=name)
    sentences = {
        Kind.TOTP: gettext_lazy("Aplikasi autentikator dihapus dari akun Anda."),
        Kind.WEBAUTHN: gettext_lazy("Kunci sandi (passkey) dihapus dari akun Anda."),
    }
    _tell(user, sentences[kind])


@transaction.atomic
def renew_codes(*, user: User) -> None:
    _lock(user)
    if not factors_of(user).exists():
        raise Conflict(_("Nyalakan dahulu verifikasi dua langkah."))
    Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    record(user, "core.renew_codes", user)
    _tell(user, gettext_lazy("Kode cadangan akun Anda diganti; yang lama tidak berlaku lagi."))


@transaction.atomic
def take_factors(*, by: User, user: User) -> bool:
    """Removes all factors of somebody who lost his phone or key. Returns whether there were any."""
    require(by, "core.manage_people")
    _lock(user)
    rows = Authenticator.objects.filter(user=user)
    kinds = sorted(rows.values_list("type", flat=True))
    if not kinds:
        return False
    rows.delete()
    record(by, "core.take_factors", user, kinds=kinds)
    _tell(user, gettext_lazy("Verifikasi dua langkah akun Anda dimatikan oleh super admin."))
    return True


@transaction.atomic
def use_app_code(row: Any, code: str) -> bool:
    """Whether the code is right and newer than the last one used: a code that somebody saw being typed is worthless."""
    row = Authenticator.objects.select_for_update().get(pk=row.pk)
    step = _step_of(decrypt(row.data["secret"]), code)
    if step is None or step <= row.data.get(STEP, 0):
        return False
    _remember(row, step)
    return True


def _step_of(secret: str, code: str) -> int | None:
    typed = "".join(code.split())
    return next((step for step in yield_hotp_counters_from_time() if _code_at(secret, step) == typed), None)


def _code_at(secret: str, step: int) -> str:
    return str(format_hotp_value(hotp_value(secret, step)))


def _remember(row: Any, step: int) -> None:
    row.data[STEP] = step
    row.save(update_fields=["data"])


def _lock(user: User) -> None:
    User.objects.select_for_update().get(pk=user.pk)


def _added(user: User, row: Any, sentence: Text) -> None:
    RecoveryCodes.activate(user)  # keeps those that there are
    record(user, "core.add_factor", user, kind=row.type, name=str(row))
    _tell(user, sentence)


def _tell(user: User, sentence: Text) -> None:
    if not user.email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        now = timezone.localtime()
        sentences = (
            _("Yth. %(name)s,") % {"name": user.name},
            str(sentence),
            _("Waktu: %(day)s, %(hour)s WIB.") % {"day": date_format(now, "j F Y"), "hour": f"{now:%H.%M}"},
            _("Bila bukan Anda yang melakukannya, segera ganti kata sandi Anda dan hubungi kantor kami."),
            page_url("account_security"),
        )
        owe_mail(user.email, _("Keamanan akun Anda berubah"), "\n\n".join(sentences) + "\n")
