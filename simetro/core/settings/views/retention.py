from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.settings.purging import set_periods
from simetro.core.settings.retention import kept_rules
from simetro.core.settings.retention_form import RetentionForm
from simetro.core.web.pages import post_data, show_form, succeeded


@allowed("core.manage_reference_data")
def periods(request: SignedIn) -> HttpResponse:
    """The page on which a super admin sets how long data is kept."""
    form = RetentionForm(post_data(request), kept_rules())
    if succeeded(form, lambda: set_periods(by=request.user, days=form.changes())):
        messages.success(request, _("Masa simpan tersimpan. Penghapusan berikutnya memakainya."))
        return redirect("retention")
    return show_form(request, "core/retention.html", form)
