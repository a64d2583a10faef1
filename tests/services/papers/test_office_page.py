from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from simetro.core.models import LogEntry, User
from simetro.core.models import Office as OfficeRow
from tests.office import Office

pytestmark = pytest.mark.django_db
ADDRESS = "/staf/pengaturan/kantor"


@pytest.fixture
def browser(office: Office, visit: Callable[[User], Client]) -> Client:
    return visit(office.superadmin)


def typed(**changes: Any) -> dict[str, Any]:
    blank = OfficeRow()
    return {name: getattr(blank, name) for name in FIELDS} | changes


FIELDS = [field.name for field in OfficeRow._meta.fields if field.name != "id"]


def test_saved_office_is_on_the_letterhead_and_in_the_log(office: Office, browser: Client) -> None:
    browser.post(ADDRESS, typed(regency="Pemerintah Kabupaten Cilacap", head_name="Endang"))
    row = OfficeRow.objects.get()
    assert (row.regency, row.head_name) == ("Pemerintah Kabupaten Cilacap", "Endang")
    assert LogEntry.objects.get(verb="core.save_office").actor == office.superadmin


def test_preview_shows_what_was_typed_and_saves_nothing(browser: Client) -> None:
    sent = typed(regency="Pemerintah Kota Tegal", skhp_number_template="{seq:03}/UML/{year}", pratinjau="1")
    page = browser.post(ADDRESS, sent)
    text = page.content.decode()
    assert ("belum disimpan" in text, "Pemerintah Kota Tegal</p>" in text) == (True, True)
    assert next(number for _label, number in page.context["samples"]).startswith("001/UML/20")
    assert not OfficeRow.objects.exists()


def test_template_without_a_running_number_is_refused_and_the_letter_stays(browser: Client) -> None:
    page = browser.post(ADDRESS, typed(skhp_number_template="UML/{year}", regency="Kota Tegal"))
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["skhp_number_template"])
    assert page.context["letterhead"].regency == OfficeRow().regency
    assert not OfficeRow.objects.exists()


def test_every_fact_of_the_office_is_on_the_page(browser: Client) -> None:
    form = browser.get(ADDRESS).context["form"]
    assert {field.name for _title, fields in form.sections for field in fields} == set(FIELDS)
