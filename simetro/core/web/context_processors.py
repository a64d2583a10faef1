from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from simetro.core.models import Office
from simetro.core.web.navigation import navigation_for


def office(request: HttpRequest) -> dict[str, Any]:
    return {
        "office": SimpleLazyObject(Office.current),
        "has_eoffice": bool(settings.OIDC_ISSUER),
        "navigation": SimpleLazyObject(lambda: navigation_for(request)),
    }
