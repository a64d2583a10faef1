from django.db import transaction

from simetro.core.db.numbering import check_templates
from simetro.core.log.audit import record
from simetro.core.models import Office, User


@transaction.atomic
def save_office(*, by: User, office: Office) -> Office:
    check_templates(office)
    office.save()
    record(by, "core.save_office", office, name=office.name)
    return office
