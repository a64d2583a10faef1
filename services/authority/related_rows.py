from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from simetro.core.models import User
from simetro.core.web.related_rows import (
    SHOWN,
    Related,
    RelatedRow,
    first_of,
)


def competences_of(person: User, user: User) -> Related | None:
    """What a penera may test, on the page of a person."""
    if not person.has_perm("services.record_verification"):
        return None
    letters, count = first_of(person.competences.all(), SHOWN)
    return Related(
        title=_("Kewenangan penera"),
        rows=[_competence(letter) for letter in letters],
        empty=_("Belum ada surat kewenangan. Tanpa itu ia tidak dapat menetapkan hasil uji."),
        count=count,
        url=reverse("reference_list", args=["kewenangan"]),
    )


def _competence(letter: Any) -> RelatedRow:
    is_now = letter.is_in_force_on(timezone.localdate())
    word = _("Berlaku") if is_now else _("Tidak berlaku hari ini")
    url = reverse("reference_change", args=["kewenangan", letter.pk])
    return RelatedRow(url, letter.letter_number, letter.kind_names, "active" if is_now else "retired", word)
