from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import queries
from portal.limits import looked_up
from portal.views.lookup import look_up
from uttp.enums import ValidityState

FOR_SHOPPERS = {
    ValidityState.SAH: _("Alat ini sudah diuji dan boleh dipakai untuk jual beli."),
    ValidityState.DUE: _("Alat ini masih sah dan boleh dipakai. Masa berlakunya hampir habis."),
    ValidityState.EXPIRED: _(
        "Alat ini harus ditera ulang sebelum dipakai lagi. Hasil timbangan atau takarannya belum tentu benar."
    ),
    ValidityState.BATAL: _("Alat ini tidak lulus pengujian dan dilarang dipakai untuk jual beli."),
    ValidityState.UNVERIFIED: _("Alat ini terdaftar, tetapi kantor kami belum pernah mengujinya."),
    ValidityState.RETIRED: _("Pemilik melaporkan bahwa alat ini tidak dipakai lagi untuk jual beli."),
}


@look_up
def instrument(request: HttpRequest, uttp_id: str) -> HttpResponse:
    instrument = looked_up(request, lambda: queries.instrument_by_id(uttp_id))
    state = instrument.state_on(timezone.localdate())
    facts = {"instrument": instrument, "state": state, "meaning": FOR_SHOPPERS[state]}
    return render(request, "portal/instrument.html", facts)
