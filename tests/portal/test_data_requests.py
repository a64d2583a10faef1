"""What an owner asks of his own data: on his page or at the desk, answered in time, and told by mail."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.actions import answer_data_request, ask_about_data, refuse_data_request
from portal.enums import RequestState, Wish
from portal.models import DataRequest
from simetro.core.kit.errors import (
    Conflict,
    Forbidden,
    Invalid,
    StaleVersion,
)
from simetro.core.models import Delivery, LogEntry
from tests.office import Office
from uttp.actions import let_operate
from uttp.models import Owner

pytestmark = pytest.mark.django_db
OWN, DESK = "/akun/data-pribadi", "/staf/data-pribadi"


@pytest.fixture
def owner(office: Office) -> Owner:
    owner = office.owner("Toko Sari", email="sari@contoh.test")
    Owner.objects.filter(pk=owner.pk).update(account=office.owner_account)
    owner.refresh_from_db()
    return owner


def mails() -> list[dict[str, str]]:
    return list(Delivery.objects.filter(topic="core.mail").order_by("pk").values_list("payload", flat=True))


def asked(office: Office, owner: Owner, wish: Wish = Wish.COPY, **facts: Any) -> DataRequest:
    return ask_about_data(by=office.owner_account, owner=owner, wish=wish, **facts)


def test_an_owner_asks_on_his_page_and_reads_until_when_and_what(office: Office, owner: Owner, visit: Any) -> None:
    client = visit(office.owner_account)
    form = {"owner": owner.pk, "wish": "correction", "text": "Alamat <b>salah</b>", "once": str(uuid4())}
    sent = client.post(f"{OWN}/minta", form, follow=True)
    assert sent.redirect_chain == [(OWN, 302)]
    request = DataRequest.objects.get()
    assert (request.owner, request.asked_by, request.wish, request.status) == (
        owner,
        office.owner_account,
        "correction",
        "asked",
    )
    assert request.due_at - request.asked_at == timedelta(hours=72)
    assert "dijawab paling lambat" in sent.content.decode()
    entry = LogEntry.objects.get(verb="portal.ask_data")
    assert (entry.actor, entry.subject_id) == (office.owner_account, owner.pk)
    assert entry.data == {"number": request.number, "wish": "correction"}
    client.post(f"{OWN}/minta", form)
    assert DataRequest.objects.count() == 1
    answer_data_request(by=office.admin, request=request, answer="Alamat sudah diganti.")
    assert "Alamat sudah diganti." in client.get(OWN).content.decode()


def test_the_clock_is_seventy_two_hours(office: Office, owner: Owner) -> None:
    request = asked(office, owner)
    assert request.state_at(request.due_at) == RequestState.OPEN
    assert request.state_at(request.due_at + timedelta(seconds=1)) == RequestState.LATE
    done = answer_data_request(by=office.admin, request=request, answer="Ini")
    assert done.state_at(request.due_at + timedelta(days=9)) == RequestState.DONE


def test_the_desk_writes_down_who_came_and_since_when_the_clock_runs(office: Office, owner: Owner, visit: Any) -> None:
    client = visit(office.admin)
    since = timezone.localtime() - timedelta(hours=70)
    form = {"owner": owner.pk, "wish": "erasure", "asked_at": f"{since:%Y-%m-%dT%H:%M}", "once": str(uuid4())}
    request_page = client.post(f"{DESK}/baru", form, follow=True)
    request = DataRequest.objects.get()
    assert request_page.redirect_chain == [(f"{DESK}/{request.pk}", 302)]
    assert request.asked_by == office.admin
    assert timedelta(hours=1) < request.due_at - timezone.now() < timedelta(hours=3)


def test_a_request_of_tomorrow_is_refused_beside_its_field(office: Office, owner: Owner, visit: Any) -> None:
    later = timezone.localtime() + timedelta(hours=2)
    form = {"owner": owner.pk, "wish": "copy", "asked_at": f"{later:%Y-%m-%dT%H:%M}", "once": str(uuid4())}
    answer = visit(office.admin).post(f"{DESK}/baru", form)
    assert (answer.status_code, DataRequest.objects.count()) == (422, 0)
    assert "Waktu ini belum tiba" in answer.content.decode()
    with pytest.raises(Invalid):
        ask_about_data(by=office.admin, owner=owner, wish=Wish.COPY, asked_at=later)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0001-01-01T00:00", "Waktu ini lebih dari setahun yang lalu"),
        ("1000-01-01T08:00", "Waktu ini lebih dari setahun yang lalu"),
        ("2999-01-01T08:00", "Waktu ini belum tiba"),
        ("9999-12-31T23:59", "Waktu ini belum tiba"),
    ],
)
def test_a_time_that_cannot_be_is_refused_by_form_and_action(
    office: Office, owner: Owner, visit: Any, typed: str, said: str
) -> None:
    client = visit(office.admin)
    form = {"owner": owner.pk, "wish": "copy", "asked_at": typed, "once": str(uuid4())}
    answer = client.post(f"{DESK}/baru", form)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    at = datetime.fromisoformat(typed).replace(tzinfo=timezone.get_current_timezone())
    with pytest.raises(Invalid) as refusal:
        ask_about_data(by=office.admin, owner=owner, wish=Wish.COPY, asked_at=at)
    assert [error.field for error in refusal.value.errors] == ["asked_at"]
    assert not DataRequest.objects.exists()
    assert client.get(DESK).status_code == 200


def test_a_letter_of_last_year_is_still_written_down(office: Office, owner: Owner) -> None:
    at = timezone.now() - timedelta(days=365)
    assert ask_about_data(by=office.admin, owner=owner, wish=Wish.COPY, asked_at=at).asked_at == at


def test_who_only_operates_or_only_tests_may_not_ask(office: Office, owner: Owner, visit: Any) -> None:
    let_operate(owner=owner, account=office.other_account)
    for person in (office.other_account, office.penera, office.kabid):
        with pytest.raises(Forbidden):
            ask_about_data(by=person, owner=owner, wish=Wish.COPY)
    client = visit(office.other_account)
    assert client.get(f"{OWN}/minta").status_code == 302
    assert "Akun ini belum terhubung" in client.get(OWN).content.decode()
    assert not DataRequest.objects.exists()


def test_another_owner_cannot_be_named(office: Office, owner: Owner, visit: Any) -> None:
    form = {"owner": office.owner().pk, "wish": "copy", "once": str(uuid4())}
    assert visit(office.owner_account).post(f"{OWN}/minta", form).status_code == 422
    assert not DataRequest.objects.exists()


def test_the_same_wish_waits_only_once(office: Office, owner: Owner) -> None:
    first = asked(office, owner)
    asked(office, owner, Wish.CORRECTION, text="Alamat")
    with pytest.raises(Conflict) as refusal:
        asked(office, owner)
    assert refusal.value.code == "duplicate"
    answer_data_request(by=office.admin, request=first, answer="Ini")
    asked(office, owner)


def test_of_who_was_just_erased_nothing_can_be_asked(office: Office, owner: Owner) -> None:
    """The form was open meanwhile."""
    Owner.objects.filter(pk=owner.pk).update(account=None)  # his name stays on a document
    with pytest.raises(Conflict) as refusal:
        asked(office, owner)
    assert (refusal.value.code, "baru saja dihapus" in refusal.value.detail) == ("gone", True)
    Owner.objects.filter(pk=owner.pk).delete()
    for person in (office.owner_account, office.admin):
        with pytest.raises(Conflict) as refusal:
            ask_about_data(by=person, owner=owner, wish=Wish.COPY)
        assert refusal.value.code == "gone"
    assert not DataRequest.objects.exists()


def test_his_page_tells_what_stays_for_a_while_after_an_erasure(office: Office, owner: Owner, visit: Any) -> None:
    page = visit(office.owner_account).get(OWN).content.decode()
    for told in (
        "e-mail terkirim dan berkas register yang diimpor tetap ada sampai masa simpan di bawah ini lewat",
        "E-mail dan kiriman yang sudah selesai",
        "Berkas register yang diimpor</dt><dd>Setelah 365 hari.",
        "Alamat internet saat masuk dicatat",
        "Isinya tetap pada order yang sudah diuji",
    ):
        assert told in page


class TestDeciding:
    def test_an_answer_is_written_and_mailed(self, office: Office, owner: Owner, visit: Any) -> None:
        request = asked(office, owner)
        sent = visit(office.admin).post(
            f"{DESK}/{request.pk}", {"answer": "Diserahkan di loket", "version": request.version}
        )
        assert sent.headers["Location"] == DESK
        request.refresh_from_db()
        assert (request.status, request.answer, request.decided_by) == ("done", "Diserahkan di loket", office.admin)
        assert LogEntry.objects.get(verb="portal.data_done").data == {"number": request.number}
        [mail] = mails()
        assert (mail["to"], mail["subject"]) == ("sari@contoh.test", f"Permintaan data pribadi {request} dijawab")
        assert "Salinan data: Selesai.\n\nDiserahkan di loket" in mail["body"]

    def test_a_refusal_has_a_reason_and_is_mailed(self, office: Office, owner: Owner, visit: Any) -> None:
        request = asked(office, owner, Wish.ERASURE)
        client = visit(office.admin)
        assert client.post(f"{DESK}/{request.pk}/tolak", {"version": 1, "reason": ""}).status_code == 422
        client.post(f"{DESK}/{request.pk}/tolak", {"version": 1, "reason": "Bukan pemiliknya"})
        request.refresh_from_db()
        assert (request.status, request.answer) == ("refused", "Bukan pemiliknya")
        assert "Ditolak.\n\nBukan pemiliknya" in mails()[0]["body"]
        assert "Bukan pemiliknya" in client.get(f"{DESK}/{request.pk}").content.decode()

    def test_without_an_address_of_his_the_account_that_asked_is_told(self, office: Office, owner: Owner) -> None:
        Owner.objects.update(email="")
        answer_data_request(by=office.admin, request=asked(office, owner), answer="Ini")
        assert [mail["to"] for mail in mails()] == [office.owner_account.email]

    def test_who_came_to_the_desk_without_an_address_is_not_mailed(self, office: Office, owner: Owner) -> None:
        Owner.objects.update(email="")
        request = ask_about_data(by=office.admin, owner=Owner.objects.get(), wish=Wish.COPY)
        answer_data_request(by=office.admin, request=request, answer="Ini")
        assert mails() == []

    def test_an_erasure_is_not_done_by_saying_so(self, office: Office, owner: Owner) -> None:
        request = asked(office, owner, Wish.ERASURE)
        with pytest.raises(Conflict) as refusal:
            answer_data_request(by=office.superadmin, request=request, answer="Sudah")
        assert refusal.value.code == "erase"

    def test_twice_or_unseen_is_refused(self, office: Office, owner: Owner) -> None:
        request = asked(office, owner)
        answer_data_request(by=office.admin, request=request, answer="Ini", version=1)
        with pytest.raises(StaleVersion):
            refuse_data_request(by=office.admin, request=request, reason="x", version=1)
        with pytest.raises(Conflict):
            refuse_data_request(by=office.admin, request=request, reason="x")

    @pytest.mark.parametrize("person", ["penera", "kabid", "owner_account"])
    def test_others_may_not_decide(self, office: Office, owner: Owner, person: str) -> None:
        with pytest.raises(Forbidden):
            answer_data_request(by=office.people[person], request=asked(office, owner), answer="x")

    def test_a_decision_without_words_is_impossible(self, office: Office, owner: Owner) -> None:
        asked(office, owner)
        with pytest.raises(IntegrityError), transaction.atomic():
            DataRequest.objects.update(status="done", decided_at=timezone.now())


class TestDesk:
    def test_overdue_first_and_red_and_decided_last(self, office: Office, owner: Owner, visit: Any) -> None:
        done = asked(office, owner, Wish.ERASURE)
        refuse_data_request(by=office.admin, request=done, reason="x")
        waits = asked(office, owner, Wish.COPY)
        now = timezone.now()
        late = asked(office, owner, Wish.CORRECTION, text="Alamat", asked_at=now - timedelta(hours=73))
        page = visit(office.admin).get(DESK)
        assert [one for one, _state in page.context["rows"]] == [late, waits, done]
        assert '<span class="tag bad">' in page.content.decode()
        assert page.content.decode().count("Lewat batas 3 × 24 jam") == 1

    def test_the_menu_counts_and_the_home_names_what_is_open(self, office: Office, owner: Owner, visit: Any) -> None:
        request = asked(office, owner)
        home = visit(office.admin).get("/staf/")
        [item] = [one for one in home.context["navigation"] if one.url == DESK]
        assert item.badge == 1
        assert f"{DESK}/{request.pk}" in home.content.decode()
        assert DESK not in visit(office.penera).get("/staf/").content.decode()

    def test_the_owners_page_leads_the_desk_to_the_form_with_him_chosen(
        self, office: Office, owner: Owner, visit: Any
    ) -> None:
        client, way = visit(office.admin), f"{DESK}/baru?pemilik={owner.pk}"
        assert way in client.get(f"/staf/pemilik/{owner.pk}").content.decode()
        assert "Toko Sari" in client.get(way).content.decode()

    def test_a_request_whose_owner_is_gone_is_still_closed(self, office: Office, owner: Owner, visit: Any) -> None:
        request = asked(office, owner, Wish.ERASURE)
        Owner.objects.all().delete()
        client = visit(office.superadmin)
        assert "sudah dihapus" in client.get(f"{DESK}/{request.pk}").content.decode()
        assert client.get(f"{DESK}/{request.pk}/hapus").status_code == 404
        client.post(f"{DESK}/{request.pk}", {"answer": "Sudah tidak ada", "version": 1})
        request.refresh_from_db()
        assert (request.owner, request.status) == (None, "done")


def test_a_correction_says_what_is_wrong(office: Office, owner: Owner, visit: Any) -> None:
    form = {"owner": owner.pk, "wish": "correction", "text": " ", "once": str(uuid4())}
    page = visit(office.owner_account).post("/akun/data-pribadi/minta", form)
    assert list(page.context["form"].errors) == ["text"]
    assert not DataRequest.objects.exists()


def test_page_of_an_erasure_is_shown_only_where_one_waits(office: Office, owner: Owner, visit: Any) -> None:
    request = asked(office, owner, Wish.COPY)
    answer = visit(office.superadmin).get(f"/staf/data-pribadi/{request.pk}/hapus")
    assert answer["Location"] == f"/staf/data-pribadi/{request.pk}"
