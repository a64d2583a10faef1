"""Every error is a problem with all its members, whatever was sent."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from simetro.core.models import ApiToken
from tests.api.answers import done, fields, problem
from tests.office import Api, Office
from uttp.models import Owner

pytestmark = pytest.mark.django_db

OWNER = {
    "name": "Sumber Rejeki",
    "kind": "person",
    "phone": "0812 3456 7890",
    "address": "Jl. Pasar 1",
    "district": "Sumpiuh",
    "village": "Kebokura",
}


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic YTpi", "Token x", "Bearer \u00e9", "Bearer a b c"],
)
def test_no_or_bad_token_is_401_and_says_how_to_come_in(office: Office, header: str | None) -> None:
    client = Client(headers={} if header is None else {"Authorization": header})
    response = client.get("/api/v1/owners")
    problem(response, 401, "unauthenticated")
    assert response["WWW-Authenticate"] == "Bearer"


def test_token_of_somebody_who_left_is_401(office: Office) -> None:
    desk = Api(office.admin)
    office.admin.is_active = False
    office.admin.save()
    problem(desk.get("/owners"), 401, "unauthenticated")


def test_session_of_a_browser_is_no_token(office: Office) -> None:
    browser = Client()
    browser.force_login(office.admin)
    problem(browser.get("/api/v1/owners"), 401, "unauthenticated")


@pytest.mark.parametrize(
    "path", ["/nowhere", "/owners/", "/owners/abc", "/owners/-1", "/owners/1.5", "/owners/1/nowhere", "/public", "/%00"]
)
@pytest.mark.parametrize("method", ["get", "post", "patch", "put"])
def test_unknown_address_is_404(office: Office, method: str, path: str) -> None:
    problem(getattr(Api(office.admin), method)(path), 404, "not_found")


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_address_of_the_api_itself_leads_to_its_description(db: None, settings: Any, method: str, debug: bool) -> None:
    settings.DEBUG = debug
    response = getattr(Client(), method)("/api/v1")
    assert (response.status_code, response["Location"]) == (302, "/api/v1/docs")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("delete", "/owners", {"GET", "POST"}),
        ("patch", "/owners", {"GET", "POST"}),
        ("post", "/owners/1", {"GET", "PATCH"}),
        ("delete", "/instruments/1", {"GET", "PATCH"}),
        ("get", "/certificates/1/approve", {"POST"}),
        ("get", "/evaluate", {"POST"}),
        ("post", "/public/orders/x", {"GET"}),
    ],
)
def test_unknown_method_is_405_and_names_the_known_ones(db: None, method: str, path: str, allowed: set[str]) -> None:
    response = getattr(Client(), method)(f"/api/v1{path}")
    problem(response, 405, "method_not_allowed")
    assert set(response["Allow"].split(", ")) == allowed


def test_host_that_is_none_is_a_problem_too(db: None) -> None:
    problem(Client().get("/api/v1/kinds", headers={"host": "a b"}), 400, "bad_request")


def test_fault_of_ours_is_a_problem_without_its_inside(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uttp.queries.owners_for", lambda user: 1 / 0)
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {ApiToken.issue(office.admin)}"})
    response = client.get("/api/v1/owners")
    problem(response, 500, "internal_server_error")
    assert b"division" not in response.content


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"name=Sumber",
        b"\xff\xfe",
        b'{"name": NaN}',
        b'{"name": Infinity}',
        b'{"name": 1e999}',
        b'{"name": "\\u0000"}',
        b'{"\\u0000": 1}',
        b'{"name": "\\ud800"}',
        b'{"name": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"name": ' + b"[" * 40 + b"]" * 40 + b"}",
        b'{"name": "' + b"a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1) + b'"}',
    ],
    ids=lambda body: repr(body[:20]),
)
def test_body_that_cannot_be_read_is_422(office: Office, body: bytes) -> None:
    assert problem(Api(office.admin).post("/owners", body), 422, "invalid")["errors"] == []
    assert not Owner.objects.exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"1", b'"x"', b"null", b"true"])
def test_body_that_is_no_object_is_422(office: Office, body: bytes) -> None:
    assert fields(Api(office.admin).post("/owners", body)) == {"body"}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"nickname": "x"}, {"nickname"}),
        ({"name": None}, {"name"}),
        ({"name": 1}, {"name"}),
        ({"name": ""}, {"name"}),
        ({"name": " \t\n"}, {"name"}),
        ({"name": "a" * 201}, {"name"}),
        ({"name": "a\u0007b"}, {"name"}),
        ({"kind": "shop"}, {"kind"}),
        ({"phone": "none"}, {"phone"}),
        ({"email": "nobody"}, {"email"}),
        ({"nik": "123"}, {"nik"}),
        ({"district": [], "village": {}}, {"district", "village"}),
    ],
)
def test_each_wrong_field_is_named(office: Office, changes: dict[str, Any], wrong: set[str]) -> None:
    assert fields(Api(office.admin).post("/owners", {**OWNER, **changes})) == wrong
    assert not Owner.objects.exists()


def test_all_missing_fields_are_named_at_once(office: Office) -> None:
    assert fields(Api(office.admin).post("/owners", {})) == set(OWNER)


def test_text_is_kept_as_written_but_trimmed(office: Office) -> None:
    name = "Ibu “Sri” & <b>Wijaya</b> \U0001f600"
    assert done(Api(office.admin).post("/owners", {**OWNER, "name": f"  {name} \n"}), 201)["name"] == name


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("limit=abc", "limit"),
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=1e2", "limit"),
        ("offset=-1", "offset"),
        ("offset=99999999999999999999", "offset"),
        ("search=" + "a" * 201, "search"),
    ],
)
def test_wrong_parameter_of_a_list_is_named(office: Office, query: str, wrong: str) -> None:
    assert fields(Api(office.admin).get(f"/owners?{query}")) == {wrong}


def test_parameter_with_a_nul_is_422(office: Office) -> None:
    problem(Api(office.admin).get("/owners?search=%00"), 422, "invalid")


def test_description_says_what_every_operation_may_answer(db: None) -> None:
    schema = done(Client().get("/api/v1/openapi.json"))
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            answers = operation["responses"]
            assert "422" in answers or not (operation.get("parameters") or "requestBody" in operation), (method, path)
            if "/public/" not in path:
                assert {"401", "403"} <= set(answers), (method, path)
            for code, answer in answers.items():
                if int(code) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"], (method, path)
    assert "Problem" in schema["components"]["schemas"]
    assert json.dumps(schema)
