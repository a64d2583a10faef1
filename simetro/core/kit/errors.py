"""The one family of errors that a person is told about; `problems` and the middleware turn it into HTTP."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from simetro.core.kit.sentences import FieldError


class DomainError(Exception):
    status = 409
    code = "conflict"

    def __init__(self, detail: str, *, code: str = "", errors: Iterable[FieldError] = (), **data: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code
        self.errors = list(errors)
        self.data = data

    @property
    def title(self) -> str:
        return {
            401: _("Belum masuk"),
            403: _("Tidak berwenang"),
            404: _("Tidak ditemukan"),
            409: _("Tidak dapat dilakukan sekarang"),
            422: _("Isian belum benar"),
            429: _("Terlalu banyak permintaan"),
        }.get(self.status, _("Terjadi kesalahan"))


class Unauthenticated(DomainError):
    status = 401
    code = "unauthenticated"


class Forbidden(DomainError):
    status = 403
    code = "forbidden"

    def __init__(self, detail: str = "", **kwargs: Any) -> None:
        super().__init__(detail or _("Peran Anda tidak boleh melakukan ini. Hubungi super admin bila perlu."), **kwargs)


class NotFound(DomainError):
    status = 404
    code = "not_found"

    def __init__(self, detail: str = "", **kwargs: Any) -> None:
        super().__init__(detail or _("Data tidak ditemukan. Periksa kembali nomor atau tautannya."), **kwargs)


class Invalid(DomainError):
    status = 422
    code = "invalid"

    @classmethod
    def field(cls, name: str, message: str) -> "Invalid":
        return cls(message, errors=[FieldError(name, message)])


class Conflict(DomainError):
    pass


class StaleVersion(Conflict):
    code = "stale_version"

    def __init__(self, current: int | None = None) -> None:
        super().__init__(
            _("Data ini sudah diubah orang lain. Buka lagi yang terbaru, periksa, lalu ulangi."),
            current_version=current,
        )


class TooManyRequests(DomainError):
    status = 429
    code = "too_many_requests"

    def __init__(self, retry_after: int) -> None:
        super().__init__(_("Terlalu banyak permintaan. Coba lagi beberapa saat lagi."), retry_after=retry_after)
        self.retry_after = retry_after
