from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from simetro.core.access import allowed
from simetro.core.codes import parse_uttp_id
from simetro.core.listing import chips_for, page_of
from uttp.enums import InstrumentStatus
from uttp.forms.filters import InstrumentFilter
from uttp.models import Instrument
from uttp.queries import instruments_for, instruments_like


@allowed("uttp.use_register")
def listed(request: HttpRequest) -> HttpResponse:
    filters = InstrumentFilter(request.GET)
    page = page_of(request, instruments_like(instruments_for(request.user), **filters.wanted))
    chips = chips_for(request, "status", InstrumentStatus.choices)
    return render(request, "uttp/instruments.html", {"filters": filters, "chips": chips, "page_obj": page})


@allowed("uttp.use_register")
def detail(request: HttpRequest, uttp_id: str) -> HttpResponse:
    instrument = found(request, uttp_id)
    return render(request, "uttp/instrument.html", {"instrument": instrument, "today": timezone.localdate()})


def found(request: HttpRequest, uttp_id: str) -> Instrument:
    return get_object_or_404(instruments_for(request.user), uttp_id=parse_uttp_id(uttp_id))
