"""How pages name kinds, fields, tests and values."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from simetro.core.templatetags.simetro import quantity
from uttp.kinds import all_kinds


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


KEYS = {
    "accuracy_class": _("kelas"),
    "e_from": _("e mulai"),
    "n_min": _("n paling kecil"),
    "n_max": _("n paling besar"),
    "min_intervals": _("Min dalam e"),
    "upto": _("sampai"),
    "limit": _("batas"),
    "classes": _("kelas"),
    "max_upto": _("Max sampai (g)"),
    "displacement_mm": _("pergeseran (mm)"),
    "nominal": _("nominal"),
    "unit": _("satuan"),
    "limits_mg": _("BKD (mg)"),
    "use": _("kegunaan"),
    "filled_to": _("diisi"),
    "below_ml": _("di bawah (mL)"),
    "fixed_ml": _("tetap (mL)"),
    "percent": _("persen"),
    "lower": _("bawah"),
    "upper": _("atas"),
    "upper_warm": _("atas, air hangat"),
}


VALUES = {
    "transfer": _("jual beli"),
    "drinking": _("minum"),
    "line": _("sampai garis"),
    "brim": _("sampai bibir"),
    "True": _("ya"),
    "False": _("tidak"),
}


def written_value(value: Any) -> list[str]:
    """The value of a parameter, line by line, as people read it."""
    if isinstance(value, dict):
        return [f"{key}: {_in_one_line(inner)}" for key, inner in value.items()]
    return [_in_one_line(inner) for inner in value] if isinstance(value, list) else [_in_one_line(value)]


def _in_one_line(value: Any) -> str:
    if isinstance(value, dict):
        pairs = ((KEYS.get(key, key), inner) for key, inner in value.items() if inner is not None)
        return ", ".join(f"{key} {_in_one_line(inner)}" for key, inner in pairs)
    if isinstance(value, list):
        return "; ".join(_in_one_line(inner) for inner in value)
    return quantity(str(VALUES.get(str(value), value)))


def names_of(kind_codes: Iterable[str]) -> str:
    codes = set(kind_codes)
    named = [kind for kind in all_kinds() if kind.code in codes]
    return gettext("Semua jenis") if len(named) == len(all_kinds()) else ", ".join(map(name_of, named))
