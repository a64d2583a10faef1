from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from simetro.core.models import Office
from simetro.core.navigation import navigation_for


def office(request: HttpRequest) -> dict[str, Any]:
    return {
        "office": SimpleLazyObject(Office.current),
        "navigation": SimpleLazyObject(lambda: navigation_for(request)),
    }
