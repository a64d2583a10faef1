from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.queries import repair_deadline
from services.repairs.actions.repairs import send_to_repair
from services.repairs.forms.repair import RepairForm
from services.testing.views.work import RIGHT, item_or_404
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.pages import confirm, post_data


@allowed(RIGHT)
def repair(request: SignedIn, id: int) -> HttpResponse:
    item = item_or_404(request, id)
    until = repair_deadline(timezone.localdate())
    form = RepairForm(post_data(request), initial={"version": item.version, "until": until})
    return confirm(
        request,
        form,
        partial(send_to_repair, by=request.user, item=item),
        title=_("Kirim %(instrument)s ke perbaikan?") % {"instrument": item.instrument},
        what=_("UTTP dikembalikan kepada pemilik untuk diperbaiki, tanpa Tanda Batal, dan order tetap terbuka."),
        verb=_("Kirim ke perbaikan"),
        back=item.get_absolute_url(),
        done=_("UTTP dikirim ke perbaikan. Setelah diperbaiki, uji ulang dari halaman ini."),
    )
