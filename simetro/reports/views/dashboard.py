"""How the office stands: every number leads to the rows behind it."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.models import Office, User
from simetro.reports import queries
from simetro.reports.figures import tested, work
from simetro.reports.periods import Period, months_later, parse_period
from simetro.reports.views.chooser import chooser


@allowed("services.view_history")
def shown(request: SignedIn) -> HttpResponse:
    today = timezone.localdate()
    period = parse_period(request.GET.get("periode", ""), today)
    context = chooser(period, today) | _now() | _within(period, today, request.user)
    return render(request, "reports/dashboard.html", context)


def _now() -> dict[str, Any]:
    in_hand = queries.work_in_hand()
    holders = work.holders(in_hand, queries.to_be_drafted(), queries.documents_open())
    open_orders = sum(waiting.count for _status, _todo, waiting in in_hand)
    return {"statuses": work.statuses(in_hand), "open_orders": open_orders, "holders": holders}


def _within(period: Period, today: date, user: User) -> dict[str, Any]:
    year = months_later(today.replace(day=1), work.MONTHS)
    tests, due = queries.tests_in(period), queries.due_until(max(period.last, year))
    due_within = [month for month in due if month.month <= period.last]
    kinds = tested.by_kind(period, tests, due_within)
    office = Office.current()
    return {
        "kinds": kinds,
        "total": tested.whole(period, _("Jumlah"), kinds),
        "districts": tested.by_district(period, tests, due_within),
        "markets": tested.by_market(period, queries.markets_in(period)),
        "penera": work.penera(period, tests, queries.open_orders_of_penera()),
        "months": work.coming(due, today),
        "taken": work.taken(period, queries.days_taken(period, user), office.service_days),
        "office": office,
    }
