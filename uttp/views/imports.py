"""The office's old registers: uploaded, mapped, looked at row by row, written, undone."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.spreadsheets.export import workbook_of
from simetro.core.spreadsheets.writer import XLSX, template
from simetro.core.web.forms import ReasonForm, VersionedForm
from simetro.core.web.listing import chips_for, page_of
from simetro.core.web.pages import attachment, confirm, created, post_data, posted_version, press, show_form, succeeded
from uttp import actions
from uttp.actions.imports import sheets_of, understood
from uttp.columns.heads import head_row
from uttp.columns.plate import example_of
from uttp.columns.register import blank_columns
from uttp.enums import Fate, ImportStatus
from uttp.exports import refused_fields
from uttp.forms.filters import KindForm
from uttp.forms.imports import FateFilter, ImportFileForm, LikesForm, MappingForm
from uttp.forms.questions import QuestionsForm
from uttp.kinds import get_kind
from uttp.models import RegisterImport
from uttp.queries import by_telephone, fates_of, imports, likes_of, numbers_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MAY = "uttp.import_register"
LIKES_SHOWN = 100
IN_WORK = (ImportStatus.CHECKING, ImportStatus.WRITING)


@require_safe
@allowed(MAY)
def listed(request: SignedIn) -> HttpResponse:
    return render(request, "uttp/imports/list.html", {"page_obj": page_of(request, imports())})


@allowed(MAY)
def new(request: SignedIn) -> HttpResponse:
    form = ImportFileForm(post_data(request), request.FILES or None)
    if register := created(request, form, RegisterImport, lambda: _start(request, form.cleaned_data["file"])):
        return redirect("import_mapping", register.pk)
    return show_form(request, "uttp/imports/new.html", form, blank=KindForm(auto_id="blank_%s"))


@require_safe
@allowed(MAY)
def blank(request: SignedIn) -> HttpResponse:
    """A table for the register of one kind, whose columns need no mapping."""
    asked = KindForm(request.GET)
    if not asked.is_valid():
        messages.error(request, _("Pilih dulu jenis UTTP-nya."))
        return redirect("import_new")
    kind = get_kind(asked.cleaned_data["kind"])
    columns = blank_columns(kind)
    content = template(kind.name, columns, example_of(kind, columns))
    return attachment(content, XLSX, f"register-{slugify(kind.code)}.xlsx")


def _start(request: SignedIn, file: "UploadedFile[Any]") -> RegisterImport:
    return actions.start_import(by=request.user, name=str(file.name), content=file.read())


@allowed(MAY)
def mapping(request: SignedIn, id: int) -> HttpResponse:
    register = get_object_or_404(imports(), pk=id)
    form = MappingForm(post_data(request), register=register, sheets=sheets_of(register))
    if succeeded(form, lambda: _map(request, register, form)):
        if form.is_of_another_table(register):
            messages.info(request, _("Kolom dibaca lagi dari tabel ini. Periksa artinya, lalu lanjutkan."))
            return redirect("import_mapping", register.pk)
        return redirect("import_detail", register.pk)
    return show_form(request, "uttp/imports/mapping.html", form, register=register)


def _map(request: SignedIn, register: RegisterImport, form: MappingForm) -> None:
    facts = form.facts()
    if form.is_of_another_table(register):
        del facts["mapping"]
        actions.choose_table(by=request.user, register=register, **facts)
    else:
        actions.map_columns(by=request.user, register=register, **facts)


@require_safe
@allowed(MAY)
def detail(request: SignedIn, id: int) -> HttpResponse:
    register = get_object_or_404(imports(), pk=id)
    if register.status == ImportStatus.MAPPING:
        return redirect("import_mapping", register.pk)
    counts = fates_of(register)
    fate = FateFilter(request.GET).wanted["fate"]
    rows = register.rows.select_related("instrument", "imported_owner")
    chips = chips_for(request, "fate", [(fate.value, f"{fate.label} ({counts[fate.value]})") for fate in Fate])
    context = {
        "register": register,
        "in_work": register.status in IN_WORK,
        "to_write": counts[Fate.NEW] + counts[Fate.CHANGED],
        "rejected": counts[Fate.ERROR],
        "held": counts[Fate.ASKED],
        "chips": chips,
        "page_obj": page_of(request, rows.filter(fate=fate) if fate else rows),
        **(open_questions(register) if register.status == ImportStatus.CHECKED else {}),
    }
    return render(request, "uttp/imports/detail.html", context)


def open_questions(register: RegisterImport) -> dict[str, Any]:
    """What a person still decides: whose rows belong together, and what the rows leave open."""
    alone, shared = by_telephone(likes_of(register))
    return {
        "likes": alone[:LIKES_SHOWN],
        "shared": shared,
        "questions": QuestionsForm(None, questions=register.questions),
    }


@require_POST
@allowed(MAY)
def answers(request: SignedIn, id: int) -> HttpResponse:
    register = get_object_or_404(imports(), pk=id)
    form = QuestionsForm(request.POST, questions=register.questions)
    given = form.answers()
    return press(
        request,
        lambda: actions.answer_questions(
            by=request.user, register=register, version=posted_version(request), answers=given
        ),
        back=register.get_absolute_url(),
        done=ngettext("%(n)s jawaban disimpan.", "%(n)s jawaban disimpan.", len(given)) % {"n": len(given)},
    )


@require_POST
@allowed(MAY)
def owners(request: SignedIn, id: int) -> HttpResponse:
    register = get_object_or_404(imports(), pk=id)
    same = LikesForm(request.POST, likes=likes_of(register)).same_owners()
    return press(
        request,
        lambda: actions.decide_owners(by=request.user, register=register, same=same),
        back=register.get_absolute_url(),
        done=ngettext("%(n)s pemilik digabung.", "%(n)s pemilik digabung.", len(same)) % {"n": len(same)},
    )


@require_POST
@allowed(MAY)
def write(request: SignedIn, id: int) -> HttpResponse:
    register = get_object_or_404(imports(), pk=id)
    version = posted_version(request)
    return press(
        request,
        lambda: actions.write_import(by=request.user, register=register, version=version),
        back=register.get_absolute_url(),
        done=_("Impor sedang ditulis ke register."),
    )


@allowed(MAY)
def discard(request: SignedIn, id: int) -> HttpResponse:
    register = get_object_or_404(imports(), pk=id)
    return confirm(
        request,
        VersionedForm(post_data(request), initial={"version": register.version}),
        partial(actions.discard_import, by=request.user, register=register),
        title=_("Buang impor ini?"),
        what=_("%(file)s dihapus dari Simetro. Register tidak berubah.") % {"file": register},
        verb=_("Buang"),
        back=register.get_absolute_url(),
        after=reverse("import_list"),
        done=_("Impor dibuang. Register tidak berubah."),
        danger=True,
    )


@allowed(MAY)
def undo(request: SignedIn, id: int) -> HttpResponse:
    register = get_object_or_404(imports(), pk=id)
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": register.version}),
        partial(actions.undo_import, by=request.user, register=register),
        title=_("Batalkan seluruh impor"),
        what=_("Semua pemilik dan UTTP dari berkas ini dihapus lagi, dan yang berubah dikembalikan seperti semula."),
        verb=_("Batalkan impor"),
        back=register.get_absolute_url(),
        done=_("Impor dibatalkan. Register kembali seperti sebelumnya."),
        danger=True,
    )


@require_safe
@allowed(MAY)
def rejected(request: SignedIn, id: int) -> FileResponse:
    """The rows that were refused, as they stood, and why."""
    register = get_object_or_404(imports(), pk=id)
    heads = head_row(sheets_of(register)[register.sheet], register.head).cells
    lines = understood(register, numbers_of(register, Fate.ERROR))
    file = workbook_of(_("Ditolak"), refused_fields(heads, lines), register.rows.filter(fate=Fate.ERROR).iterator())
    return FileResponse(file, as_attachment=True, filename=f"ditolak-{register.pk}.xlsx", content_type=XLSX)
