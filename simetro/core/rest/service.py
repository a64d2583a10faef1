from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from simetro.core.errors import DomainError, Invalid, NotFound
from simetro.core.rest.openapi import document_problems
from simetro.core.rest.parser import StrictParser
from simetro.core.rest.problems import invalid_input, problem_of


class Service(NinjaAPI):
    """The API: strict JSON in, problem+json for every error, and an OpenAPI document that says so."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(parser=StrictParser(), **kwargs)
        self.add_exception_handler(DomainError, lambda request, error: problem_of(error))
        self.add_exception_handler(ValidationError, lambda request, error: problem_of(invalid_input(error.errors)))
        self.add_exception_handler(Http404, lambda request, error: problem_of(NotFound()))
        self.add_exception_handler(HttpError, _http_error)

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        return document_problems(super().get_openapi_schema(**kwargs))


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """ninja raises it where a body cannot be parsed."""
    cause = error.__cause__ or error.__context__
    return problem_of(cause if isinstance(cause, Invalid) else Invalid(error.message))
