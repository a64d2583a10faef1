from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from simetro.core import eoffice
from simetro.core.credentials import note_sign_out
from simetro.core.errors import DomainError
from simetro.core.pages import turned_away
from simetro.core.rest.problems import problem_from

Handler = Callable[[HttpRequest], HttpResponse]
API = "/api/"


class LanguageMiddleware:
    """Indonesian unless the visitor switched: the browser's own preference says nothing about an owner's."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class DomainErrorMiddleware:
    """Turns a refused action into a page that says what to do, and any API error into a problem."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return problem_from(response) if request.path.startswith(API) else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        response = render(request, "core/problem.html", {"error": error}, status=error.status)
        if "retry_after" in error.data:
            response["Retry-After"] = str(error.data["retry_after"])
        return response


class EOfficeMiddleware:
    """Who is out at the e-office is out here; what he just sent is not done any more."""

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
