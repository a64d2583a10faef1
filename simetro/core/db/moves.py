from typing import Any

from django.utils.translation import gettext as _

from simetro.core.kit.errors import Conflict


def refuse_unless(allowed: bool, noun: str, row: Any) -> None:
    if not allowed:
        sentence = _("%(noun)s ini berstatus “%(status)s”, sehingga langkah ini tidak dapat dilakukan.")
        raise Conflict(
            sentence % {"noun": noun, "status": row.get_status_display()}, code="wrong_state", current_status=row.status
        )
