"""What a regulation fixes: a super admin adds a row from a day on; what was judged before keeps what it used."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from simetro.core.kit.errors import Invalid
from simetro.core.models import LogEntry, User
from tests.office import SCALE, Api, Office, good_scale
from uttp import actions
from uttp.models import ParameterRow
from uttp.queries import rules_on

pytestmark = pytest.mark.django_db
Visit = Callable[[User], Client]
FACTOR = "nawi.tera_ulang_factor"


def add(office: Office, value: object, parameter: str = FACTOR, since: date = date(2026, 1, 1)) -> ParameterRow:
    row = ParameterRow(parameter=parameter, since=since, value=value, legal_basis="Kepdirjen 1/2026")
    return actions.add_parameter_row(by=office.superadmin, row=row)


def evaluate(office: Office, on: str) -> str:
    observations = good_scale()
    observations["accuracy"][4] |= {"indication": "6005", "additional_load": "1"}
    body = {"kind": "nawi.electronic", "service": "tera_ulang", "attributes": SCALE, "observations": observations}
    verdict: str = Api(office.penera).post("/evaluate", {**body, "on": on}).json()["verdict"]
    return verdict


def test_new_row_holds_from_its_day_on_and_the_old_one_before(office: Office) -> None:
    assert evaluate(office, "2026-03-01") == "sah"
    add(office, "1")
    assert [evaluate(office, day) for day in ("2025-12-31", "2026-01-01")] == ["sah", "batal"]


def test_final_result_keeps_the_rules_that_it_used(office: Office) -> None:
    final = office.tested()
    before = (final.evaluation, final.valid_until)
    add(office, 6, "nawi.electronic.period_months")
    final.refresh_from_db()
    assert (final.evaluation, final.valid_until) == before
    again = office.tested(office.item())
    assert again.valid_until != final.valid_until


def test_row_is_logged_and_written_in_one_form(office: Office) -> None:
    row = add(office, "02.50")
    assert ParameterRow.objects.get(pk=row.pk).value == "2.5"
    entry = LogEntry.objects.get(verb="uttp.add_parameter_row")
    assert (entry.actor, entry.data["parameter"], entry.data["since"]) == (office.superadmin, FACTOR, "2026-01-01")


@pytest.mark.parametrize(
    ("parameter", "value", "field"),
    [
        ("x", "1", "parameter"),
        (FACTOR, 2, "value"),
        (FACTOR, "0", "value"),
        (FACTOR, "2,5", "value"),
        ("nawi.electronic.period_months", 0, "value"),
        ("weights.limits", [{"nominal": "1", "unit": "t", "limits_mg": {}}], "value"),
    ],
)
def test_value_of_another_form_is_refused(office: Office, parameter: str, value: object, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        add(office, value, parameter)
    assert [error.field for error in refused.value.errors] == [field]
    assert not ParameterRow.objects.exists()


def test_row_of_a_parameter_that_is_no_longer_known_is_left_alone(office: Office) -> None:
    ParameterRow.objects.create(parameter="gone", since=date(2026, 1, 1), value=1, legal_basis="x")
    assert rules_on(date(2026, 6, 1)).added == {}


def test_super_admin_adds_a_row_that_begins_with_what_holds_today(office: Office, visit: Visit) -> None:
    browser = visit(office.superadmin)
    page = browser.get(f"/admin/uttp/parameterrow/add/?parameter={FACTOR}")
    assert page.context["adminform"].form["value"].value() == '"2"'
    facts = {"parameter": FACTOR, "since": "2026-01-01", "legal_basis": "Kepdirjen 1/2026", "confirmed": "on"}
    refused = browser.post("/admin/uttp/parameterrow/add/", {**facts, "value": "2.5"})
    assert refused.context["adminform"].form.errors.keys() == {"value"}
    assert browser.post("/admin/uttp/parameterrow/add/", {**facts, "value": '"1.5"'}).status_code == 302
    row = ParameterRow.objects.get()
    assert (row.value, row.confirmed) == ("1.5", True)
    assert browser.post(f"/admin/uttp/parameterrow/{row.pk}/change/", {**facts, "value": '"9"'}).status_code == 403


def test_catalogue_tells_what_is_not_confirmed(office: Office, visit: Visit) -> None:
    browser = visit(office.superadmin)
    listed = browser.get("/staf/jenis").content.decode()
    assert "Timbangan elektronik" in listed
    assert "3 belum dipastikan" in listed
    page = browser.get("/staf/jenis/nawi.electronic").content.decode()
    assert "Pengali BKD pada tera ulang" in page
    assert "Belum dipastikan" in page
    add(office, "1.5")
    assert "Kepdirjen 1/2026" in browser.get("/staf/jenis/nawi.electronic").content.decode()


def test_catalogue_asks_as_often_for_many_rows_as_for_one(
    office: Office, visit: Visit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        add(office, "1.5")
    browser = visit(office.superadmin)
    with django_assert_max_num_queries(10):
        browser.get("/staf/jenis")
