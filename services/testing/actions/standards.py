from django.db import transaction

from services.authority.rules import check_kinds
from services.models import Standard
from simetro.core.log.audit import record
from simetro.core.models import User


@transaction.atomic
def save_standard(*, by: User, standard: Standard) -> Standard:
    check_kinds(standard)
    standard.save()
    record(
        by,
        "services.save_standard",
        standard,
        valid_until=standard.valid_until.isoformat(),
        certificate=standard.certificate_number,
        kinds=standard.kinds,
    )
    return standard
