"""Roles hold what the apps declare; tokens name a person; pages and actions ask the same right."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client, RequestFactory

from simetro.core.access.guards import (
    allowed,
    declared_rights,
    require,
    sync_roles,
)
from simetro.core.kit.errors import Forbidden
from simetro.core.kit.roles import STAFF, Role
from simetro.core.models import ApiToken, User
from tests.office import Office
from uttp.models import Owner

pytestmark = pytest.mark.django_db


def held(role: Role) -> set[str]:
    rights = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rights}


@pytest.mark.parametrize("role", list(Role))
def test_role_holds_exactly_what_apps_declare(role: Role) -> None:
    assert held(role) == {right for right, roles in declared_rights().items() if role in roles}


def test_sync_takes_away_what_was_added_by_hand_and_gives_back_what_was_lost() -> None:
    penera = Group.objects.get(name=Role.PENERA)
    before = held(Role.PENERA)
    penera.permissions.set(Permission.objects.filter(codename="delete_owner"))
    sync_roles()
    assert held(Role.PENERA) == before


def test_who_may_follows_the_contract() -> None:
    assert {right: set(roles) for right, roles in declared_rights().items() if right in WHO_MAY} == WHO_MAY


DESK, OFFICE = {Role.ADMIN, Role.SUPER_ADMIN}, set(STAFF)
WHO_MAY = {
    "uttp.view_owner": DESK | {Role.SIGNATORY, Role.OWNER},
    "uttp.add_owner": DESK | {Role.OWNER},
    "uttp.change_owner": DESK | {Role.OWNER},
    "uttp.delete_owner": {Role.SUPER_ADMIN},
    "uttp.view_instrument": OFFICE | {Role.OWNER},
    "uttp.add_instrument": DESK | {Role.OWNER},
    "uttp.change_instrument": DESK | {Role.OWNER},
    "uttp.delete_instrument": {Role.SUPER_ADMIN},
    "services.view_order": OFFICE | {Role.OWNER},
    "services.add_order": DESK | {Role.OWNER},
    "services.review_order": DESK,
    "services.cancel_order": DESK | {Role.OWNER},
    "services.view_orderitem": OFFICE | {Role.OWNER},
    "services.view_verification": OFFICE | {Role.OWNER},
    "services.record_verification": {Role.PENERA},
    "services.evaluate": OFFICE,
    "certificates.view_certificate": DESK | {Role.SIGNATORY, Role.OWNER},
    "certificates.draft_certificate": DESK,
    "certificates.sign_certificate": {Role.SIGNATORY},
    "core.manage_people": {Role.SUPER_ADMIN},
    "core.manage_reference_data": {Role.SUPER_ADMIN},
    "core.view_logentry": {Role.SUPER_ADMIN},
}


def test_super_admin_is_a_role_and_no_superuser(office: Office) -> None:
    assert not User.objects.filter(is_superuser=True).exists()
    with pytest.raises(Forbidden):
        require(office.superadmin, "services.record_verification")
    with pytest.raises(Forbidden):
        require(office.superadmin, "certificates.sign_certificate")


def test_person_who_left_holds_nothing(office: Office) -> None:
    require(office.admin, "uttp.add_owner")
    office.admin.is_active = False
    with pytest.raises(Forbidden):
        require(office.admin, "uttp.add_owner")


def test_page_is_for_those_who_hold_all_its_rights(office: Office) -> None:
    page = allowed("uttp.view_owner", "uttp.delete_owner")(lambda request: HttpResponse("inside"))
    request = RequestFactory().get("/staf/")
    request.user = office.superadmin
    assert page(request).content == b"inside"
    request.user = office.admin
    with pytest.raises(Forbidden):
        page(request)


class TestSignedOutMeanwhile:
    """A session ends while a page is open; then its button is pressed."""

    def send(self, office: Office, url: str, sent: dict[str, str], **headers: str) -> tuple[str, list[str]]:
        """Where signing in leads, and what is said there."""
        client = Client()
        away = client.post(url, sent, headers=headers)
        assert away.url.startswith("/akun/masuk/?next=")
        sign_in = client.get(away.url)
        assert ("Masuk lagi untuk melanjutkan" in sign_in.content.decode()) == ("hx-request" not in headers)
        office.admin.set_password("timbangan sah 2026")
        office.admin.save()
        typed = {"login": "admin", "password": "timbangan sah 2026", "next": parse_qs(urlsplit(away.url).query)["next"]}
        page = client.post("/akun/masuk/", typed, follow=True)
        assert page.status_code == 200
        return page.request["PATH_INFO"], [str(message) for message in page.context["messages"]]

    def test_button_leads_back_to_its_page_and_is_told_undone(self, office: Office) -> None:
        order = office.order(office.scale(), by=office.owner_account)
        page = f"/staf/order/{order.transaction_number}"
        sent = {"version": str(order.version)}
        told = self.send(office, f"{page}/terima", sent, referer=f"http://testserver{page}")
        assert told == (
            page,
            ["Belum dilakukan: sesi Anda sudah berakhir ketika tombol itu ditekan. Tekan lagi bila masih perlu."],
        )
        order.refresh_from_db()
        assert order.status == "submitted"

    def test_typed_form_is_told_not_stored(self, office: Office) -> None:
        page = "/staf/pemilik/baru"
        told = self.send(office, page, {"name": "Sumber"}, referer=f"http://testserver{page}?kembali=/staf/")
        assert told == (
            page,
            ["Belum tersimpan: sesi Anda sudah berakhir ketika isian itu dikirim. Isi dan kirim lagi."],
        )
        assert not Owner.objects.exists()

    @pytest.mark.parametrize("referer", ["", "http://elsewhere.test/staf/order", "http://testserver//elsewhere.test/"])
    def test_no_way_leads_elsewhere(self, office: Office, referer: str) -> None:
        place, _told = self.send(office, "/staf/pemilik/baru", {"name": "Sumber"}, referer=referer)
        assert place == "/staf/"

    def test_what_htmx_asks_meanwhile_piles_up_no_messages(self, office: Office) -> None:
        asked = {"referer": "http://testserver/staf/order/baru", "hx-request": "true"}
        assert self.send(office, "/staf/order/baru/uttp", {"owner": "1"}, **asked) == ("/staf/order/baru", [])


def test_token_is_kept_as_its_digest_only(office: Office) -> None:
    token = ApiToken.issue(office.admin)
    row = ApiToken.objects.get()
    assert row.digest == ApiToken.digest_of(token)
    assert token not in (row.digest, str(row))
    assert len(token) >= 43


def test_command_prints_a_token_and_nothing_else(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("issue_token", "penera")
    printed = capsys.readouterr()
    assert ApiToken.objects.get(digest=ApiToken.digest_of(printed.out.strip())).user == office.penera
    assert (printed.out.count("\n"), printed.err) == (1, "")


def test_rights_come_from_roles_alone(office: Office) -> None:
    right = Permission.objects.get(codename="manage_reference_data")
    office.penera.user_permissions.add(right)
    person = User.objects.get(pk=office.penera.pk)
    assert not person.has_perm("core.manage_reference_data")
    assert person.has_perm("services.record_verification")
