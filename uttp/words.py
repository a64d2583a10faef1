"""How pages name what the kinds describe, and what the log's verbs of this app mean."""

from typing import Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from simetro.core.timeline import Words


class Described(Protocol):
    """A field, an item, a test or a choice of a kind."""

    @property
    def label(self) -> str: ...
    @property
    def label_en(self) -> str: ...


class Named(Protocol):
    """A kind."""

    @property
    def name(self) -> str: ...
    @property
    def name_en(self) -> str: ...


def label_of(described: Described) -> str:
    return described.label_en if get_language() == "en" else described.label


def name_of(kind: Named) -> str:
    return kind.name_en if get_language() == "en" else kind.name


LOG_WORDS = {
    "uttp.register_owner": Words(_("Pemilik didaftarkan"), "user-plus"),
    "uttp.change_owner": Words(_("Data pemilik diubah"), "edit"),
    "uttp.register_instrument": Words(_("UTTP didaftarkan"), "plus"),
    "uttp.change_instrument": Words(_("Data UTTP diubah"), "edit"),
    "uttp.transfer_instrument": Words(_("UTTP berpindah pemilik"), "users"),
    "uttp.retire_instrument": Words(_("Dinyatakan tidak dipakai lagi"), "archive"),
}
