import gc
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as chance
from xdist.scheduler import LoadScopeScheduling

from simetro.core.documents.engine import Engine
from simetro.core.models import User
from tests import databases
from tests.eoffice import CLIENT, SECRET, EOffice
from tests.office import Api, Office, open_office

TOGETHER = {
    "tests/core/outbox/test_worker.py": "broker",
    "tests/test_embedded.py": "server",
    "tests/test_serve.py": "server",
}
# How long an example takes says how busy the machine is.
chance.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
chance.load_profile("any machine")


class Scheduler(LoadScopeScheduling):  # type: ignore[misc]  # without types
    """What shares a server runs in one process, test after test; all else goes where there is room.

    pytest-xdist's own groups need names of tests that pytest 9 no longer lets it change.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((shared for files, shared in TOGETHER.items() if nodeid.startswith(files)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduler:
    return Scheduler(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that both processes end together."""
    items.sort(key=lambda item: "e2e" not in item.path.parts)


def pytest_collection_finish() -> None:
    """What was imported and collected stays: looking for garbage among it takes a twentieth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    name = f"test_{worker_id}"
    with django_db_blocker.unblock():
        databases.make_database(name)
        databases.use_database(name, settings.APPLICATION_ROLE)
    yield
    with django_db_blocker.unblock():
        databases.drop_database(name)


@pytest.fixture(scope="session", autouse=True)
def _keep_roles_between_transactional_tests() -> None:
    """Django's own flush would need the owner's rights and would empty the roles."""
    TransactionTestCase._fixture_teardown = lambda self: databases.empty_tables()  # type: ignore[method-assign]


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


@pytest.fixture
def blank_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that ask who gets which document and when: nothing is laid out, each document differs by its text."""
    monkeypatch.setattr(Engine, "pdf", lambda _, html, *_args, **_how: b"%PDF-1.7 " + sha256(html.encode()).digest())


@pytest.fixture
def api() -> Callable[[User], Api]:
    return Api


@pytest.fixture
def visit() -> Callable[[User], Client]:
    """A browser that is signed in."""

    def enter(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def eoffice(settings: Any) -> Iterator[EOffice]:
    """The regency's e-office, switched on for staff; Budi is penera there."""
    there = EOffice(people={"s-1": {"preferred_username": "budi", "name": "Budi Santoso", "roles": ["uml-penera"]}})
    there.start()
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = there.url, CLIENT, SECRET
    settings.OIDC_ROLES = {"uml-penera": "penera", "uml-admin": "admin", "uml-super": "super_admin"}
    yield there
    there.stop()
