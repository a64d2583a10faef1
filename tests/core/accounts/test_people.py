"""The people who sign in, as a super admin keeps them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from simetro.core.accounts import credentials
from simetro.core.kit.roles import Role
from simetro.core.log.audit import record
from simetro.core.models import LogEntry, User
from tests.office import Office

pytestmark = pytest.mark.django_db
Visit = Callable[[User], Client]
PEOPLE = "/staf/pengaturan/orang"
NEW = {
    "username": "baru",
    "name": "Penera Baru",
    "is_active": "on",
    "roles": ["penera"],
    "new_password": "panjang-dan-aneh-7",
}


@pytest.fixture
def browser(office: Office, visit: Visit) -> Client:
    return visit(office.superadmin)


def listed(browser: Client, query: str = "") -> set[str]:
    return {person.username for person in browser.get(f"{PEOPLE}{query}").context["page_obj"]}


def as_kept(person: User, **changes: Any) -> dict[str, Any]:
    kept = {"username": person.username, "name": person.name, "is_active": "on", "roles": sorted(person.roles)}
    return {name: value for name, value in (kept | changes).items() if value is not None}


def test_list_shows_staff_and_finds_them_by_role_name_and_state(office: Office, browser: Client) -> None:
    User.objects.filter(pk=office.penera2.pk).update(is_active=False, nip="1987")
    assert "owner_account" not in listed(browser)
    assert listed(browser, "?role=penera") == {"penera", "penera2"}
    assert listed(browser, "?role=penera&state=active") == {"penera"}
    assert listed(browser, "?search=1987") == {"penera2"}
    assert listed(browser, "?role=owner") == {"owner_account", "other_account"}


def test_a_person_is_added_once_and_can_sign_in(office: Office, browser: Client) -> None:
    sent = NEW | {"once": str(uuid4())}
    answers = [browser.post(f"{PEOPLE}/baru", sent) for _ in range(2)]
    person = User.objects.get(username="baru")
    assert [answer["Location"] for answer in answers] == [f"{PEOPLE}/{person.pk}"] * 2
    assert (person.roles, person.check_password("panjang-dan-aneh-7")) == ({"penera"}, True)
    assert LogEntry.objects.get(verb="core.save_user").actor == office.superadmin


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [({"new_password": "123"}, "new_password"), ({"username": "penera"}, "username"), ({"name": ""}, "name")],
)
def test_what_is_wrong_is_said_beside_its_field(browser: Client, changes: dict[str, str], wrong: str) -> None:
    page = browser.post(f"{PEOPLE}/baru", NEW | {"once": str(uuid4())} | changes)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [wrong])
    assert not User.objects.filter(username="baru").exists()


def test_who_is_switched_off_is_out_at_once(office: Office, browser: Client, visit: Visit) -> None:
    there = visit(office.penera)
    assert there.get("/staf/").status_code == 200
    browser.post(f"{PEOPLE}/{office.penera.pk}/ubah", as_kept(office.penera, is_active=None))
    assert there.get("/staf/").status_code == 302


@pytest.mark.parametrize("changes", [{"roles": ["admin"]}, {"is_active": None}])
def test_the_last_super_admin_stays(office: Office, browser: Client, changes: dict[str, Any]) -> None:
    address = f"{PEOPLE}/{office.superadmin.pk}/ubah"
    page = browser.post(address, as_kept(office.superadmin, **changes))
    assert "satu-satunya super admin" in page.content.decode()
    browser.post(f"{PEOPLE}/{office.admin.pk}/ubah", as_kept(office.admin, roles=["admin", "super_admin"]))
    assert browser.post(address, as_kept(office.superadmin, **changes)).status_code == 302
    person = User.objects.get(pk=office.superadmin.pk)
    assert not (person.is_active and Role.SUPER_ADMIN in person.roles)


def test_page_of_a_person_tells_what_he_may_do(office: Office, browser: Client) -> None:
    penera = browser.get(f"{PEOPLE}/{office.penera.pk}").content.decode()
    kabid = browser.get(f"{PEOPLE}/{office.kabid.pk}").content.decode()
    admin = browser.get(f"{PEOPLE}/{office.admin.pk}").content.decode()
    assert ("Kewenangan penera" in penera, "Jenjang verifikasi" in penera) == (True, False)
    assert ("Kewenangan penera" in kabid, "Kepala Bidang Metrologi" in kabid) == (False, True)
    assert ("Kewenangan penera" in admin, "Jenjang verifikasi" in admin) == (False, False)


def test_who_lost_his_phone_loses_his_second_step(office: Office, browser: Client) -> None:
    credentials.add_passkey(user=office.kabid, name="HP", credential={})
    address = f"{PEOPLE}/{office.kabid.pk}"
    assert "Matikan verifikasi dua langkah" in browser.get(address).content.decode()
    browser.post(f"{address}/dua-langkah")
    assert not credentials.factors_of(office.kabid).exists()
    assert "Matikan verifikasi dua langkah" not in browser.get(address).content.decode()
    assert LogEntry.objects.get(verb="core.take_factors").actor == office.superadmin


def test_first_super_admin_comes_from_the_server_and_gets_a_password_to_change(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("add_super_admin", "ratna", "Ratna Dewi Kusuma")
    printed = capsys.readouterr().out
    person = User.objects.get(username="ratna")
    assert (person.roles, person.check_password(printed.strip()), printed.count("\n")) == ({"super_admin"}, True, 1)
    assert LogEntry.objects.get(verb="core.create_user").actor is None
    with pytest.raises(CommandError, match="sudah dipakai"):
        call_command("add_super_admin", "Ratna", "Orang Lain")


def test_accounts_of_owners_are_found_and_their_being_seen_is_recorded(office: Office, browser: Client) -> None:
    person = office.owner_account
    browser.get(f"{PEOPLE}?role=owner&search={person.username}")
    browser.get(f"{PEOPLE}/{person.pk}")
    entries = LogEntry.objects.filter(verb="core.view_accounts")
    assert [(entry.actor, entry.data) for entry in entries] == [(office.superadmin, {"accounts": [person.pk]})]
    browser.get(f"{PEOPLE}/{office.penera.pk}")
    assert entries.count() == 1


def test_who_lost_every_role_is_still_among_the_people(office: Office, browser: Client) -> None:
    office.penera2.groups.clear()
    assert "penera2" in listed(browser)


def test_a_long_story_is_cut_and_the_log_has_the_rest(office: Office, browser: Client) -> None:
    for _ in range(40):
        record(office.superadmin, "core.save_user", office.penera)
    page = browser.get(f"{PEOPLE}/{office.penera.pk}")
    assert len(page.context["entries"]) == 30
    assert f"objek=core.user%3A{office.penera.pk}" in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"username": "PENERA"}, "username"),
        ({"email": "Penera@Kantor.test"}, "email"),
        ({"eoffice_username": "TEGUH"}, "eoffice_username"),
    ],
)
def test_what_people_sign_in_by_is_one_persons_however_it_is_written(
    office: Office, browser: Client, changes: dict[str, str], wrong: str
) -> None:
    User.objects.filter(pk=office.penera.pk).update(email="penera@kantor.test", eoffice_username="teguh")
    page = browser.post(f"{PEOPLE}/baru", NEW | {"once": str(uuid4())} | changes)
    assert list(page.context["form"].errors) == [wrong]


def test_who_cannot_sign_in_yet_is_told_so(office: Office, browser: Client) -> None:
    sent = NEW | {"once": str(uuid4()), "new_password": ""}
    page = browser.post(f"{PEOPLE}/baru", sent, follow=True).content.decode()
    assert "Isi kata sandi atau nama penggunanya di e-office" in page
    assert "sudah dapat masuk" not in page
