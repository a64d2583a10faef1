"""The API against its own description: what that allows is taken, what it forbids is refused, each answer is described.

A few cases for each operation, the same in every run; `EXAMPLES=200` in the environment tries more.
"""

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig

from simetro.core.models import ApiToken
from simetro.wsgi import application
from tests.office import Office
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


def served(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """What a server adds: where the request came from, and that files are closed in the end."""
    with closing(application(environ | {"REMOTE_ADDR": "127.0.0.1"}, start_response)) as response:
        return [b"".join(response)]


EXAMPLES = int(os.environ.get("EXAMPLES", "2"))
# The description cannot tell what contradicts itself (an e that is no 1, 2 or 5), so 422 is an answer to it too.
ACCEPTED = ["2xx", "401", "403", "404", "409", "422"]
CONFIG = SchemathesisConfig.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}}})


@pytest.fixture
def one_transaction() -> Iterator[None]:
    """Like Django's own test client: the end of a request does not close the connection that the test is in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def who_may(operation: str) -> str:
    if "verifications" in operation and not operation.startswith("GET"):
        return "penera"
    return "kadis" if operation.endswith(("approve", "return", "revoke", "replace")) else "superadmin"


def with_known_id(case: Case, world: World) -> Case:
    """Of every two cases one is about an object that is there."""
    parameters = case.path_parameters
    if parameters and str(parameters.get("id", "")).isdecimal() and int(parameters["id"]) % 2:
        parameters["id"] = world.address(case.operation.path).split("/")[4]
    return case


def test_every_operation_keeps_to_its_description(office: Office, settings: Any, one_transaction: None) -> None:
    settings.RATE_LIMIT_FACTOR = 0
    world = make_world(office)
    people = {name: f"Bearer {ApiToken.issue(office.people[name])}" for name in ("superadmin", "penera", "kadis")}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", served, config=CONFIG)
    for found in schema.get_all_operations():
        operation = found.ok()
        name = f"{operation.method.upper()} {operation.path}"
        headers = {"Authorization": people[who_may(name)]}
        _try(operation, GenerationMode.POSITIVE, headers, world)
        with suppress(Unsatisfiable):  # where any text will do, nothing is forbidden
            _try(operation, GenerationMode.NEGATIVE, headers, world)


def _try(operation: Any, mode: GenerationMode, headers: dict[str, str], world: World) -> None:
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Case) -> None:
        with transaction.atomic():
            with_known_id(case, world).call_and_validate(headers=headers)
            transaction.set_rollback(True)

    check()
