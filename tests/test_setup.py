import json
import re
from pathlib import Path

import pytest
from django.apps import apps

from simetro.assets import ICONS
from simetro.config import BASE_DIR
from simetro.core.hooks import all_hooks
from simetro.core.templatetags.simetro import STATUSES

LOCKS = sorted((BASE_DIR / "requirements").glob("*.txt"))
TEMPLATES = [path for app in apps.get_app_configs() for path in Path(app.path).glob("templates/**/*.html")]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_lock_pins_by_hash_and_names_no_registry(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    for requirement in re.split(r"\n(?=\S)", text):
        assert re.match(r"\S+==\S+", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement


def test_package_lock_names_no_registry() -> None:
    packages = json.loads((BASE_DIR / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_development_and_production_install_the_same_releases() -> None:
    base, dev = (
        dict(re.findall(r"^(\S+?)==(\S+)", (BASE_DIR / "requirements" / name).read_text(), re.M))
        for name in ("base.txt", "dev.txt")
    )
    assert base == {name: release for name, release in dev.items() if name in base}


def test_every_icon_that_is_named_is_copied() -> None:
    named = {icon for _, icon in STATUSES.values()}
    named |= {entry.icon for hooks in all_hooks() for entry in hooks.menu}
    for path in TEMPLATES:
        named |= set(re.findall(r"""\{% icon ["']([\w-]+)["']""", path.read_text()))
    assert named - set(ICONS) == set()
