"""An app knows the pages of its own and of the apps below it, by name: no address is spelled out, none leads upward."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from simetro.config import BASE_DIR

# From the bottom of the house to the top, each with where it names its pages.
APPS = {
    "simetro/core": "simetro/urls.py",
    "uttp": "uttp/urls.py",
    "services": "services/urls.py",
    "certificates": "certificates/urls.py",
    "simetro/reports": "simetro/reports/urls.py",
    "portal": "portal/urls.py",
}
ORDER = list(APPS)
HOME = {name: app for app, urls in APPS.items() for name in re.findall(r'name="(\w+)"', (BASE_DIR / urls).read_text())}
TAKE_NAMES = {"reverse", "reverse_lazy", "redirect", "page_url", "MenuEntry", "EntrySubject"}
SPELLED_OUT = re.compile(r"""["'](?:\{[\w.]+\})?/(?:staf|akun|status|uttp|verifikasi|pendaftaran|sidang|berita)/""")


def files(app: str) -> Iterator[Path]:
    for path in (BASE_DIR / app).rglob("*"):
        if path.suffix in {".py", ".html"} and not {"migrations", "vendor"} & set(path.parts):
            yield path


def names_in(path: Path) -> set[str]:
    text = path.read_text()
    if path.suffix == ".html":
        return set(re.findall(r"""\{% url ["'](\w+)["']""", text))
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    arguments = (
        argument
        for call in calls
        if getattr(call.func, "id", "") in TAKE_NAMES
        for argument in call.args
        if isinstance(argument, ast.Constant)
    )
    return {str(argument.value) for argument in arguments}


@pytest.mark.parametrize("app", ORDER)
def test_no_page_of_an_app_above_is_named(app: str) -> None:
    above = ORDER[ORDER.index(app) + 1 :]
    upward = {(str(path.relative_to(BASE_DIR)), name) for path in files(app) for name in names_in(path)}
    assert {(path, name) for path, name in upward if HOME.get(name) in above} == set()


@pytest.mark.parametrize("app", ORDER)
def test_no_address_is_spelled_out(app: str) -> None:
    python = (path for path in files(app) if path.suffix == ".py")
    assert [str(path) for path in python if SPELLED_OUT.search(path.read_text())] == []


def test_names_of_pages_are_told_apart() -> None:
    assert {"order_detail": "services", "public_status": "portal", "people": "simetro/core"}.items() <= HOME.items()
