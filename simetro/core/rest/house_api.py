from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from simetro.core.kit.errors import DomainError, Invalid, NotFound
from simetro.core.rest.openapi import document_problems
from simetro.core.rest.parser import StrictParser
from simetro.core.rest.problems import invalid_input, problem_of


class HouseApi(NinjaAPI):
    """The API: strict JSON in, problem+json for every error, and an OpenAPI document that says so."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(parser=StrictParser(), **kwargs)
        handlers: dict[type[Exception], Callable[[Any], DomainError]] = {
            DomainError: lambda error: error,
            ValidationError: lambda error: invalid_input(error.errors),
            Http404: lambda error: NotFound(),
            HttpError: _unreadable,
            RequestDataTooBig: lambda error: Invalid(_("Isi permintaan terlalu besar. Kirim paling banyak 5 MB.")),
        }
        for kind, as_domain_error in handlers.items():
            self.add_exception_handler(kind, _answer_with(as_domain_error))

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        return document_problems(super().get_openapi_schema(**kwargs))


def _answer_with(as_domain_error: Callable[[Any], DomainError]) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, error: problem_of(as_domain_error(error))


def _unreadable(error: HttpError) -> DomainError:
    """The problem for a body that the parser refused: ninja raises HttpError, whose context is the parser's error."""
    cause = error.__cause__ or error.__context__
    return cause if isinstance(cause, Invalid) else Invalid(error.message)
