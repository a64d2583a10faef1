"""Many instruments at once, from a sheet: all of them, or none and what is wrong with each row."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portal.forms import UploadForm
from portal.views.account import for_owners
from simetro.core.access.guards import SignedIn
from simetro.core.kit.errors import Invalid
from simetro.core.spreadsheets import read_sheets
from simetro.core.spreadsheets.writer import XLSX, template
from simetro.core.web.pages import attachment, created, post_data, show_form, succeeded
from uttp.actions import register_many
from uttp.columns import UploadedPlate, columns_of, lines_of, plates_of
from uttp.forms.filters import KindForm
from uttp.kinds import get_kind
from uttp.models import Instrument
from uttp.names import name_of
from uttp.queries import known_plates, owners_for, rules_on

MOST = 500


@require_safe
@for_owners
def blank(request: SignedIn) -> HttpResponse:
    """The empty table of a kind, to be filled in."""
    asked = KindForm(request.GET)
    if not asked.is_valid():
        messages.error(request, _("Pilih dulu jenis UTTP-nya."))
        return redirect("owner_upload")
    kind = get_kind(asked.cleaned_data["kind"])
    return attachment(template(name_of(kind), columns_of(kind)), XLSX, f"uttp-{slugify(kind.code)}.xlsx")


@for_owners
def upload(request: SignedIn) -> HttpResponse:
    owners = owners_for(request.user)
    if not owners:
        return redirect("owner_new_own")
    form = UploadForm(post_data(request), request.FILES or None, owners=owners, initial=request.GET.dict())
    plates: list[UploadedPlate] = []
    is_read = succeeded(form, lambda: plates.extend(_read(form.cleaned_data["kind"], form.cleaned_data["file"])))
    if is_read and created(request, form, Instrument, lambda: _register(request, form, plates)):
        sentence = ngettext("%(n)s UTTP tersimpan.", "%(n)s UTTP tersimpan.", len(plates)) % {"n": len(plates)}
        messages.success(request, sentence)
        return redirect("owner_instruments")
    return show_form(
        request,
        "portal/upload.html",
        form,
        blank=KindForm(auto_id="blank_%s"),
        wrong=[plate for plate in plates if plate.problems],
        count=len(plates),
    )


def _register(request: SignedIn, form: UploadForm, plates: list[UploadedPlate]) -> Instrument:
    if any(plate.problems for plate in plates):
        sentence = _("Belum ada yang disimpan. Perbaiki baris di bawah ini, lalu unggah lagi berkasnya.")
        raise Invalid.field("file", sentence)
    owner, kind = form.cleaned_data["owner"], form.cleaned_data["kind"]
    return register_many(by=request.user, owner=owner, kind=kind, plates=[plate.facts for plate in plates])[0]


def _read(kind_code: str, file: bytes) -> list[UploadedPlate]:
    kind = get_kind(kind_code)
    filled = lines_of(kind, read_sheets(file)[0])
    if not filled:
        raise Invalid.field("file", _("Tabelnya belum diisi. Tulis satu alat tiap baris di bawah judul kolom."))
    if len(filled) > MOST:
        raise Invalid.field("file", _("Unggah paling banyak %(n)s baris sekaligus.") % {"n": MOST})
    known = known_plates(kind.code, [row.cells.get("serial_number", "") for row in filled])
    return plates_of(kind, filled, rules_on(timezone.localdate()), known)
