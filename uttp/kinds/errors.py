from collections.abc import Iterable

from simetro.core.kit.sentences import FieldError


class UnknownKind(LookupError):
    def __init__(self, code: object) -> None:
        super().__init__(f"Jenis UTTP {code!r} tidak dikenal. Pilih salah satu kode dari daftar jenis.")
        self.code = code


class UnclearAnswer(ValueError):
    """The answer to a yes-or-no question is neither of its two words."""


class InvalidInput(ValueError):
    """Input that contradicts itself or the kind; `errors` name fields ('observations.accuracy.0.load')."""

    def __init__(self, errors: Iterable[FieldError]) -> None:
        self.errors = list(errors)
        super().__init__("; ".join(f"{error.field}: {error.message}" for error in self.errors))

    @classmethod
    def field(cls, name: str, message: str) -> "InvalidInput":
        return cls([FieldError(name, message)])
