"""The list of standards, and the recall: what was tested with one of them."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from services.models import Standard, Verification
from simetro.core.models import User
from simetro.core.web.listing import PER_PAGE
from tests.office import Office, bad_scale, good_scale

Visit = Callable[[User], Client]


@pytest.fixture
def admin(office: Office, visit: Visit) -> Client:
    return visit(office.admin)


def listed(client: Client, query: str = "") -> list[str]:
    return [standard.name for standard in client.get(f"/staf/standar{query}").context["page_obj"]]


def recalled(client: Client, standard: Standard, query: str = "") -> list[Verification]:
    return list(client.get(f"/staf/standar/{standard.pk}{query}").context["page_obj"])


def used_in(office: Office, *standards: Standard, on: date | None = None, good: bool = True) -> Verification:
    return office.tested(observations=good_scale() if good else bad_scale(), on=on, standards=standards or None)


def test_list_tells_state_certificate_and_kinds(office: Office, admin: Client) -> None:
    office.standard("Bejana", kinds=["fuel_dispenser"], certificate_number="K-7", valid_until=date(2020, 1, 31))
    page = admin.get("/staf/standar").content.decode()
    for told in ("Bejana F2", "K-7", "31 Januari 2020", "Lewat masa berlaku", "Pompa ukur BBM"):
        assert told in page
    assert "Semua jenis" not in page


def test_list_is_searched_by_words_and_chosen_by_state(office: Office, admin: Client) -> None:
    today = timezone.localdate()
    office.standard("Anak timbangan", serial_number="AT-014")
    office.standard("Bejana", certificate_number="BU-3", valid_until=today)
    office.standard("Mistar", valid_until=today - timedelta(days=1))
    assert listed(admin) == ["Anak timbangan", "Bejana", "Mistar"]
    assert listed(admin, "?search=at-014") == listed(admin, "?state=valid") == ["Anak timbangan"]
    assert listed(admin, "?search=bu-3") == listed(admin, "?state=due") == ["Bejana"]
    assert listed(admin, "?state=expired") == ["Mistar"]
    assert listed(admin, "?search=anak+bejana") == []
    assert listed(admin, "?state=nonsense") == ["Anak timbangan", "Bejana", "Mistar"]


def test_empty_lists_say_what_belongs_there(office: Office, admin: Client) -> None:
    assert "Belum ada standar" in admin.get("/staf/standar").content.decode()
    assert "Tidak ada standar yang cocok" in admin.get("/staf/standar?search=x").content.decode()
    address = f"/staf/standar/{office.standard().pk}"
    assert "Belum ada pengujian dengan standar ini" in admin.get(address).content.decode()
    assert "Tidak ada pengujian yang cocok" in admin.get(f"{address}?since=2026-01-01").content.decode()


def test_recall_lists_every_final_test_with_the_standard_and_no_other(office: Office, admin: Client) -> None:
    suspect, other = office.standard("Suspect"), office.standard("Other")
    older = used_in(office, suspect, on=timezone.localdate() - timedelta(days=3))
    failed = used_in(office, other, suspect, good=False)
    used_in(office, other)
    used_in(office)
    office.reading(office.item()).standards.add(suspect)
    assert recalled(admin, suspect) == [failed, older]
    page = admin.get(f"/staf/standar/{suspect.pk}").content.decode()
    for told in (failed.item.order.transaction_number, failed.item.order.owner.name, str(failed.item.instrument)):
        assert told in page


def test_recall_keeps_what_was_corrected_since(office: Office, admin: Client) -> None:
    suspect = office.standard()
    first = used_in(office, suspect)
    correction = office.tested(first.item, bad_scale(), supersedes=first, reason="Salah ketik")
    assert recalled(admin, suspect) == [first]
    assert "Dikoreksi" in admin.get(f"/staf/standar/{suspect.pk}").content.decode()
    assert correction.status == "final"


def test_recall_is_narrowed_to_days_ends_included(office: Office, admin: Client) -> None:
    suspect, today = office.standard(), timezone.localdate()
    days = [today - timedelta(days=days) for days in (0, 2, 4)]
    latest, middle, oldest = (used_in(office, suspect, on=day) for day in days)
    assert recalled(admin, suspect, f"?since={days[1]}") == [latest, middle]
    assert recalled(admin, suspect, f"?until={days[1]}") == [middle, oldest]
    assert recalled(admin, suspect, f"?since={days[1]}&until={days[1]}") == [middle]
    assert recalled(admin, suspect, "?since=yesterday") == [latest, middle, oldest]


def test_recall_is_paged_with_the_count_of_all(office: Office, admin: Client) -> None:
    suspect = office.standard()
    copies = []
    first = used_in(office, suspect)
    for _number in range(PER_PAGE):
        first.pk, first.client_id, first._state.adding = None, uuid4(), True
        first.save()
        copies.append(first.pk)
    suspect.verifications.add(*copies)
    page = admin.get(f"/staf/standar/{suspect.pk}").context["page_obj"]
    assert (len(page), page.paginator.count) == (PER_PAGE, PER_PAGE + 1)


def test_super_admin_is_led_to_the_form_and_admin_is_not(office: Office, admin: Client, visit: Visit) -> None:
    standard = office.standard()
    link = f"/staf/pengaturan/data/standar/{standard.pk}"
    address = f"/staf/standar/{standard.pk}"
    assert link not in admin.get(address).content.decode()
    assert link in visit(office.superadmin).get(address).content.decode()


def test_result_of_a_test_leads_the_desk_to_its_standard(office: Office, admin: Client, visit: Visit) -> None:
    standard = office.standard()
    verification = used_in(office, standard)
    link = f'href="/staf/standar/{standard.pk}"'
    assert link in admin.get(f"/staf/riwayat/{verification.pk}").content.decode()
    assert link not in visit(office.penera).get(f"/staf/pengujian/hasil/{verification.pk}").content.decode()


def test_menu_shows_standards_to_those_who_may_open_them(office: Office, visit: Visit) -> None:
    shown = {
        name for name in ("admin", "superadmin", "penera", "kadis") if "/staf/standar" in home(visit, office, name)
    }
    assert shown == {"admin", "superadmin"}


def home(visit: Visit, office: Office, name: str) -> str:
    return visit(office.people[name]).get("/staf/").content.decode()
