"""What `icontains` means in this house: text is found however its apostrophes and accents were typed."""

from typing import Any

from django.db.models import CharField, TextField
from django.db.models.lookups import IContains

from simetro.core.kit.text import APOSTROPHES, composed

_ANY_SIGN = str.maketrans(APOSTROPHES, "_" * len(APOSTROPHES))


class Contains(IContains):
    """LIKE with its sign for any one character in place of each apostrophe, so that the trigram indexes still serve.

    It replaces Django's own lookup of that name: a search that somebody adds cannot forget it.
    """

    def get_prep_lookup(self) -> Any:
        value = super().get_prep_lookup()
        return composed(value) if isinstance(value, str) else value

    def process_rhs(self, qn: Any, connection: Any) -> Any:
        sql, params = super().process_rhs(qn, connection)
        if not self.rhs_is_direct_value():
            return sql, params
        return sql, [value.translate(_ANY_SIGN) if isinstance(value, str) else value for value in params]


def use_everywhere() -> None:
    for kind in (CharField, TextField):
        kind.register_lookup(Contains)
