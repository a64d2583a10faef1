"""The schedule of market sessions, for everybody: on a page, for programs, and for a calendar."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from services.models import Order, Sidang
from services.sidang.actions.sidang import cancel_sidang
from simetro.core.models import Office as OfficeRow
from tests.api.answers import done, problem
from tests.office import Api, Office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _named(office: Office) -> None:
    OfficeRow(phone="0281 123").save()


def listed(query: str = "") -> list[dict[str, object]]:
    return done(Client().get(f"/api/v1/public/sidang{query}"))["items"]


def test_everybody_sees_what_is_announced_and_not_over(office: Office) -> None:
    ahead = timezone.localdate() + timedelta(days=40)
    later = office.sidang(starts_on=ahead, ends_on=ahead)
    today = office.sidang(name="Sidang hari ini")
    office.sidang(is_announced=False, name="Rahasia")
    past = office.sidang(name="Lewat")
    Sidang.objects.filter(pk=past.pk).update(starts_on="2020-01-01", ends_on="2020-01-01")
    assert [one["slug"] for one in listed()] == [today.slug, later.slug]
    page = Client().get("/sidang").content.decode()
    assert page.index("Sidang hari ini") < page.index("Sidang Pasar Wage")
    assert "Rahasia" not in page
    assert "Lewat" not in page
    assert "Sidang hari ini" in Client().get("/").content.decode()
    assert "Sidang ini sudah lewat" in Client().get(f"/sidang/{past.slug}").content.decode()


def test_it_tells_programs_what_an_order_needs(office: Office) -> None:
    sidang = office.sidang(quotas={"nawi.electronic": 3}, map_url="https://peta.test/")
    office.order(place="sidang", sidang=sidang)
    (one,) = listed("?search=wage")
    today = timezone.localdate().isoformat()
    assert one == {
        "id": sidang.pk,
        "slug": sidang.slug,
        "name": "Sidang Pasar Wage",
        "status": "announced",
        "starts_on": today,
        "ends_on": today,
        "opens_at": "08:00",
        "closes_at": "12:00",
        "venue": "Pasar Wage",
        "address": "Jl. Pasar 2",
        "district": "Sumpiuh",
        "map_url": "https://peta.test/",
        "note": "",
        "kinds": [{"kind": "nawi.electronic", "kind_name": "Timbangan elektronik", "quota": 3, "left": 2}],
        "url": f"https://simetro.test/sidang/{sidang.slug}",
        "calendar_url": f"https://simetro.test/sidang/{sidang.slug}.ics",
    }
    assert listed("?search=tidak-ada") == []


def test_an_owner_registers_for_it_by_its_id(office: Office) -> None:
    sidang, scale = office.sidang(), office.scale()
    scale.owner.account = office.owner_account
    scale.owner.save()
    items = [{"instrument_id": scale.pk, "service": "tera_ulang", "certificate": True}]
    body = {"owner_id": scale.owner.pk, "place": "sidang", "sidang_id": sidang.pk, "items": items}
    made = done(Api(office.owner_account).post("/orders", body), 201)
    assert (made["status"], made["sidang_id"]) == ("submitted", sidang.pk)
    accepted = done(Api(office.admin).post(f"/orders/{made['id']}/accept"))
    assert (accepted["status"], accepted["scheduled_for"]) == ("scheduled", timezone.localdate().isoformat())


@pytest.mark.parametrize(
    ("change", "status"),
    [({"sidang_id": 999_999}, 404), ({"place": "office"}, 422), ({"sidang_id": 0}, 422), ({"sidang_id": "1"}, 422)],
)
def test_what_does_not_fit_is_refused(office: Office, change: dict[str, object], status: int) -> None:
    sidang, scale = office.sidang(), office.scale()
    items = [{"instrument_id": scale.pk, "service": "tera", "certificate": True}]
    body = {"owner_id": scale.owner.pk, "place": "sidang", "sidang_id": sidang.pk, "items": items}
    problem(Api(office.admin).post("/orders", body | change), status)
    assert not Order.objects.exists()


def test_page_tells_what_is_left_and_how_to_come(office: Office) -> None:
    sidang = office.sidang(quotas={"nawi.electronic": 1, "weights": 7})
    office.order(place="sidang", sidang=sidang)
    page = Client().get(f"/sidang/{sidang.slug}").content.decode()
    assert "Penuh" in page
    assert "7 UTTP" in page
    assert 'href="tel:0281123"' in page


def test_a_cancelled_one_says_why(office: Office) -> None:
    sidang = office.sidang()
    cancel_sidang(by=office.admin, sidang=sidang, reason="Pasar banjir.")
    page = Client().get(f"/sidang/{sidang.slug}").content.decode()
    assert "tidak jadi diadakan. Pasar banjir." in page
    assert "Sisa tempat" not in page
    (entry,) = Calendar.from_ical(Client().get("/sidang.ics").content).events
    assert entry["status"] == "CANCELLED"


def test_nobody_finds_what_was_never_announced(office: Office) -> None:
    sidang = office.sidang(is_announced=False)
    for address in (f"/sidang/{sidang.slug}", f"/sidang/{sidang.slug}.ics", "/sidang/tidak-ada"):
        assert Client().get(address).status_code == 404


def test_without_any_it_says_what_to_do() -> None:
    assert "bawa alat Anda ke loket" in Client().get("/sidang").content.decode()
    assert not Calendar.from_ical(Client().get("/sidang.ics").content).events


def test_calendar_has_one_entry_on_each_day(office: Office) -> None:
    today = timezone.localdate()
    sidang = office.sidang(ends_on=today + timedelta(days=2), name="Sidang; Pasar, Wage\\", closes_at=time(12, 30))
    answer = Client().get(f"/sidang/{sidang.slug}.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    (entry,) = Calendar.from_ical(answer.content).events
    assert entry["summary"] == "Sidang; Pasar, Wage\\"
    assert entry["rrule"]["COUNT"] == [3]
    start, end = entry["dtstart"].dt, entry["dtend"].dt
    assert (start.date(), start.hour, start.utcoffset()) == (today, 8, timedelta(hours=7))
    assert (end - start) == timedelta(hours=4, minutes=30)
    assert f"https://simetro.test/sidang/{sidang.slug}" in entry["description"]
