"""Staff who come by way of the e-office: who gets in, and as whom."""

from typing import Any

import pytest
from django.test import Client

from simetro.core.accounts.eoffice import check_roles
from simetro.core.kit.roles import Role
from simetro.core.models import LogEntry, User
from tests.eoffice import HOME, START, EOffice, come, ec, is_out, refusals, rsa, signed_in, text
from tests.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


def test_new_member_of_staff_gets_an_account_with_his_role(eoffice: EOffice) -> None:
    signed_in(eoffice)
    user = User.objects.get(username="budi")
    assert (user.name, user.roles, user.has_usable_password()) == ("Budi Santoso", {Role.PENERA}, False)
    verbs = ("core.eoffice_account", "core.eoffice_roles", "core.sign_in")
    assert list(LogEntry.objects.filter(subject_id=user.pk).order_by("pk").values_list("verb", flat=True)) == [*verbs]


def test_he_is_the_same_person_next_time_by_whatever_name(eoffice: EOffice) -> None:
    signed_in(eoffice)
    eoffice.people["s-1"]["preferred_username"] = "budi.santoso"
    signed_in(eoffice)
    assert User.objects.filter(eoffice_subject="s-1").count() == 1


@pytest.mark.parametrize("name", ["e1", "k1"])
def test_keys_of_both_kinds_are_known(eoffice: EOffice, name: str) -> None:
    eoffice.key = {"e1": ec, "k1": rsa}[name](name)
    signed_in(eoffice)


def test_he_lands_where_he_wanted_to_go(eoffice: EOffice) -> None:
    assert come(Client(), eoffice, f"{START}?next=/staf/pengujian")["Location"] == "/staf/pengujian"
    assert come(Client(), eoffice, f"{START}?next=https://jahat.example/")["Location"] == "/masuk-ke/"


def test_roles_are_what_the_e_office_says_now(eoffice: EOffice) -> None:
    signed_in(eoffice)
    eoffice.people["s-1"]["roles"] = ["uml-admin", "lain"]
    signed_in(eoffice)
    assert User.objects.get(username="budi").roles == {Role.ADMIN}


def test_role_may_stand_deep_and_only_in_what_the_provider_says_when_asked(eoffice: EOffice, settings: Any) -> None:
    settings.OIDC_ROLE_CLAIM = "realm_access.roles"
    eoffice.people["s-1"] = {"preferred_username": "budi", "roles": None}
    eoffice.roles_in_id_token = False
    eoffice.people["s-1"]["realm_access"] = {"roles": ["uml-penera"]}
    eoffice.alter = lambda header, claims: claims.pop("realm_access")
    signed_in(eoffice)


def test_known_member_is_linked_by_the_name_that_a_super_admin_wrote(office: Office, eoffice: EOffice) -> None:
    User.objects.filter(pk=office.penera.pk).update(eoffice_username="Budi")
    signed_in(eoffice)
    office.penera.refresh_from_db()
    assert office.penera.eoffice_subject == "s-1"
    assert LogEntry.objects.filter(verb="core.eoffice_link", subject_id=office.penera.pk).count() == 1
    assert not User.objects.filter(username="budi").exists()


def test_name_that_passed_to_another_opens_nothing(office: Office, eoffice: EOffice) -> None:
    User.objects.filter(pk=office.penera.pk).update(eoffice_username="budi", eoffice_subject="s-0")
    client = Client()
    assert "belum dihubungkan" in text(come(client, eoffice))
    assert (is_out(client), refusals()) == (True, ["already_linked"])


@pytest.mark.parametrize("field", ["username", "email"])
def test_nobody_takes_over_an_account_of_his_own_name(office: Office, eoffice: EOffice, field: str) -> None:
    eoffice.people["s-1"]["preferred_username"] = getattr(office.penera, field).upper()
    client = Client()
    assert "belum dihubungkan" in text(come(client, eoffice))
    assert (is_out(client), refusals()) == (True, ["name_taken"])


def test_owner_is_never_linked(office: Office, eoffice: EOffice) -> None:
    User.objects.filter(pk=office.owner_account.pk).update(eoffice_username="budi")
    client = Client()
    assert "pemilik UTTP" in text(come(client, eoffice))
    office.owner_account.refresh_from_db()
    assert (is_out(client), office.owner_account.eoffice_subject) == (True, "")


def test_break_glass_account_is_not_linked(office: Office, eoffice: EOffice) -> None:
    User.objects.filter(pk=office.superadmin.pk).update(eoffice_username="budi", break_glass=1)
    come(Client(), eoffice)
    assert (refusals(), User.objects.get(pk=office.superadmin.pk).eoffice_subject) == (["already_linked"], "")


@pytest.mark.parametrize("roles", [["orang-lain"], [], "orang-lain", 7, {"uml-penera": True}, [["uml-penera"]]])
def test_unmapped_role_makes_no_account(eoffice: EOffice, roles: Any) -> None:
    eoffice.people["s-1"]["roles"] = roles
    client = Client()
    assert "belum diberi peran" in text(come(client, eoffice))
    assert (is_out(client), refusals()) == (True, ["role_unmapped"])
    assert not User.objects.filter(username="budi").exists()


def test_missing_role_claim_makes_no_account(eoffice: EOffice) -> None:
    del eoffice.people["s-1"]["roles"]
    client = Client()
    assert "belum diberi peran" in text(come(client, eoffice))
    assert (is_out(client), refusals()) == (True, ["role_missing"])
    assert not User.objects.filter(username="budi").exists()


def test_account_that_was_switched_off_here_stays_off(eoffice: EOffice) -> None:
    signed_in(eoffice)
    User.objects.filter(username="budi").update(is_active=False)
    client = Client()
    assert "dinonaktifkan" in text(come(client, eoffice))
    assert is_out(client)


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        ({"email": "budi@contoh.test", "email_verified": True}, "budi@contoh.test"),
        ({"email": "budi@contoh.test"}, ""),
        ({"email": "admin@office.test", "email_verified": True}, ""),
        ({"email": "bukan alamat", "email_verified": True}, ""),
    ],
)
def test_only_a_proven_address_that_is_nobodys_is_kept(eoffice: EOffice, facts: dict[str, Any], kept: str) -> None:
    eoffice.people["s-1"] |= facts
    signed_in(eoffice)
    assert User.objects.get(username="budi").email == kept


@pytest.mark.parametrize("name", ["", " ", "a b", 7, None])
def test_unusable_name_makes_no_account(eoffice: EOffice, name: Any) -> None:
    before = User.objects.count()
    eoffice.people["s-1"]["preferred_username"] = name
    client = Client()
    assert "belum dihubungkan" in text(come(client, eoffice))
    assert (is_out(client), User.objects.count()) == (True, before)


def test_what_is_longer_than_a_name_is_cut(eoffice: EOffice) -> None:
    eoffice.people["s-1"] |= {"preferred_username": "x" * 200, "name": "B\n" * 200}
    signed_in(eoffice)
    user = User.objects.get(eoffice_subject="s-1")
    assert (user.username, user.name) == ("x" * 150, "B" * 150)


# Off


def test_without_an_e_office_there_is_no_trace_of_it(visit: Any, office: Office) -> None:
    assert "e-office" not in text(Client().get("/akun/masuk/"))
    assert Client().get(START).status_code == 404
    assert visit(office.penera).get(HOME).status_code == 200


def test_with_one_the_way_there_is_on_the_page_of_signing_in(eoffice: EOffice) -> None:
    page = text(Client().get("/akun/masuk/?next=/staf/order"))
    assert 'href="/akun/e-office/?next=/staf/order"' in page


def test_role_that_is_none_of_the_offices_is_refused_at_the_start() -> None:
    for role in ("owner", "raja"):
        with pytest.raises(ValueError, match=role):
            check_roles({"x": role})
