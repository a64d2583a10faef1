from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.queries import repair_deadline
from services.orders.views.steps import REVIEW, order_item_or_404
from services.repairs.actions.repairs import give_up_repair, send_to_repair
from services.repairs.forms.repair import RepairForm
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.forms import ReasonForm
from simetro.core.web.pages import confirm, post_data


@allowed(REVIEW)
def repair(request: SignedIn, number: str, uttp_id: str) -> HttpResponse:
    item = order_item_or_404(request, number, uttp_id)
    until = repair_deadline(timezone.localdate())
    return confirm(
        request,
        RepairForm(post_data(request), initial={"version": item.version, "until": until}),
        lambda **typed: send_to_repair(by=request.user, item=item, **typed),
        title=_("Kembalikan untuk diperbaiki"),
        what=_("%(uttp)s gagal uji, dan diuji lagi pada order yang sama setelah diperbaiki.")
        % {"uttp": item.instrument},
        verb=_("Kembalikan untuk diperbaiki"),
        back=item.order.get_absolute_url(),
        done=_("%(uttp)s dikembalikan untuk diperbaiki.") % {"uttp": item.instrument},
    )


@allowed(REVIEW)
def give_up(request: SignedIn, number: str, uttp_id: str) -> HttpResponse:
    item = order_item_or_404(request, number, uttp_id)
    is_late = item.repair_until is not None and item.repair_until < timezone.localdate()
    late = _("Tidak kembali sampai batas perbaikan.") if is_late else ""
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": item.version, "reason": late}),
        lambda **typed: give_up_repair(by=request.user, item=item, **typed),
        title=_("Tidak jadi diperbaiki"),
        what=_("%(uttp)s tetap batal. Batas perbaikannya %(day)s.")
        % {"uttp": item.instrument, "day": tanggal(item.repair_until)},
        verb=_("Tetapkan batal"),
        back=item.order.get_absolute_url(),
        done=_("%(uttp)s tetap batal. Surat penolakan dapat disusun.") % {"uttp": item.instrument},
        danger=True,
    )
