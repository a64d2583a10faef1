"""What the desk reads of a broadcast that went by mail and by WhatsApp."""

from typing import Any

import pytest
from playwright.sync_api import expect

from portal.actions import compose_broadcast, start_broadcast
from portal.models import Copy
from tests.e2e.conftest import PHONE, PHONE_AND_DESK, Enter, look
from tests.office import Office
from tests.whatsapp import cloud

STATES = ("sent", "bounced", "muted", "failed", "unsure", "pending")
pytestmark = pytest.mark.django_db(transaction=True)


def test_report_with_all_that_may_happen(office: Office, enter: Enter, settings: Any) -> None:
    for n in range(3):
        office.owner(f"Bersurat {n}", email=f"p{n}@contoh.test")
        office.owner(f"Berponsel {n}", phone=f"0812 3456 78{n:02}")
    office.owner("Tanpa keduanya", phone="-")
    with cloud() as api:
        settings.WHATSAPP_URL = api.url
        told = compose_broadcast(by=office.admin, subject="Sidang Pasar Wage", body="Yth. {nama}, datanglah.")
        start_broadcast(by=office.admin, broadcast=told)
        for copy, state in zip(Copy.objects.all(), STATES, strict=True):
            copy.state = state
            copy.save()
        page = enter(office.admin, PHONE)
        page.goto(f"/staf/siaran/{told.pk}")
        expect(page.get_by_text("Sambungan putus saat dikirim.")).to_be_visible()
        look(page, "broadcast-report", *PHONE_AND_DESK)
