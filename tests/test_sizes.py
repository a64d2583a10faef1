"""No module, function or class grows beyond what one reads in one go; the limits are in lines."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from simetro.config import BASE_DIR

MODULE, FUNCTION, ENDPOINT, TEMPLATE = 500, 50, 20, 200
APPS = ("simetro", "uttp", "services", "certificates", "portal")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(suffix: str) -> list[Path]:
    found = [path for root in (*APPS, "tests") for path in (BASE_DIR / root).rglob(f"*{suffix}")]
    return [path for path in found if not {"vendor", "migrations"} & set(path.parts)]


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions_of(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines of the whole, decorators included."""
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    return (function.end_lineno or first) - first + 1


def body_length(function: Function) -> int:
    """Lines from the first statement to the last, without the docstring."""
    statements = function.body[1:] if ast.get_docstring(function) else function.body
    return (statements[-1].end_lineno or 0) - statements[0].lineno + 1 if statements else 0


PYTHON = files(".py")
SOURCE = [path for path in PYTHON if path.relative_to(BASE_DIR).parts[0] in APPS]


def name(path: Path) -> str:
    return str(path.relative_to(BASE_DIR))


@pytest.mark.parametrize(
    ("paths", "most"),
    [(PYTHON, MODULE), (files(".js"), MODULE), (files(".css"), MODULE), (files(".html"), TEMPLATE)],
    ids=["modules", "scripts", "styles", "templates"],
)
def test_no_file_is_too_long(paths: list[Path], most: int) -> None:
    assert paths
    assert {name(path): lines_of(path) for path in paths if lines_of(path) > most} == {}


def test_no_function_is_too_long() -> None:
    found = {f"{name(path)}:{one.name}": length(one) for path in PYTHON for one in functions_of(path)}
    assert len(found) > 500
    assert {where: size for where, size in found.items() if size > FUNCTION} == {}


def test_no_view_or_endpoint_is_too_long() -> None:
    web = [path for path in SOURCE if {"api", "views", "api.py", "views.py"} & set(path.relative_to(BASE_DIR).parts)]
    found = {f"{name(path)}:{one.name}": body_length(one) for path in web for one in functions_of(path)}
    assert len(found) > 50
    assert {where: size for where, size in found.items() if size > ENDPOINT} == {}
