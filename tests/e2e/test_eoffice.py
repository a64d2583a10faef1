"""A member of staff comes by way of the e-office, on a phone."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from simetro.core.models import EOfficeSession
from tests.e2e.conftest import PHONE, Enter, look
from tests.eoffice import EOffice

pytestmark = pytest.mark.django_db(transaction=True)


def test_in_by_the_e_office_and_out_with_it(eoffice: EOffice, enter: Enter, live_server: Any, settings: Any) -> None:
    settings.PUBLIC_URL = live_server.url
    page = enter(None, PHONE)
    page.goto("/akun/masuk/?next=/staf/pengujian")
    look(page, "masuk-e-office")
    page.get_by_role("link", name="Masuk dengan akun e-office").click()
    page.wait_for_url("**/staf/pengujian")
    page.goto("/akun/keamanan/")
    look(page, "keamanan-e-office")
    del eoffice.people["s-1"]
    then = timezone.now() - timedelta(minutes=10)
    EOfficeSession.objects.update(checked_at=then, tried_at=then)
    page.goto("/staf/pengujian")
    expect(page.get_by_role("heading", name="Belum dapat masuk")).to_be_visible()
    look(page, "e-office-berakhir")
