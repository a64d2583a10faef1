from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.settings.purging import set_periods
from simetro.core.settings.retention import kept_rules
from simetro.core.settings.retention_form import RetentionForm
from simetro.core.web.pages import refused, typed


@allowed("core.manage_reference_data")
def periods(request: SignedIn) -> HttpResponse:
    """How long is kept what need not stay."""
    form = RetentionForm(typed(request), kept_rules())
    if form.is_bound and not refused(form, lambda **_typed: set_periods(by=request.user, days=form.changes())):
        messages.success(request, _("Masa simpan tersimpan. Penghapusan berikutnya memakainya."))
        return redirect("retention")
    return render(request, "core/retention.html", {"form": form}, status=422 if form.errors else 200)
