from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.rules import check_dates
from services.calendar.workdays import FARTHEST_AHEAD
from services.models import (
    Sidang,
)
from simetro.core.kit.errors import Invalid
from simetro.core.models import User

LONGEST_SIDANG = timedelta(days=30)


def may_work_door(user: User, sidang: Sidang) -> bool:
    """The desk, and the penera who are assigned to this sidang."""
    return user.has_perm("services.change_sidang") or user in sidang.penera.all()


def check_sidang(sidang: Sidang, taken: Mapping[str, int]) -> None:
    """Refuses what cannot be meant. `taken`: places that are given already, by code of kind."""
    check_dates(sidang.starts_on, sidang.ends_on, "ends_on")
    if sidang.closes_at <= sidang.opens_at:
        raise Invalid.field("closes_at", _("Jam tutup harus sesudah jam buka."))
    if sidang.ends_on > timezone.localdate() + FARTHEST_AHEAD:
        raise Invalid.field("ends_on", _("Sidang paling jauh satu tahun dari hari ini. Periksa tahunnya."))
    if sidang.ends_on - sidang.starts_on > LONGEST_SIDANG:
        raise Invalid.field("ends_on", _("Sidang paling lama 31 hari. Buat sidang lain untuk sisanya."))
    if not any(sidang.quotas.values()):
        raise Invalid(_("Isi kuota paling sedikit satu jenis UTTP."))
    for code, number in taken.items():
        if sidang.quotas.get(code, 0) < number:
            sentence = _("Sudah %(number)s UTTP jenis ini yang terdaftar. Kuotanya paling sedikit sebanyak itu.")
            raise Invalid.field(f"quotas.{code}", sentence % {"number": number})
