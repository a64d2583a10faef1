"""Others who act for an owner: asked by address, accepted, taken back."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from portal.actions import accept_invitation, invite
from portal.models import Invitation
from simetro.core.kit.errors import Conflict, Forbidden, NotFound
from simetro.core.models import LogEntry, User
from simetro.core.models import Office as OfficeRow
from simetro.core.outbox import deliveries
from tests.office import Api, Office
from uttp.actions import change_owner
from uttp.models import Owner, OwnerUserObjectPermission
from uttp.queries import instruments_for, operators_of, owners_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]
ADDRESS = "pegawai@contoh.test"


@pytest.fixture
def own(office: Office) -> Owner:
    OfficeRow().save()
    owner = office.owner()
    owner.account = office.owner_account
    owner.save()
    office.other_account.email = "Pegawai@contoh.test"
    office.other_account.save()
    return owner


@pytest.fixture
def helped(office: Office, own: Owner) -> Owner:
    invitation = invite(by=office.owner_account, owner=own, email=ADDRESS)
    accept_invitation(by=office.other_account, invitation=invitation)
    return own


def test_whoever_is_asked_gets_mail_and_sees_nothing_until_he_accepts(office: Office, visit: Visit, own: Owner) -> None:
    visit(office.owner_account).post(f"/akun/pemilik/{own.pk}/ajak", {"email": ADDRESS})
    deliveries.sweep()
    assert [(message.to, message.subject) for message in mail.outbox] == [([ADDRESS], "Anda diajak mengurus UTTP")]
    assert not owners_for(office.other_account).exists()
    operator = visit(office.other_account)
    assert "mengajak Anda mengurus UTTP Sumber Rejeki" in operator.get("/akun/").content.decode()
    operator.post(f"/akun/ajakan/{Invitation.objects.get().pk}/terima")
    assert list(owners_for(office.other_account)) == [own]
    assert not Invitation.objects.exists()
    assert list(LogEntry.objects.order_by("pk").values_list("verb", "actor__username"))[-2:] == [
        ("portal.invite", "owner_account"),
        ("uttp.let_operate", "other_account"),
    ]


def test_only_the_address_that_was_asked_can_accept(office: Office, visit: Visit, own: Owner) -> None:
    invitation = invite(by=office.owner_account, owner=own, email="lain@contoh.test")
    assert visit(office.other_account).post(f"/akun/ajakan/{invitation.pk}/terima").status_code == 404
    assert not operators_of(own).exists()


def test_it_can_be_refused_and_taken_back(office: Office, visit: Visit, own: Owner) -> None:
    invitation = invite(by=office.owner_account, owner=own, email=ADDRESS)
    visit(office.other_account).post(f"/akun/ajakan/{invitation.pk}/tolak")
    assert not Invitation.objects.exists()
    invitation = invite(by=office.owner_account, owner=own, email=ADDRESS)
    visit(office.owner_account).post(f"/akun/pemilik/{own.pk}/ajakan/{invitation.pk}/tarik")
    assert not Invitation.objects.exists()
    with pytest.raises(NotFound):
        accept_invitation(by=office.other_account, invitation=invitation)
    assert not operators_of(own).exists()


class TestOperator:
    def test_he_sees_and_orders_what_is_the_owners(self, office: Office, visit: Visit, helped: Owner) -> None:
        scale, elses = office.scale(helped), office.scale()
        certificate = office.issued(office.tested(office.item(scale)))
        operator = visit(office.other_account)
        assert operator.get(f"/akun/uttp/{scale.uttp_id}").status_code == 200
        assert operator.get(f"/akun/uttp/{elses.uttp_id}").status_code == 404
        assert operator.get(f"/akun/surat/{certificate.verify_token}.pdf").getvalue().startswith(b"%PDF")
        assert operator.get(f"/akun/order/baru?pemilik={helped.pk}").context["owner"] == helped
        assert list(instruments_for(office.other_account)) == [scale]

    def test_he_changes_neither_the_owner_nor_who_may(self, office: Office, visit: Visit, helped: Owner) -> None:
        operator = visit(office.other_account)
        page = operator.get(f"/akun/pemilik/{helped.pk}").content.decode()
        assert "Siapa yang boleh mengurus" not in page
        assert "Berhenti mengurus" in page
        for path in ("ubah", "ajak", f"izin/{office.other_account.pk}/cabut"):
            assert operator.get(f"/akun/pemilik/{helped.pk}/{path}").status_code == 404
        with pytest.raises(Forbidden):
            change_owner(by=office.other_account, owner=helped, name="Milik saya")
        with pytest.raises(Forbidden):
            invite(by=office.other_account, owner=helped, email="teman@contoh.test")
        assert Api(office.other_account).patch(f"/owners/{helped.pk}", {"name": "Milik saya"}).status_code == 403
        helped.refresh_from_db()
        assert helped.name == "Sumber Rejeki"

    def test_the_owner_takes_it_back(self, office: Office, visit: Visit, helped: Owner) -> None:
        scale = office.scale(helped)
        page = visit(office.owner_account)
        assert str(office.other_account) in page.get(f"/akun/pemilik/{helped.pk}").content.decode()
        page.post(f"/akun/pemilik/{helped.pk}/izin/{office.other_account.pk}/cabut")
        assert not OwnerUserObjectPermission.objects.exists()
        assert visit(office.other_account).get(f"/akun/uttp/{scale.uttp_id}").status_code == 404
        assert LogEntry.objects.latest("pk").verb == "uttp.stop_operating"

    def test_he_gives_it_up(self, office: Office, visit: Visit, helped: Owner) -> None:
        answer = visit(office.other_account).post(f"/akun/pemilik/{helped.pk}/berhenti")
        assert answer["Location"] == "/akun/"
        assert not operators_of(helped).exists()


class TestAsking:
    @pytest.mark.parametrize(("email", "code"), [("OWNER@contoh.test", "own_address"), (ADDRESS, "operates")])
    def test_needless_asking_is_refused(self, office: Office, helped: Owner, email: str, code: str) -> None:
        office.owner_account.email = "owner@contoh.test"
        with pytest.raises(Conflict) as refusal:
            invite(by=office.owner_account, owner=helped, email=email)
        assert refusal.value.code == code

    def test_asking_again_is_one_invitation(self, office: Office, own: Owner) -> None:
        for _time in range(2):
            invite(by=office.owner_account, owner=own, email=ADDRESS)
        assert Invitation.objects.count() == 1

    def test_not_everybody_can_be_asked(self, office: Office, own: Owner) -> None:
        for n in range(20):
            invite(by=office.owner_account, owner=own, email=f"{n}@contoh.test")
        with pytest.raises(Conflict):
            invite(by=office.owner_account, owner=own, email=ADDRESS)
        assert Invitation.objects.count() == 20
