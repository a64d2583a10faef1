"""Who may change an owner, what a new value of a parameter must be, and how many photos an instrument has at most."""

from django.utils.translation import gettext as _

from simetro.core.kit.errors import Invalid
from simetro.core.models import User
from uttp.kinds import InvalidInput, all_parameters
from uttp.models import Owner, ParameterRow

MOST_PHOTOS = 5


def may_govern(user: User, owner: Owner) -> bool:
    """Who acts for an owner changes neither his data nor who else may act for him."""
    return user.is_office or owner.account_id == user.pk


def check_parameter_row(row: ParameterRow) -> None:
    """Raises Invalid; brings the value into its one written form."""
    parameter = all_parameters().get(row.parameter)
    if parameter is None:
        raise Invalid.field("parameter", _("Ketentuan ini tidak dikenal. Pilih dari daftar."))
    try:
        row.value = parameter.written(parameter.read(row.value))
    except InvalidInput as error:
        raise Invalid.field(
            "value", "; ".join(f"{field_error.field}: {field_error.message}" for field_error in error.errors)
        ) from error
