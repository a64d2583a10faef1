from typing import Any

from django.db import transaction

from services.authority.rules import check_competence, check_letter
from services.models import Competence, Letter, Scope
from simetro.core.log.audit import record
from simetro.core.models import User


@transaction.atomic
def save_competence(*, by: User, competence: Competence) -> Competence:
    check_competence(competence)
    competence.save()
    record(by, "services.save_competence", competence, person=competence.person.username, **_logged_facts(competence))
    return competence


@transaction.atomic
def save_scope(*, by: User, scope: Scope) -> Scope:
    check_letter(scope)
    scope.save()
    record(by, "services.save_scope", scope, **_logged_facts(scope))
    return scope


def _logged_facts(letter: Letter) -> dict[str, Any]:
    return {
        "letter": letter.letter_number,
        "since": letter.since.isoformat(),
        "until": letter.until.isoformat() if letter.until else None,
        "kinds": letter.kinds,
    }
