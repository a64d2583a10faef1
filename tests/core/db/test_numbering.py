import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from simetro.core.db.numbering import format_number, take_number
from simetro.core.kit.errors import Invalid
from simetro.core.models import NumberSeries, User
from simetro.core.models import Office as OfficeRow
from simetro.core.settings.office import save_office
from tests.office import Office

pytestmark = pytest.mark.django_db


def test_each_series_and_year_counts_for_itself() -> None:
    taken = [("skhp", 2026), ("skhp", 2026), ("rejection", 2026), ("skhp", 2027), ("skhp", 2026)]
    assert [take_number(*series) for series in taken] == [1, 2, 1, 1, 3]


def test_number_of_a_write_that_fails_is_taken_again() -> None:
    take_number("skhp", 2026)
    with transaction.atomic():
        assert take_number("skhp", 2026) == 2
        transaction.set_rollback(True)
    assert take_number("skhp", 2026) == 2
    assert NumberSeries.objects.get().last == 2


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("500.2.3.15/{seq:04}/BID-K/{roman_month}/{year}", "500.2.3.15/0007/BID-K/XI/2026"),
        ("{year}-{month:02}-{seq}", "2026-11-7"),
    ],
)
def test_number_is_written_as_the_office_writes_it(template: str, expected: str) -> None:
    assert format_number(template, 7, date(2026, 11, 22)) == expected


def test_every_month_has_its_roman_number() -> None:
    written = [format_number("{roman_month}", 1, date(2026, month, 1)) for month in range(1, 13)]
    assert written == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


def test_number_with_more_digits_than_the_template_is_not_cut() -> None:
    assert format_number("{seq:04}", 12345, date(2026, 1, 1)) == "12345"


@pytest.mark.parametrize(
    ("template", "flaw"),
    [
        ("{x", "kurung kurawal"),
        ("{seq}/{year}/{nomor}", "kurung kurawal"),
        ("{seq}/{year}/{{}}", "kurung kurawal"),
        ("{seq}/{year.real}", "kurung kurawal"),
        ("{seq:999999999}/{year}", "kurung kurawal"),
        ("SKHP/{year}", "{seq}"),
        ("SKHP/{seq:04}", "{year}"),
        ("{seq}/{year}" + "{seq:9}" * 13, "terlalu panjang"),
    ],
)
def test_template_that_could_not_number_is_refused_at_its_field(office: Office, template: str, flaw: str) -> None:
    row = OfficeRow(skhp_number_template=template)
    with pytest.raises(Invalid, match=re.escape(flaw)) as refusal:
        save_office(by=office.superadmin, office=row)
    assert [error.field for error in refusal.value.errors] == ["skhp_number_template"]
    assert not OfficeRow.objects.exists()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("skhp_number_template", "rejection_number_template"),
        ("skhp_number_template", "mark_statement_number_template"),
        ("assignment_number_template", "mark_statement_number_template"),
    ],
)
def test_templates_that_would_number_two_series_alike_are_refused(office: Office, first: str, second: str) -> None:
    row = OfficeRow(**{first: "A/{seq:04}/{year}", second: "A/{seq}/{year}"})
    with pytest.raises(Invalid) as refusal:
        save_office(by=office.superadmin, office=row)
    (error,) = refusal.value.errors
    assert error.field == second
    assert str(OfficeRow._meta.get_field(first).verbose_name) in error.message


def test_templates_that_differ_are_saved(office: Office) -> None:
    row = OfficeRow(skhp_number_template="A/{seq:04}/{month:02}/{year}", rejection_number_template="B/{seq}/{year}")
    assert save_office(by=office.superadmin, office=row).pk


def test_admin_says_it_beside_the_field(office: Office, visit: Callable[[User], Client]) -> None:
    row = OfficeRow()
    fields = {field.name: getattr(row, field.name) for field in OfficeRow._meta.fields if field.name != "id"}
    page = visit(office.superadmin).post("/admin/core/office/add/", fields | {"skhp_number_template": "{x"})
    assert page.status_code == 200
    assert page.context["adminform"].form.errors.keys() == {"skhp_number_template"}
    assert not OfficeRow.objects.exists()
