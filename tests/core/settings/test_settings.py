"""The settings in one place: what is there, what is missing, and reference data by its pages."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates.actions import appoint_stand_in
from certificates.models import SignOff, StandIn, Tier
from services.models import Competence, Scope, ServiceDay
from simetro.core.kit.roles import Role
from simetro.core.log.audit import history_of
from simetro.core.models import LogEntry, User
from simetro.core.models import Office as OfficeRow
from simetro.core.settings.reference import references
from tests.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]
HOME = "/staf/pengaturan"


@pytest.fixture
def browser(office: Office, visit: Visit) -> Client:
    return visit(office.superadmin)


def missing(browser: Client) -> list[str]:
    return [str(setting.title) for setting in browser.get(HOME).context["missing"]]


def data(noun: str, *rest: object) -> str:
    return "/".join([f"{HOME}/data/{noun}", *map(str, rest)])


class TestHome:
    def test_lists_every_setting_under_its_heading(self, browser: Client) -> None:
        groups = browser.get(HOME).context["groups"]
        shown = [str(setting.title) for _heading, lines in groups for setting, _standing in lines]
        assert [str(heading) for heading, _lines in groups] == [
            "Kantor",
            "Petugas dan tanda tangan",
            "Pengujian",
            "Data",
        ]
        assert {str(reference.title) for reference in references().values()} < set(shown)

    def test_says_what_an_office_lacks_until_it_is_there(self, office: Office, browser: Client) -> None:
        OfficeRow(head_name="Endang").save()
        office.scale()
        assert missing(browser) == []
        Scope.objects.all().delete()
        Competence.objects.all().delete()
        Tier.objects.get(position=2).members.clear()
        User.objects.filter(groups__name=Role.ADMIN).update(is_active=False)
        assert missing(browser) == ["Lingkup kewenangan kantor", "Petugas", "Kewenangan penera", "Jenjang verifikasi"]

    def test_leads_to_the_first_that_is_missing(self, browser: Client) -> None:
        page = browser.get(HOME)
        assert missing(browser) == ["Data kantor", "Impor register"]
        assert f'href="{reverse("office_change")}">Siapkan: Data kantor' in page.content.decode()


class TestReferenceData:
    DAY = {"on": "2027-08-17", "minutes": "0", "districts": "", "note": "Hari Kemerdekaan"}

    @pytest.mark.parametrize("noun", sorted(references()))
    def test_each_has_a_list_that_says_what_it_is_and_a_form(self, browser: Client, noun: str) -> None:
        reference = references()[noun]
        assert str(reference.what) in browser.get(data(noun)).content.decode()
        assert str(reference.add) in browser.get(data(noun, "baru")).content.decode()

    def test_unknown_noun_is_not_found(self, browser: Client) -> None:
        assert browser.get(data("rahasia")).status_code == 404

    def test_a_form_sent_twice_makes_one_row(self, browser: Client) -> None:
        sent = self.DAY | {"once": str(uuid4())}
        first, second = (browser.post(data("hari", "baru"), sent) for _ in range(2))
        assert (first.status_code, second.status_code, ServiceDay.objects.count()) == (302, 302, 1)
        assert history_of(ServiceDay.objects.get()).get().verb == "services.save_service_day"

    def test_the_same_day_again_is_refused_beside_its_field(self, browser: Client) -> None:
        browser.post(data("hari", "baru"), self.DAY | {"once": str(uuid4())})
        page = browser.post(data("hari", "baru"), self.DAY | {"once": str(uuid4())})
        assert (page.status_code, list(page.context["form"].errors)) == (422, ["on"])

    def test_a_row_is_changed_and_tells_its_history(self, browser: Client) -> None:
        day = ServiceDay.objects.create(on=date(2027, 8, 17), minutes=0)
        browser.post(data("hari", day.pk), self.DAY | {"minutes": "60"})
        day.refresh_from_db()
        assert day.minutes == 60
        assert "Hari pelayanan disimpan" in browser.get(data("hari", day.pk)).content.decode()

    def test_a_row_is_removed_with_a_reason_that_the_log_keeps(self, office: Office, browser: Client) -> None:
        day = ServiceDay.objects.create(on=date(2027, 8, 17), minutes=0)
        assert browser.post(data("hari", day.pk, "hapus"), {"reason": ""}).status_code == 422
        browser.post(data("hari", day.pk, "hapus"), {"reason": "Salah tahun"})
        assert not ServiceDay.objects.exists()
        entry = LogEntry.objects.get(verb="services.remove_service_day")
        assert (entry.actor, entry.data) == (office.superadmin, {"on": "2027-08-17", "reason": "Salah tahun"})

    def test_what_is_fixed_is_not_changed_and_what_must_stay_is_not_removed(
        self, office: Office, browser: Client
    ) -> None:
        standard = office.standard()
        assert browser.get(data("ketentuan", 1)).status_code == 404
        assert browser.get(data("standar", standard.pk, "hapus")).status_code == 404

    def test_every_kind_is_ticked_at_once(self, office: Office, browser: Client) -> None:
        Scope.objects.all().delete()
        sent = {"letter_number": "SK-1", "since": "2026-01-01", "until": "", "every": "on", "once": str(uuid4())}
        assert browser.post(data("lingkup", "baru"), sent).status_code == 302
        assert Scope.objects.get().kind_names == "Semua jenis"


class TestMeanwhile:
    """Two super admins with the same page open: the second does not undo what the first did without seeing it."""

    def seen(self, browser: Client, address: str) -> str:
        return str(browser.get(address).context["form"]["seen"].value())

    def test_of_reference_data(self, office: Office, browser: Client) -> None:
        day = ServiceDay.objects.create(on=date(2027, 8, 17), minutes=0)
        sent = TestReferenceData.DAY | {"minutes": "60", "seen": self.seen(browser, data("hari", day.pk))}
        assert browser.post(data("hari", day.pk), sent).status_code == 302
        page = browser.post(data("hari", day.pk), sent | {"minutes": "30"})
        assert "sudah diubah orang lain" in page.content.decode()
        day.refresh_from_db()
        assert day.minutes == 60

    def test_of_a_person_who_was_switched_off(self, office: Office, browser: Client) -> None:
        address = f"{HOME}/orang/{office.penera2.pk}/ubah"
        sent = {"username": "penera2", "name": "Penera2", "roles": ["penera"], "seen": self.seen(browser, address)}
        assert browser.post(address, sent).status_code == 302
        assert browser.post(address, sent | {"is_active": "on", "rank": "III/a"}).status_code == 422
        office.penera2.refresh_from_db()
        assert not office.penera2.is_active

    def test_of_the_tiers_members(self, office: Office, browser: Client) -> None:
        tier = Tier.objects.get(position=4)
        seen = self.seen(browser, data("jenjang", tier.pk))
        tier.members.add(office.kabid)
        sent = {"position": 4, "title": "Kepala", "short": "K", "members": [office.kadis.pk], "seen": seen}
        assert browser.post(data("jenjang", tier.pk), sent).status_code == 422
        assert tier.members.count() == 2

    def test_of_the_office(self, browser: Client) -> None:
        OfficeRow(head_name="Endang").save()
        address = reverse("office_change")
        sent = model_to_dict(OfficeRow.current()) | {"seen": self.seen(browser, address)}
        assert browser.post(address, sent | {"city": "Banyumas"}).status_code == 302
        assert browser.post(address, sent | {"city": "Cilacap"}).status_code == 422
        assert OfficeRow.current().city == "Banyumas"


class TestChain:
    def test_a_tier_for_which_somebody_signed_stays(self, office: Office, browser: Client) -> None:
        office.issued(office.tested(office.item()))
        tier = Tier.objects.get(position=1)
        page = browser.post(data("jenjang", tier.pk, "hapus"), {"reason": "Dihapus"})
        assert "sudah pernah menyetujui surat" in page.content.decode()
        assert (Tier.objects.count(), SignOff.objects.filter(tier=tier).exists()) == (4, True)

    def test_a_tier_stays_while_a_document_is_on_its_way(self, office: Office, browser: Client) -> None:
        office.submitted(office.tested(office.item()))
        page = browser.post(data("jenjang", Tier.objects.get(position=4).pk, "hapus"), {"reason": "Dihapus"})
        assert "selama ada surat dalam verifikasi berjenjang" in page.content.decode()
        assert Tier.objects.count() == 4

    def test_a_tier_nobody_used_is_removed(self, office: Office, browser: Client) -> None:
        browser.post(data("jenjang", Tier.objects.get(position=3).pk, "hapus"), {"reason": "Tiga jenjang cukup"})
        assert list(Tier.objects.values_list("position", flat=True)) == [1, 2, 4]
        assert LogEntry.objects.get(verb="certificates.remove_tier").data["title"] == "Sekretaris Dinas"

    def test_an_appointment_by_which_something_was_signed_stays(self, office: Office, browser: Client) -> None:
        used, unused = (self.stand_in(office, position) for position in (1, 2))
        certificate = office.submitted(office.tested(office.item()))
        SignOff.objects.create(
            certificate=certificate, round=9, tier=used.tier, person=used.person, decision="approved", acting="Plh."
        )
        refused = browser.post(data("pelaksana", used.pk, "hapus"), {"reason": "Keliru"})
        browser.post(data("pelaksana", unused.pk, "hapus"), {"reason": "Keliru"})
        assert "Ubah tanggal selesainya saja" in refused.content.decode()
        assert list(StandIn.objects.all()) == [used]

    def test_an_appointment_by_which_something_was_signed_can_only_end(self, office: Office, browser: Client) -> None:
        used = self.stand_in(office, 1)
        certificate = office.submitted(office.tested(office.item()))
        SignOff.objects.create(
            certificate=certificate, round=9, tier=used.tier, person=used.person, decision="approved", acting="Plh."
        )
        today, sent = timezone.localdate(), model_to_dict(used)
        for wrong in ({"letter_number": "9"}, {"until": "2020-01-02"}, {"since": "2020-01-02"}, {"acting": "Plt."}):
            page = browser.post(data("pelaksana", used.pk), sent | wrong)
            assert "Hanya tanggal selesai yang dapat diubah" in page.content.decode(), wrong
        assert browser.post(data("pelaksana", used.pk), sent | {"until": today.isoformat()}).status_code == 302
        used.refresh_from_db()
        assert (used.until, used.letter_number) == (today, "1")

    @pytest.mark.parametrize(
        ("changes", "wrong"),
        [({"person": "kabid"}, "person"), ({"since": "0001-01-01"}, "since"), ({"since": "2026-06-01"}, "since")],
    )
    def test_an_appointment_that_cannot_be_meant_is_refused(
        self, office: Office, browser: Client, changes: dict[str, str], wrong: str
    ) -> None:
        tier = Tier.objects.get(position=2)
        sent = {"tier": tier.pk, "acting": "Plh.", "until": "2026-06-30", "letter_number": "1"} | {
            "person": office.people[changes.get("person", "sekdis")].pk,
            "since": changes.get("since", "2026-06-01"),
        }
        if changes == {"since": "2026-06-01"}:
            browser.post(data("pelaksana", "baru"), sent | {"once": str(uuid4())})
        page = browser.post(data("pelaksana", "baru"), sent | {"once": str(uuid4())})
        assert list(page.context["form"].errors) == [wrong]

    def test_a_tier_without_anybody_is_refused(self, browser: Client) -> None:
        sent = {"position": 9, "title": "Bupati", "short": "B", "once": str(uuid4())}
        assert list(browser.post(data("jenjang", "baru"), sent).context["form"].errors) == ["members"]

    def stand_in(self, office: Office, position: int) -> StandIn:
        row = StandIn(
            tier=Tier.objects.get(position=position),
            person=office.kadis,
            acting="Plh.",
            since=date(2020, 1, 1),
            until=date(2099, 1, 1),
            letter_number=str(position),
        )
        return appoint_stand_in(by=office.superadmin, stand_in=row)
