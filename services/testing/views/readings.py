"""The reading form: judged while one types, saved as a draft automatically, made final from a summary."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from services.authority.rules import may_test, why_not_competent
from services.models import Verification
from services.testing.actions.verifications import finalize_verification, replace_readings, start_verification
from services.testing.forms.readings import ReadingForm, StoredReadings
from services.testing.forms.results import FinalForm
from services.testing.queries.standards import standards_last_used
from services.testing.queries.verifications import draft_of, items_beside, verification_before
from services.testing.rules import may_begin, questions_about, why_not_final
from services.testing.views.work import RIGHT, item_or_404, unnoted_item_or_404
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.kit.errors import DomainError, Forbidden
from simetro.core.models import User
from simetro.core.web.pages import post_data, show_form, succeeded

LONGEST_ID = 19


@never_cache
@allowed(RIGHT)
def form(request: SignedIn, id: int) -> HttpResponse:
    reading_form = _reading_form(request, id)
    if request.method == "GET" and reading_form.draft is None and not may_begin(reading_form.item):
        return redirect("item_detail", id)
    grow = request.POST.get("add", "")
    if (
        request.method == "POST"
        and not grow
        and (_is_passed_by(request, reading_form) or _kept(request.user, reading_form))
    ):
        return _go(request, id)
    not_competent = why_not_competent(request.user, reading_form.item.instrument, reading_form.readable["tested_on"])
    status = 422 if request.method == "POST" and not grow else 200
    context = {
        "reading_form": reading_form,
        "item": reading_form.item,
        "steps": reading_form.steps(grow),
        "is_refused": status == 422,
    }
    context |= {"not_competent": not_competent, "beside": items_beside(reading_form.item, request.user)}
    return render(request, "services/testing/readings.html", context, status=status)


def _is_passed_by(request: SignedIn, reading_form: ReadingForm) -> bool:
    """True where nothing was typed and the user goes on to another item: no attempt is started."""
    is_untouched = reading_form.draft is None and reading_form.judged.is_clean and not reading_form.judged.observations
    return is_untouched and request.POST.get("go") not in (None, "", "save", "summary")


def _go(request: SignedIn, id: int) -> HttpResponse:
    """Where the pressed button leads once everything is stored."""
    go = request.POST.get("go", "")
    if go in ("summary", "together"):
        return redirect(f"item_{go}", id)
    if go.isdecimal() and len(go) < LONGEST_ID:
        return redirect("item_readings", int(go))
    messages.success(request, _("Cerapan tersimpan sebagai draf."))
    return redirect("item_readings", id)


def _reading_form(request: SignedIn, id: int) -> ReadingForm:
    item = unnoted_item_or_404(request, id)
    if not may_test(request.user, item):
        raise Forbidden(_("UTTP ini ditugaskan kepada penera lain."))
    draft = draft_of(item)
    if request.method == "POST":
        return ReadingForm(item, draft, request.POST)
    if draft and draft.observations:
        return ReadingForm(item, draft)
    before = verification_before(item, request.user)
    return ReadingForm(item, draft, before=before, usual=standards_last_used(request.user, item.instrument.kind_code))


def _kept(user: User, reading_form: ReadingForm) -> bool:
    """Whether everything typed could be stored. Otherwise the form says what is wrong."""
    if not reading_form.is_clean:
        return False
    try:
        _store(user, reading_form)
    except DomainError as error:
        reading_form.conditions.refuse(error)
        return False
    return True


def _store(user: User, reading_form: ReadingForm) -> Verification:
    client_id, version = reading_form.client_id, reading_form.readable.get("version")
    draft = reading_form.draft
    if draft is None or draft.client_id != client_id:
        draft, is_new = start_verification(
            by=user, item=reading_form.item, client_id=client_id, readings=reading_form.readings
        )
        if is_new:
            return draft
    return replace_readings(by=user, verification=draft, readings=reading_form.readings, version=version)


@require_POST
@allowed(RIGHT)
def evaluate(request: SignedIn, id: int) -> HttpResponse:
    """Judges the readings without storing anything."""
    reading_form = _reading_form(request, id)
    return render(
        request, "services/testing/verdicts.html", {"reading_form": reading_form, "steps": reading_form.steps()}
    )


@require_POST
@allowed(RIGHT)
def autosave(request: SignedIn, id: int) -> HttpResponse:
    """Stores what can be read. Boxes that cannot be read stay on the screen, marked."""
    reading_form = _reading_form(request, id)
    try:
        draft = _store(request.user, reading_form)
    except DomainError as error:
        return render(request, "services/testing/saved.html", {"problem": error.detail})
    context = {"draft": draft, "at": timezone.now(), "is_clean": reading_form.is_clean}
    return render(request, "services/testing/saved.html", context)


@never_cache
@allowed(RIGHT)
def summary(request: SignedIn, id: int) -> HttpResponse:
    item = item_or_404(request, id)
    draft = draft_of(item)
    if draft is None:
        return redirect("item_detail", id)
    questions = questions_about(draft)
    form = FinalForm(post_data(request), initial={"version": draft.version}, questions=questions)
    if succeeded(form, lambda: finalize_verification(by=request.user, verification=draft, **form.cleaned_data)):
        messages.success(request, _("Hasil tersimpan. Langkah berikutnya tertulis di bawah."))
        return redirect("item_detail", id)
    context = {"item": item, "verification": draft, "readings": StoredReadings(draft)}
    context["obstacles"] = why_not_final(request.user, draft, item).values()
    return show_form(request, "services/testing/summary.html", form, **context)
