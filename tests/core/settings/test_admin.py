from collections.abc import Callable

import pytest
from django.test import Client

from certificates.models import StandIn, Tier
from services.models import Standard
from simetro.core.models import Delivery, LogEntry, MutedAddress, User
from simetro.core.models import Office as OfficeRow
from simetro.core.models.record import DeliveryState
from simetro.core.outbox.deliveries import deliver
from simetro.core.outbox.mail import mute
from tests.office import Office

pytestmark = pytest.mark.django_db
Visit = Callable[[User], Client]


def test_super_admin_makes_a_user_with_roles(office: Office, visit: Visit) -> None:
    data = {
        "username": "baru",
        "name": "Penera Baru",
        "email": "",
        "nip": "",
        "rank": "",
        "is_active": "on",
        "roles": ["penera"],
        "new_password": "panjang-dan-aneh-7",
    }
    response = visit(office.superadmin).post("/admin/core/user/add/", data)
    assert response.status_code == 302
    user = User.objects.get(username="baru")
    assert (user.roles, user.check_password("panjang-dan-aneh-7")) == ({"penera"}, True)
    entry = LogEntry.objects.filter(verb="core.save_user").get()
    assert (entry.actor, entry.data["roles"]) == (office.superadmin, ["penera"])


def test_list_of_users_heads_its_columns_in_indonesian(office: Office, visit: Visit) -> None:
    page = visit(office.superadmin).get("/admin/core/user/").content.decode()
    assert ("Peran" in page, "Role label" in page, "Penera" in page) == (True, False, True)


def test_weak_password_is_refused_at_its_field(office: Office, visit: Visit) -> None:
    data = {"username": "baru", "name": "Penera Baru", "is_active": "on", "roles": ["penera"], "new_password": "123"}
    page = visit(office.superadmin).post("/admin/core/user/add/", data)
    assert page.context["adminform"].form.errors.keys() == {"new_password"}
    assert not User.objects.filter(username="baru").exists()


def test_changing_a_user_keeps_his_password(office: Office, visit: Visit) -> None:
    office.penera.set_password("tetap")
    office.penera.save()
    data = {"username": "penera", "name": "Nama Lain", "is_active": "on", "roles": ["penera"], "new_password": ""}
    visit(office.superadmin).post(f"/admin/core/user/{office.penera.pk}/change/", data)
    user = User.objects.get(pk=office.penera.pk)
    assert (user.name, user.check_password("tetap")) == ("Nama Lain", True)


def test_stand_in_is_appointed_and_logged(office: Office, visit: Visit) -> None:
    data = {
        "tier": Tier.objects.get(position=1).pk,
        "person": office.kabid.pk,
        "acting": "Plh.",
        "since": "2026-11-01",
        "until": "2026-11-30",
        "letter_number": "800/1",
    }
    assert visit(office.superadmin).post("/admin/certificates/standin/add/", data).status_code == 302
    assert StandIn.objects.get().person == office.kabid
    assert LogEntry.objects.get(verb="certificates.appoint_stand_in").data["letter"] == "800/1"


def test_stand_in_needs_dates_in_order_and_a_signatory(office: Office, visit: Visit) -> None:
    data = {
        "tier": Tier.objects.get(position=1).pk,
        "person": office.penera.pk,
        "acting": "Plh.",
        "since": "2026-11-30",
        "until": "2026-11-01",
        "letter_number": "800/1",
    }
    page = visit(office.superadmin).post("/admin/certificates/standin/add/", data)
    assert page.context["adminform"].form.errors.keys() == {"person", "until"}


def test_standard_tier_and_office_are_saved_through_actions(office: Office, visit: Visit) -> None:
    site = visit(office.superadmin)
    standard = {
        "name": "Bejana ukur",
        "accuracy_class": "",
        "serial_number": "",
        "certificate_number": "1",
        "traceability": "SNSU-BSN",
        "valid_until": "2027-01-01",
        "kinds": ["fuel_dispenser"],
    }
    site.post("/admin/services/standard/add/", standard)
    tier = Tier.objects.get(position=4)
    site.post(
        f"/admin/certificates/tier/{tier.pk}/change/",
        {"position": 4, "title": "Kepala Dinas Baru", "short": "Kadis", "members": [office.kadis.pk]},
    )
    blank = OfficeRow()
    fields = {field.name: getattr(blank, field.name) for field in OfficeRow._meta.fields if field.name != "id"}
    site.post("/admin/core/office/add/", fields | {"city": "Banyumas"})
    assert Standard.objects.get().traceability == "SNSU-BSN"
    tier.refresh_from_db()
    assert tier.title == "Kepala Dinas Baru"
    assert OfficeRow.current().city == "Banyumas"
    verbs = {"services.save_standard", "certificates.save_tier", "core.save_office"}
    assert set(LogEntry.objects.filter(actor=office.superadmin, verb__in=verbs).values_list("verb", flat=True)) == verbs


def test_dead_delivery_gets_another_life(office: Office, visit: Visit) -> None:
    dead = deliver("core.mail", to="a@b.test", subject="", body="")
    Delivery.objects.filter(pk=dead.pk).update(state=DeliveryState.DEAD, attempts=8)
    choice = {"action": "try_again", "_selected_action": [dead.pk]}
    visit(office.superadmin).post("/admin/core/delivery/", choice)
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == (DeliveryState.PENDING, 0)


def test_a_muted_address_is_told_again(office: Office, visit: Visit) -> None:
    mute("pemilik@contoh.test", MutedAddress.Why.ASKED)
    muted = MutedAddress.objects.get()
    choice = {"action": "send_again", "_selected_action": [muted.pk]}
    visit(office.superadmin).post("/admin/core/mutedaddress/", choice)
    assert not MutedAddress.objects.exists()
    assert LogEntry.objects.filter(verb="core.unmute", subject_id=muted.pk).exists()


@pytest.mark.parametrize("model", ["delivery", "mutedaddress", "numberseries"])
def test_records_are_read_only(office: Office, visit: Visit, model: str) -> None:
    site = visit(office.superadmin)
    assert site.get(f"/admin/core/{model}/").status_code == 200
    assert site.get(f"/admin/core/{model}/add/").status_code == 403


def test_others_are_told_that_they_may_not(office: Office, visit: Visit) -> None:
    assert visit(office.admin).get("/admin/", follow=True).status_code == 403
    assert Client().get("/admin/").status_code == 302
