"""Roles hold what the apps declare; tokens name a person; pages and actions ask the same right."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory

from simetro.core.access import allowed, declared_rights, require, sync_roles
from simetro.core.errors import Forbidden
from simetro.core.models import ApiToken, User
from simetro.core.roles import STAFF, Role
from tests.office import Office

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
