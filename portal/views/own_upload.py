"""Many instruments at once, from a sheet: all of them, or none and what is wrong with each row."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portal.forms import UploadForm, keep
from portal.views.account import for_owners
from simetro.core.access.guards import SignedIn
from simetro.core.kit.errors import Invalid
from simetro.core.spreadsheets import Spreadsheet
from simetro.core.spreadsheets.writer import XLSX, template
from simetro.core.web.pages import attachment, created, post_data, show_form, succeeded
from uttp.actions import register_many
from uttp.columns import UploadedPlate, columns_of, example_of, lines_of, plates_of
from uttp.columns.questions import Answers, gathered
from uttp.forms.filters import KindForm
from uttp.forms.questions import QuestionsForm
from uttp.kinds import Kind, get_kind
from uttp.matching import unless_twins
from uttp.models import Instrument
from uttp.names import name_of
from uttp.queries import owners_for, rules_on

MOST = 500
NOTES_SHOWN = 5


@require_safe
@for_owners
def blank(request: SignedIn) -> HttpResponse:
    """The empty table of a kind, to be filled in."""
    asked = KindForm(request.GET)
    if not asked.is_valid():
        messages.error(request, _("Pilih dulu jenis UTTP-nya."))
        return redirect("owner_upload")
    kind = get_kind(asked.cleaned_data["kind"])
    columns = columns_of(kind)
    content = template(name_of(kind), columns, example_of(kind, columns))
    return attachment(content, XLSX, f"uttp-{slugify(kind.code)}.xlsx")


@for_owners
def upload(request: SignedIn) -> HttpResponse:
    owners = owners_for(request.user)
    if not owners:
        return redirect("owner_new_own")
    form = UploadForm(post_data(request), request.FILES or None, owners=owners, initial=request.GET.dict())
    table = _Table()
    is_read = succeeded(form, lambda: table.read(form))
    if is_read and created(request, form, Instrument, lambda: _register(request, form, table.plates)):
        n = len(table.plates)
        messages.success(request, ngettext("%(n)s UTTP tersimpan.", "%(n)s UTTP tersimpan.", n) % {"n": n})
        _tell_notes(request, table.plates)
        return redirect("owner_instruments")
    return show_form(request, "portal/upload.html", form, blank=KindForm(auto_id="blank_%s"), **table.context())


def _tell_notes(request: SignedIn, plates: list[UploadedPlate]) -> None:
    """Says how cells were understood that did not simply say it."""
    facts = [(plate.number, note) for plate in plates for note in plate.notes]
    for number, note in facts[:NOTES_SHOWN]:
        messages.info(request, _("Baris %(n)s: %(note)s") % {"n": number, "note": note})
    if len(facts) > NOTES_SHOWN:
        rest = len(facts) - NOTES_SHOWN
        messages.info(request, _("Ada %(n)s catatan lain. Periksa juga alat-alat lainnya di bawah ini.") % {"n": rest})


@dataclass
class _Table:
    """What was read from the owner's file."""

    plates: list[UploadedPlate] = field(default_factory=list)
    sheet: Spreadsheet | None = None
    answers: Answers = field(default_factory=dict)

    def read(self, form: UploadForm) -> None:
        self.sheet, self.answers = form.sheet(), form.answers()
        self.plates = _read(get_kind(form.cleaned_data["kind"]), self.sheet, self.answers)

    def context(self) -> dict[str, Any]:
        asked = gathered(question for plate in self.plates for question in plate.questions)
        keys = [question["key"] for question in asked]
        return {
            "wrong": [plate for plate in self.plates if plate.problems],
            "noted": [plate for plate in self.plates if plate.notes and not plate.problems],
            "count": len(self.plates),
            "questions": QuestionsForm(None, questions=asked),
            "kept": keep(self.sheet, self.answers, keys) if self.sheet and keys else "",
        }


def _register(request: SignedIn, form: UploadForm, plates: list[UploadedPlate]) -> Instrument:
    if any(plate.problems for plate in plates):
        sentence = _("Belum ada yang disimpan. Perbaiki baris di bawah ini, lalu unggah lagi berkasnya.")
        raise Invalid.field("file", sentence)
    if any(plate.questions for plate in plates):
        raise Invalid.field("file", _("Belum ada yang disimpan. Jawab dulu pertanyaan di bawah ini."))
    owner, kind = form.cleaned_data["owner"], form.cleaned_data["kind"]
    return register_many(by=request.user, owner=owner, kind=kind, plates=[plate.facts for plate in plates])[0]


def _read(kind: Kind, sheet: Spreadsheet, answers: Answers) -> list[UploadedPlate]:
    filled = lines_of(kind, sheet, answers)
    if not filled:
        raise Invalid.field("file", _("Tabelnya belum diisi. Tulis satu alat tiap baris di bawah judul kolom."))
    if len(filled) > MOST:
        raise Invalid.field("file", _("Unggah paling banyak %(n)s baris sekaligus.") % {"n": MOST})
    return unless_twins(kind, plates_of(kind, filled, rules_on(timezone.localdate()), answers))
