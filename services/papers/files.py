"""Serves the frozen file of a letter."""

from django.http import HttpResponse

from services.models import AssignmentEdition
from simetro.core.web.pages import inline_pdf


def assignment(edition: AssignmentEdition) -> HttpResponse:
    with edition.file.open("rb") as file:
        response = inline_pdf(file.read(), f"surat-tugas-{edition.letter.number.replace('/', '-')}.pdf")
    response["ETag"] = f'"{edition.sha256}"'
    return response
