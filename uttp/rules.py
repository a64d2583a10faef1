"""Who may change an owner, what a new value of a parameter must be, and how many photos an instrument has at most."""

from django.utils.translation import gettext as _

from simetro.core.kit.errors import Invalid
from simetro.core.models import User
from uttp.kinds import InvalidInput, all_parameters
from uttp.models import Owner, ParameterRow

MOST_PHOTOS = 5


def may_govern(user: User, owner: Owner) -> bool:
    """Whether a user may change an owner's data and who acts for him; those who act for him may not."""
    return user.is_office or owner.account_id == user.pk


def check_parameter_row(row: ParameterRow) -> None:
    """Raises Invalid where the row is wrong; else brings its value into canonical form."""
    parameter = all_parameters().get(row.parameter)
    if parameter is None:
        raise Invalid.field("parameter", _("Ketentuan ini tidak dikenal. Pilih dari daftar."))
    try:
        row.value = parameter.written(parameter.read(row.value))
    except InvalidInput as error:
        raise Invalid.field(
            "value", "; ".join(f"{field_error.field}: {field_error.message}" for field_error in error.errors)
        ) from error
