from django.http import HttpRequest, HttpResponse

from simetro.core.rest.problems import problem_from
from simetro.core.web.middleware import API, Handler


class ProblemMiddleware:
    """Gives any error under the API the form of a problem, also one that Django answered by itself."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return problem_from(response) if request.path.startswith(API) else response
