from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from simetro.core.accounts import eoffice
from simetro.core.accounts.credentials import note_sign_out
from simetro.core.web.middleware import API, Handler
from simetro.core.web.pages import turned_away


class EOfficeMiddleware:
    """Signs out whoever is no longer signed in at the e-office; the request he just sent is not carried out."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if sentence := self._why_out(request):
            assert request.user.is_authenticated
            note_sign_out(user=request.user, why="eoffice")
            logout(request)
            return turned_away(request, sentence, status=401)
        return self.get_response(request)

    def _why_out(self, request: HttpRequest) -> str:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith(API)
        if not settings.OIDC_ISSUER or not has_session or not request.user.is_authenticated:
            return ""
        return eoffice.why_out(request.user, request.session.get(eoffice.SESSION))
