"""The house of docs/architecture.md, as the settings install it and the import contracts guard it."""

import tomllib
from pathlib import Path
from typing import Any

import grimp
from django.apps import apps
from django.conf import settings

from simetro.config import BASE_DIR

LINTER: dict[str, Any] = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS = {contract["name"].split(":")[0]: contract for contract in LINTER["contracts"]}
OURS = [
    config
    for config in apps.get_app_configs()
    if Path(config.path).is_relative_to(BASE_DIR / config.name.split(".")[0])
]
ROOMS = [config.name for config in OURS if config.name != "simetro"]


NO_LAYERS = {"static", "templates"}


def named(layers: list[str]) -> list[str]:
    return [name.strip("() ") for layer in layers for name in layer.split("|")]


def test_apps_are_installed_from_top_to_bottom_as_the_arrows_go() -> None:
    layers = named(CONTRACTS["Apps"]["layers"])
    assert [name for name in layers if name in ROOMS] == [name for name in settings.INSTALLED_APPS if name in ROOMS]
    assert [name for name in layers if name not in ROOMS] == ["simetro.urls", "simetro.demo", "simetro.api"]


def test_every_app_has_its_rooms_guarded() -> None:
    assert set(CONTRACTS["Inside an app or a room"]["containers"]) - {"services.*"} == set(ROOMS) - {"simetro.core"}
    assert CONTRACTS["Inside the core"]["containers"] == ["simetro.core"]
    assert CONTRACTS["The project itself"]["containers"] == ["simetro"]
    assert CONTRACTS["Inside the core"]["exhaustive"]
    assert CONTRACTS["The project itself"]["exhaustive"]
    assert not any("ignore_imports" in contract for contract in CONTRACTS.values())


def test_every_package_of_the_repository_is_known_to_the_linter() -> None:
    packages = {path.parent.name for path in BASE_DIR.glob("*/__init__.py")}
    assert packages - {"tests"} == set(LINTER["root_packages"])


def test_rooms_of_the_core_are_there() -> None:
    core = BASE_DIR / "simetro" / "core"
    there = {path.stem for path in core.glob("*.py")} | {path.parent.name for path in core.glob("*/__init__.py")}
    assert set(named(CONTRACTS["Inside the core"]["layers"])) == there - {"__init__"}


def modules_in(folder: Path) -> set[str]:
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    return {path.stem for path in folder.glob("*.py")} - {"__init__"} | packages


def test_rooms_of_services_are_there() -> None:
    rooms = {path.parent.name for path in (BASE_DIR / "services").glob("*/__init__.py")} - {"migrations"}
    assert rooms <= set(named(CONTRACTS["Inside services"]["layers"]))


def test_every_module_stands_in_a_layer() -> None:
    """A new module takes the name of its layer; what it is about, the folder says."""
    layers = set(named(CONTRACTS["Inside an app or a room"]["layers"]))
    rooms = set(named(CONTRACTS["Inside services"]["layers"]))
    for app in set(ROOMS) - {"simetro.core"}:
        assert modules_in(BASE_DIR.joinpath(*app.split("."))) - layers - rooms - NO_LAYERS == set(), app
    for room in rooms - layers - {"papers"}:
        assert modules_in(BASE_DIR / "services" / room) - layers == set(), room


def test_a_paper_holds_what_it_says_and_how_it_is_printed() -> None:
    layers = set(named(CONTRACTS["Inside an app or a room"]["layers"]))
    papers = BASE_DIR / "services" / "papers"
    of_all = {"facts", "laws", "letter", "readings", "tables", "tested_item"}
    for paper in modules_in(papers) - layers - of_all:
        assert "\ndef render_" in (papers / f"{paper}.py").read_text(), paper


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Deferred imports count: a cycle that is hidden in a function is one all the same."""
    graph = grimp.build_graph(*LINTER["root_packages"], exclude_type_checking_imports=True)
    waiting = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    while free := {module for module, imported in waiting.items() if not imported & waiting.keys()}:
        for module in free:
            del waiting[module]
    assert set(waiting) == set()
