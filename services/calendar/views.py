"""The holidays of a year at once, out of the national calendar."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.actions import close_on
from services.calendar.forms.holidays import HolidaysForm
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.pages import post_data, show_form, succeeded

AHEAD = 1  # the government fixes no more than next year's


@allowed("core.manage_reference_data")
def national(request: SignedIn) -> HttpResponse:
    this_year = timezone.localdate().year
    years = [str(year) for year in range(this_year, this_year + AHEAD + 1)]
    year = request.GET.get("tahun", "")
    year = year if year in years else years[0]
    form = HolidaysForm(post_data(request), year=int(year))
    if succeeded(form, lambda: close_on(by=request.user, days=form.chosen())):
        messages.success(request, _("%(count)s hari libur tersimpan.") % {"count": len(form.chosen())})
        return redirect("reference_list", "hari")
    return show_form(request, "services/settings/holidays.html", form, year=year, years=years)
