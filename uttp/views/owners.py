from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from simetro.core.access import allowed
from simetro.core.listing import chips_for, page_of
from uttp.enums import OwnerKind
from uttp.forms.filters import OwnerFilter
from uttp.queries import owners_for, owners_like


@allowed("uttp.use_register")
def listed(request: HttpRequest) -> HttpResponse:
    filters = OwnerFilter(request.GET)
    page = page_of(request, owners_like(owners_for(request.user), **filters.wanted))
    chips = chips_for(request, "kind", OwnerKind.choices)
    return render(request, "uttp/owners.html", {"filters": filters, "chips": chips, "page_obj": page})


@allowed("uttp.use_register")
def detail(request: HttpRequest, id: int) -> HttpResponse:
    owner = get_object_or_404(owners_for(request.user), pk=id)
    return render(request, "uttp/owner.html", {"owner": owner})
