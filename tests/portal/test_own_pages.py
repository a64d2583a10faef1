"""What an owner has: his data, each instrument with its story, what comes when, and his documents in one file."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from portal.timeline import agenda_of
from simetro.core.models import Office as OfficeRow
from simetro.core.models import User
from tests.office import Office
from uttp.models import Instrument, Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]


@pytest.fixture
def person(office: Office, visit: Visit) -> Client:
    OfficeRow().save()
    return visit(office.owner_account)


@pytest.fixture
def own(office: Office) -> Owner:
    owner = office.owner(nik="3302123456780001")
    owner.account = office.owner_account
    owner.save()
    return owner


def changed(owner: Owner, **facts: str) -> dict[str, str | int]:
    names = ("name", "kind", "phone", "email", "address", "village", "district", "version")
    return {name: getattr(owner, name) for name in names} | facts


class TestOwner:
    def test_his_data_are_shown_and_changed(self, person: Client, own: Owner) -> None:
        page = person.get(f"/akun/pemilik/{own.pk}").content.decode()
        assert "3302********0001" in page
        assert "3302123456780001" not in page
        answer = person.post(f"/akun/pemilik/{own.pk}/ubah", changed(own, phone="0811 222 333"))
        assert answer["Location"] == f"/akun/pemilik/{own.pk}"
        own.refresh_from_db()
        assert (own.phone, own.nik_masked) == ("0811 222 333", "3302********0001")

    def test_wrong_data_come_back_as_typed(self, person: Client, own: Owner) -> None:
        answer = person.post(f"/akun/pemilik/{own.pk}/ubah", changed(own, phone="nanti"))
        assert answer.status_code == 422
        assert 'value="nanti"' in answer.content.decode()

    def test_a_change_that_was_not_seen_is_not_overwritten(self, person: Client, own: Owner) -> None:
        answer = person.post(f"/akun/pemilik/{own.pk}/ubah", changed(own, version="7"))
        assert answer.status_code == 422


class TestInstrument:
    def test_its_page_tells_its_whole_story(self, office: Office, person: Client, own: Owner) -> None:
        scale = office.scale(own)
        certificate = office.issued(office.tested(office.item(scale)))
        page = person.get(f"/akun/uttp/{scale.uttp_id}").content.decode()
        assert certificate.number in page
        assert certificate.verify_token in page
        assert office.penera.name in page

    def test_where_it_stands_is_the_owners_matter_even_after_a_test(
        self, office: Office, person: Client, own: Owner
    ) -> None:
        scale = office.scale(own)
        office.tested(office.item(scale))
        scale.refresh_from_db()
        attributes = {f"attributes.{name}": value for name, value in scale.attributes.items()}
        sent = attributes | {"brand": scale.brand, "location": "Los 9", "version": scale.version}
        assert person.post(f"/akun/uttp/{scale.uttp_id}/ubah", sent).status_code == 302
        scale.refresh_from_db()
        assert scale.location == "Los 9"
        sent |= {"brand": "Lain", "version": scale.version}
        person.post(f"/akun/uttp/{scale.uttp_id}/ubah", sent)
        assert Instrument.objects.get().brand == scale.brand

    def test_a_button_that_brings_a_row_saves_nothing(self, office: Office, person: Client, own: Owner) -> None:
        scale = office.scale(own)
        sent = {"brand": "Baru", "version": scale.version, "more": "ranges"}
        page = person.post(f"/akun/uttp/{scale.uttp_id}/ubah", sent)
        assert 'value="Baru"' in page.content.decode()
        assert Instrument.objects.get().brand == scale.brand

    def test_it_is_no_longer_used(self, office: Office, person: Client, own: Owner) -> None:
        scale = office.scale(own)
        person.post(f"/akun/uttp/{scale.uttp_id}/berhenti", {"reason": "Rusak", "version": scale.version})
        scale.refresh_from_db()
        assert scale.status == "retired"
        assert "Ajukan tera" not in person.get(f"/akun/uttp/{scale.uttp_id}").content.decode()


class TestAgenda:
    def test_what_is_due_on_a_day_stands_together(self, office: Office, person: Client, own: Owner) -> None:
        day, other = timezone.localdate() + timedelta(days=20), timezone.localdate() - timedelta(days=3)
        due(day, *(office.scale(own) for _n in range(5)))
        due(other, office.scale(own))
        due(day, office.scale())
        late, together = agenda_of(office.owner_account, timezone.localdate())
        assert (late.day, together.day) == (other, day)
        assert together.title == "5 UTTP perlu tera ulang"
        assert "dan 2 lainnya" in together.detail
        assert "Lewat" in person.get("/akun/kalender").content.decode()

    def test_days_asked_for_and_given_stand_in_it(self, office: Office, own: Owner) -> None:
        sidang = office.sidang()
        order = office.order(office.scale(own), place="sidang", sidang=sidang)
        (one,) = agenda_of(office.owner_account, timezone.localdate())
        assert (one.title, one.key) == (str(sidang), order.transaction_number)

    def test_without_anything_it_says_what_will_be_there(self, person: Client) -> None:
        page = person.get("/akun/kalender").content.decode()
        assert "Belum ada tanggal" in page
        assert "kalender.ics" not in page

    def test_it_goes_into_a_calendar(self, office: Office, person: Client, own: Owner) -> None:
        day = timezone.localdate() + timedelta(days=20)
        due(day, office.scale(own))
        (entry,) = Calendar.from_ical(person.get("/akun/kalender.ics").content).walk("VEVENT")
        assert entry["DTSTART"].dt == day
        assert entry["UID"] == f"tera-ulang-{own.pk}-{day:%Y%m%d}@simetro"


def due(day: date, *instruments: Instrument) -> None:
    facts = {"last_verified_on": day - timedelta(days=365), "last_verdict": "sah", "valid_until": day}
    Instrument.objects.filter(pk__in=[one.pk for one in instruments]).update(**facts)


def test_valid_documents_come_in_one_file(office: Office, person: Client, own: Owner) -> None:
    certificate = office.issued(office.tested(office.item(office.scale(own))))
    office.issued(office.tested(office.item(office.scale())))
    answer = person.get("/akun/surat.zip")
    with ZipFile(io.BytesIO(answer.getvalue())) as pack:
        (name,) = pack.namelist()
        assert name == f"sumber-rejeki-{own.pk}/{certificate.number.replace('/', '-')}.pdf"
        with certificate.file.open("rb") as file:
            assert pack.read(name) == file.read()
    assert "surat.zip" in person.get("/akun/surat").content.decode()
