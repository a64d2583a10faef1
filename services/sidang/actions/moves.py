from django.utils.translation import gettext as _

from services.enums import (
    REGISTRATION_MOVES,
    SIDANG_MOVES,
    RegistrationStatus,
    SidangStatus,
)
from services.models import Registration, Sidang
from simetro.core.db.moves import refuse_unless


def move_sidang(sidang: Sidang, to: SidangStatus) -> None:
    refuse_unless(to in SIDANG_MOVES[SidangStatus(sidang.status)], "Sidang", sidang)
    sidang.status = to


def move_registration(registration: Registration, to: RegistrationStatus) -> None:
    refuse_unless(to in REGISTRATION_MOVES[RegistrationStatus(registration.status)], _("Pendaftaran"), registration)
    registration.status = to
