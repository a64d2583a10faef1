"""The page of the office's own data, with a preview of a letter before it is saved."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from services.papers.forms.office import LettersForm
from services.papers.letter import letterhead_of
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.db.numbering import samples_of
from simetro.core.documents.indonesian import long_date
from simetro.core.log.audit import story_of
from simetro.core.log.timeline import timeline_of
from simetro.core.models import Office
from simetro.core.settings.office import save_office
from simetro.core.web.pages import lock_on_post, post_data, show_form, succeeded

PREVIEW = "pratinjau"


@allowed("core.manage_reference_data")
@transaction.atomic
def change(request: SignedIn) -> HttpResponse:
    form = LettersForm(post_data(request), instance=lock_on_post(request, Office.objects.all()).first() or Office())
    is_preview = PREVIEW in request.POST
    if not is_preview and succeeded(form, lambda: save_office(by=request.user, office=form.instance)):
        messages.success(request, _("Data kantor tersimpan, dan dipakai di surat berikutnya."))
        return redirect("settings")
    return show_form(
        request, "services/settings/office.html", form, is_preview=is_preview and form.is_valid(), **_shown(form)
    )


def _shown(form: LettersForm) -> dict[str, Any]:
    """The context of the preview: of the typed data where all of it is valid, otherwise of the stored data."""
    office = form.instance if form.is_bound and form.is_valid() else Office.current()
    today = timezone.localdate()
    return {
        "shown": office,
        "letterhead": letterhead_of(office),
        "signed_on": long_date(today),
        "samples": samples_of(office, today),
        "entries": timeline_of(story_of(office)) if office.pk else [],
    }
