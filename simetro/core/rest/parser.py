import json
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser

from simetro.core.kit.errors import Invalid

DEEPEST = 30


class StrictParser(Parser):
    """JSON as the standard has it, without what a database cannot keep: NUL, lone surrogates, bottomless nesting."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        try:
            data: dict[str, Any] = json.loads(request.body, parse_constant=_refuse_constant, parse_float=_finite)
            _check(data, DEEPEST)
        except (ValueError, RecursionError) as error:
            raise Invalid(_("Isi permintaan bukan JSON yang dapat dibaca.")) from error
        return data


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError("too great")
    return number


def _check(value: Any, depth: int) -> None:
    if depth == 0:
        raise ValueError("nested too deeply")
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError("NUL")
        value.encode()
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check(key, depth)
            _check(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth - 1)
