"""The testing menu of the penera and the history of tests, as pages."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from services.calendar.workdays import add_workdays
from services.enums import Place
from services.models import OrderItem, Verification
from services.orders.actions.orders import cancel_order, schedule_order
from services.testing.forms.readings import Plan, initial_values
from simetro.core.models import LogEntry, User
from tests.office import NOZZLE, Office, bad_scale, good_scale
from uttp.kinds import Rules

pytestmark = pytest.mark.usefixtures("blank_paper")

Visit = Callable[[User], Client]
MOST_QUERIES = 15


@pytest.fixture
def penera(office: Office, visit: Visit) -> Client:
    return visit(office.penera)


def assigned(office: Office, *names: str, on: int = 0, **facts: str) -> OrderItem:
    item = office.item(office.scale(brand="Quattro", **facts), place=Place.SIDANG)
    day = timezone.localdate() + timedelta(days=on)
    schedule_order(by=office.admin, order=item.order, on=day, penera=[office.people[name] for name in names])
    return office_item(item)


def office_item(item: OrderItem) -> OrderItem:
    return OrderItem.objects.select_related("order", "instrument").get(pk=item.pk)


def url(item: OrderItem, step: str = "") -> str:
    return f"/staf/pengujian/{item.pk}" + (f"/{step}" if step else "")


def typed(item: OrderItem, observations: dict | None = None, **more: str) -> dict[str, str]:
    """What the form sends: everything that the sheet holds, as people type it."""
    plan = Plan(item.instrument.kind, item.service, item.instrument.attributes, Rules(date.max))
    facts = {"client_id": str(uuid4()), "tested_on": timezone.localdate().isoformat(), "version": ""}
    return {**initial_values(plan, observations or {}), **facts, **more}


def names_listed(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/staf/pengujian{query}").context["page_obj"]
    return [item.instrument.serial_number for item in page]


def test_list_shows_own_items_first_then_those_of_nobody(office: Office, penera: Client) -> None:
    office.item(office.scale(serial_number="of nobody"))
    assigned(office, "penera", serial_number="mine")
    assigned(office, "penera2", serial_number="of another")
    assert names_listed(penera) == ["mine", "of nobody"]


def test_list_leaves_later_days_and_unscheduled_orders_out(office: Office, penera: Client) -> None:
    assigned(office, "penera", serial_number="today")
    assigned(office, "penera", on=3, serial_number="this week")
    assigned(office, "penera", on=30, serial_number="later")
    office.item(office.scale(serial_number="unscheduled"), place=Place.SIDANG)
    assert names_listed(penera) == ["today"]
    assert names_listed(penera, "?when=week") == ["today", "this week"]
    assert names_listed(penera, "?when=all") == ["today", "this week", "later"]


def test_list_filters_by_place_and_status(office: Office, penera: Client) -> None:
    assigned(office, "penera", serial_number="in the market")
    office.reading(office.item(office.scale(serial_number="begun")))
    assert names_listed(penera, "?place=sidang") == ["in the market"]
    assert names_listed(penera, "?status=testing") == ["begun"]
    assert names_listed(penera, "?status=nonsense&place=moon") == ["in the market", "begun"]


@pytest.mark.parametrize("by", ["transaction_number", "uttp_id", "serial", "owner"])
def test_search_finds_any_item_also_those_of_others(office: Office, penera: Client, by: str) -> None:
    office.item(office.scale(serial_number="other"))
    item = assigned(office, "penera2", serial_number="SN-77", owner=office.owner("Wayan Pastika"))
    asked = {
        "transaction_number": item.order.transaction_number.lower().replace("-", " "),
        "uttp_id": item.instrument.uttp_id.lower(),
        "serial": "sn-77",
        "owner": "pastika",
    }[by]
    assert names_listed(penera, f"?search={asked}") == ["SN-77"]


def test_drafts_say_continue(office: Office, penera: Client) -> None:
    item = office.item()
    assert "Lanjutkan" not in penera.get("/staf/pengujian").content.decode()
    office.reading(item)
    assert f'href="{url(item, "cerapan")}">Lanjutkan' in penera.get("/staf/pengujian").content.decode()


def test_what_somebody_began_does_not_stand_among_what_nobody_has(office: Office, penera: Client) -> None:
    office.item(office.scale(serial_number="of nobody"))
    office.reading(office.item(office.scale(serial_number="begun")))
    page = penera.get("/staf/pengujian").content.decode()
    places = [page.index(words) for words in ("<h2>Sudah mulai diuji", "begun", "<h2>Belum ada penera", "of nobody")]
    assert places == sorted(places)


def test_own_history_lists_what_he_tested(office: Office, penera: Client, visit: Visit) -> None:
    verification = office.tested()
    page = penera.get("/staf/pengujian/riwayat")
    assert list(page.context["page_obj"]) == [verification]
    assert not list(visit(office.penera2).get("/staf/pengujian/riwayat").context["page_obj"])
    assert not list(penera.get("/staf/pengujian/riwayat?verdict=batal").context["page_obj"])


def test_item_page_shows_plate_and_way_to_begin(office: Office, penera: Client) -> None:
    page = penera.get(url(office.item())).content.decode()
    assert "<dd>6000 g</dd>" in page
    assert ">Mulai</a>" in page


def test_penera_who_is_not_assigned_sees_who_is_and_cannot_write(office: Office, penera: Client) -> None:
    item = assigned(office, "penera2")
    assert "Ditugaskan kepada Penera2" in penera.get(url(item)).content.decode()
    assert penera.get(url(item, "cerapan")).status_code == 403
    assert penera.post(url(item, "cerapan"), typed(item, good_scale())).status_code == 403
    assert penera.post(url(item, "simpan"), typed(item, good_scale())).status_code == 403
    assert not Verification.objects.exists()


def test_form_opens_without_any_reading_or_answer(office: Office, penera: Client) -> None:
    page = penera.get(url(office.item(), "cerapan")).content.decode()
    assert 'name="accuracy-0-load" value="40"' in page
    assert 'name="accuracy-0-indication" value=""' in page
    assert "checked" not in page
    assert not Verification.objects.exists()


def test_the_next_form_of_the_day_takes_place_and_standards_along_but_no_reading(
    office: Office, penera: Client
) -> None:
    weights = office.standard()
    office.tested(standards=[weights])
    Verification.objects.update(place="Pasar Wage", temperature="27.5", humidity="60")
    initial = penera.get(url(office.item(), "cerapan")).context["reading_form"].conditions.initial
    assert (initial["place"], list(initial["standards"])) == ("Pasar Wage", [weights])
    assert {"temperature", "humidity"}.isdisjoint(initial)


def test_form_of_an_item_that_cannot_be_tested_leads_back(office: Office, penera: Client) -> None:
    cancelled = office.item(office.scale())
    cancel_order(by=office.admin, order=cancelled.order, reason="Batal datang")
    done = office.tested().item
    for item in (cancelled, done):
        answer = penera.get(url(item, "cerapan"))
        assert (answer.status_code, answer["Location"]) == (302, url(item))


def test_what_was_typed_stays_when_the_order_was_cancelled_meanwhile(office: Office, penera: Client) -> None:
    item = office.item()
    cancel_order(by=office.admin, order=item.order, reason="Batal datang")
    answer = penera.post(url(item, "cerapan"), typed(item, good_scale()) | {"accuracy-0-indication": "40,5"})
    assert answer.status_code == 422
    assert 'value="40,5"' in answer.content.decode()
    assert "Order ini berstatus “Dibatalkan”" in answer.content.decode()
    assert office_item(item).status == "ended"


def test_refused_readings_are_nowhere_called_saved_or_sah(office: Office, penera: Client) -> None:
    item = office.item()
    office.reading(item)
    sent = typed(item, good_scale()) | {"temperature": "panas"}
    answer = penera.post(url(item, "cerapan"), sent)
    page = answer.content.decode()
    bar = page[page.index('<div class="verdict-bar">') :]
    assert answer.status_code == 422
    assert ('<div class="verdict open"' in bar, "Perbaiki isian" in bar, "<strong>Sah" in bar) == (True, True, False)
    assert ('class="saved bad"' in bar, "Belum tersimpan</p>" in bar, "Draf tersimpan" in bar) == (True, True, False)


def test_evaluation_answers_beside_each_row_and_stores_nothing(office: Office, penera: Client) -> None:
    item = office.item()
    answer = penera.post(url(item, "nilai"), typed(item, bad_scale())).content.decode()
    assert 'id="verdict" role="status" hx-swap-oob="true"' in answer
    assert '<div class="verdict batal"' in answer
    assert '<output class="reading-result" id="accuracy-0-result" hx-swap-oob="true">' in answer
    assert not Verification.objects.exists()
    assert not LogEntry.objects.filter(verb="services.start_verification").exists()


def test_evaluation_says_in_words_what_cannot_be_read(office: Office, penera: Client) -> None:
    item = office.item()
    data = typed(item, good_scale()) | {"accuracy-1-indication": "12.5.1", "tested_on": "31-31-2026"}
    answer = penera.post(url(item, "nilai"), data).content.decode()
    assert "Penunjukan: Tulis paling banyak satu koma desimal, misalnya 12,5." in answer
    assert "Perbaiki isian" in answer


def test_evaluation_is_asked_by_post_only(office: Office, penera: Client) -> None:
    item = office.item()
    assert penera.get(url(item, "nilai")).status_code == 405
    assert penera.get(url(item, "simpan")).status_code == 405


def test_autosave_makes_one_draft_however_often_it_is_sent(office: Office, penera: Client) -> None:
    item = office.item()
    data = typed(item, good_scale())
    first = penera.post(url(item, "simpan"), data)
    penera.post(url(item, "simpan"), data)
    draft = Verification.objects.get()
    assert "Tersimpan" in first.content.decode()
    assert str(draft.client_id) == data["client_id"]
    assert sorted(draft.observations) == sorted(good_scale())
    assert office_item(item).status == "testing"
    assert list(draft.testers.all()) == [office.penera]


def test_autosave_keeps_what_can_be_read_and_says_so(office: Office, penera: Client) -> None:
    item = office.item()
    data = typed(item) | {"accuracy-0-indication": "40", "accuracy-1-indication": "abc", "temperature": "27,5"}
    answer = penera.post(url(item, "simpan"), data | {"humidity": "650"}).content.decode()
    draft = Verification.objects.get()
    assert "kecuali yang ditandai" in answer
    assert draft.observations == {"accuracy": [{"load": "40", "indication": "40"}]}
    assert (draft.temperature, draft.humidity) == ("27.5", "")


def test_autosave_refuses_to_overwrite_another_tablet(office: Office, penera: Client) -> None:
    item = office.item()
    draft = office.reading(item)
    data = typed(item, bad_scale(), client_id=str(draft.client_id), version="7")
    answer = penera.post(url(item, "simpan"), data).content.decode()
    assert "Data ini sudah diubah orang lain." in answer
    draft.refresh_from_db()
    assert draft.observations == good_scale()


def test_autosave_of_a_second_tablet_that_began_later_is_refused(office: Office, penera: Client) -> None:
    item = office.item()
    office.reading(item)
    answer = penera.post(url(item, "simpan"), typed(item, bad_scale())).content.decode()
    assert "UTTP ini sedang diuji." in answer
    assert Verification.objects.count() == 1


def test_draft_opens_with_what_was_typed(office: Office, penera: Client) -> None:
    item = office.item()
    penera.post(url(item, "simpan"), typed(item) | {"accuracy-1-indication": "1000,5", "visual-level": "tidak"})
    page = penera.get(url(item, "cerapan")).content.decode()
    assert 'name="accuracy-1-indication" value="1000,5"' in page
    assert 'name="visual-level" value="tidak" checked' in page


def test_wrong_boxes_come_back_as_typed_with_a_summary(office: Office, penera: Client) -> None:
    item = office.item()
    data = typed(item, good_scale()) | {"accuracy-1-indication": "1e999", "go": "summary"}
    answer = penera.post(url(item, "cerapan"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="1e999"' in page
    assert '<a href="#accuracy-1-indication">Kebenaran, Penunjukan: Tulis bilangan' in page
    assert not Verification.objects.exists()


@pytest.mark.parametrize("text", ["9" * 10_000, "\x00", "１２", "NaN", "<script>", "-"])
def test_strange_input_never_breaks_a_page(office: Office, penera: Client, text: str) -> None:
    item = office.item()
    names = (
        "accuracy-0-indication",
        "eccentricity-0-position",
        "visual-level",
        "place",
        "remark",
        "version",
        "client_id",
    )
    for name in (*names, "tested_on", "standards", "add", "go"):
        data = typed(item) | {name: text}
        for step in ("nilai", "simpan", "cerapan"):
            assert penera.post(url(item, step), data).status_code in (200, 302, 422), (name, step)


def test_rows_can_be_added_without_losing_what_is_typed(office: Office, penera: Client) -> None:
    item = office.item()
    data = typed(item) | {"accuracy-0-indication": "x", "add": "accuracy"}
    page = penera.post(url(item, "cerapan"), data).content.decode()
    assert 'name="accuracy-5-load" value=""' in page
    assert 'name="accuracy-0-indication" value="x"' in page
    assert not Verification.objects.exists()


def test_open_readings_are_told_what_is_missing_with_links(office: Office, penera: Client) -> None:
    item = office.item()
    answer = penera.post(url(item, "cerapan"), typed(item) | {"accuracy-0-indication": "40", "go": "summary"})
    assert answer["Location"] == url(item, "ringkasan")
    page = penera.get(url(item, "ringkasan")).content.decode()
    assert f'<a href="{url(item, "cerapan")}#zero_setting-base">Penyetel nol belum diisi.</a>' in page
    assert "Simpan hasil:" not in page


def test_summary_asks_once_and_makes_the_result_final(office: Office, penera: Client) -> None:
    item = office.item()
    sent = typed(item, good_scale()) | {"standards": str(office.usual_standard().pk)}
    penera.post(url(item, "cerapan"), sent | {"go": "summary", "remark": "Kaki kiri retak"})
    page = penera.get(url(item, "ringkasan"))
    assert "Simpan hasil: Sah" in page.content.decode()
    draft = Verification.objects.get()
    answer = penera.post(url(item, "ringkasan"), {"version": draft.version})
    draft.refresh_from_db()
    assert answer["Location"] == url(item)
    assert (draft.status, draft.verdict, draft.remark) == ("final", "sah", "Kaki kiri retak")
    assert office_item(item).status == "passed"
    assert LogEntry.objects.get(verb="services.finalize_verification").data["verdict"] == "sah"
    assert "<strong>SP6 dan JP8</strong> pada justir" in penera.get(url(item)).content.decode()


def test_summary_refuses_what_changed_since_it_was_shown(office: Office, penera: Client) -> None:
    item = office.item()
    office.reading(item)
    answer = penera.post(url(item, "ringkasan"), {"version": 9})
    assert answer.status_code == 422
    assert "Data ini sudah diubah orang lain." in answer.content.decode()
    assert Verification.objects.get().status == "draft"


def test_overdue_standard_is_marked_and_refused(office: Office, penera: Client) -> None:
    item = office.item()
    old = office.standard(valid_until=date(2020, 1, 31))
    assert "Sertifikatnya hanya berlaku sampai 31 Januari 2020." in penera.get(url(item, "cerapan")).content.decode()
    answer = penera.post(url(item, "cerapan"), typed(item, good_scale()) | {"standards": old.pk, "go": "summary"})
    assert answer.status_code == 422
    assert "Pakai standar lain." in answer.content.decode()


def test_failed_item_goes_to_repair_and_is_tested_again(office: Office, penera: Client) -> None:
    item = office.tested(observations=bad_scale()).item
    assert "Kirim ke perbaikan" in penera.get(url(item)).content.decode()
    page = penera.get(url(item, "perbaikan"))
    week = add_workdays(timezone.localdate(), 7)
    assert page.context["form"].initial["until"] == week
    data = {"reason": "Loadcell diganti", "until": week.isoformat(), "version": office_item(item).version}
    assert penera.post(url(item, "perbaikan"), data)["Location"] == url(item)
    assert (office_item(item).status, office_item(item).repair_until) == ("in_repair", week)
    assert "Uji ulang" in penera.get(url(item)).content.decode()
    penera.post(url(item, "simpan"), typed(item, good_scale()))
    assert office_item(item).status == "testing"


def test_an_item_that_fails_again_no_longer_shows_its_repair(office: Office, penera: Client) -> None:
    item = office.tested(observations=bad_scale()).item
    until = add_workdays(timezone.localdate(), 7).isoformat()
    penera.post(
        url(item, "perbaikan"), {"reason": "Skala disetel", "until": until, "version": office_item(item).version}
    )
    assert office_item(item).reason == "Skala disetel"
    again = office.tested(office_item(item), bad_scale()).item
    assert (office_item(again).status, office_item(again).reason) == ("failed", "")


def test_repair_without_reason_is_refused_beside_the_field(office: Office, penera: Client) -> None:
    item = office.tested(observations=bad_scale()).item
    answer = penera.post(url(item, "perbaikan"), {"reason": "", "until": "2020-01-01", "version": item.version})
    assert answer.status_code == 422
    assert office_item(item).status == "failed"


@pytest.mark.parametrize("begin", ["anew", "copy"])
def test_correction_is_a_new_attempt_with_a_reason(office: Office, penera: Client, begin: str) -> None:
    first = office.tested(observations=bad_scale())
    data = {"reason": "Angka tertukar", "begin": begin, "once": str(uuid4())}
    answer = penera.post(url(first.item, "koreksi"), data)
    penera.post(url(first.item, "koreksi"), data)
    draft = Verification.objects.get(status="draft")
    assert answer["Location"] == url(first.item, "cerapan")
    assert (draft.supersedes, draft.reason) == (first, "Angka tertukar")
    assert draft.observations == (bad_scale() if begin == "copy" else {})


def test_correction_of_what_is_signed_for_is_refused_in_words(office: Office, penera: Client) -> None:
    verification = office.tested()
    office.submitted(verification)
    item = verification.item
    assert "Koreksi hasil" not in penera.get(url(item)).content.decode()
    answer = penera.post(url(item, "koreksi"), {"reason": "Salah", "begin": "anew", "once": str(uuid4())})
    assert answer.status_code == 422
    assert "Cabut dulu suratnya." in answer.content.decode()


def test_corrected_result_leads_to_its_correction(office: Office, penera: Client) -> None:
    first = office.tested(observations=bad_scale())
    second = office.tested(first.item, supersedes=first, reason="Angka tertukar")
    page = penera.get(f"/staf/pengujian/hasil/{first.pk}").content.decode()
    assert f'href="/staf/pengujian/hasil/{second.pk}"' in page
    assert "Angka tertukar" in page


def test_history_is_for_desk_and_signatories(office: Office, visit: Visit) -> None:
    verification = office.tested()
    for person, status in ((office.admin, 200), (office.superadmin, 200), (office.kadis, 200), (office.penera, 403)):
        assert visit(person).get("/staf/riwayat").status_code == status
        assert visit(person).get(f"/staf/riwayat/{verification.pk}").status_code == status


def test_history_filters_period_kind_penera_verdict_and_owner(office: Office, visit: Visit) -> None:
    today = timezone.localdate()
    old = office.tested(on=today - timedelta(days=40))
    bad = office.tested(office.item(office.scale(owner=office.owner("Wayan Pastika"))), bad_scale())
    desk = visit(office.admin)

    def found(**query: str) -> list[Verification]:
        return list(desk.get("/staf/riwayat", query).context["page_obj"])

    assert found() == [bad, old]
    assert found(since=today.isoformat()) == [bad]
    assert found(until=(today - timedelta(days=30)).isoformat()) == [old]
    assert found(verdict="batal") == [bad]
    assert found(search="pastika") == [bad]
    assert found(kind="fuel_dispenser") == []
    assert found(penera=str(office.penera.pk)) == [bad, old]
    assert found(penera=str(office.penera2.pk)) == []
    assert found(since="soon", kind="x", penera="x", verdict="x") == [bad, old]


def test_history_leaves_drafts_out(office: Office, visit: Visit) -> None:
    office.reading(office.item())
    assert not list(visit(office.admin).get("/staf/riwayat").context["page_obj"])


def test_verification_page_shows_readings_limits_and_what_happened(office: Office, visit: Visit) -> None:
    verification = office.tested(observations=bad_scale())
    page = visit(office.kadis).get(f"/staf/riwayat/{verification.pk}").content.decode()
    assert '<td data-label="Penunjukan (g)" class="num">1980</td>' in page
    assert '<td data-label="BKD (g)" class="num">±4</td>' in page
    assert "Hasil pengujian ditetapkan" in page


@pytest.mark.parametrize("path", ["/staf/pengujian", "/staf/pengujian/riwayat", "/staf/riwayat"])
def test_lists_ask_the_same_few_questions_for_one_row_and_for_three(
    office: Office, visit: Visit, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = visit(office.admin if path == "/staf/riwayat" else office.penera)

    def one_more() -> None:
        office.tested()
        office.item()

    one_more()
    with django_assert_max_num_queries(MOST_QUERIES) as asked:
        client.get(path)
    one_more()
    one_more()
    with django_assert_max_num_queries(len(asked)):
        client.get(path)


@pytest.mark.parametrize("step", ["", "cerapan awal", "cerapan", "ringkasan", "koreksi"])
def test_pages_of_an_item_ask_few_questions(
    office: Office, penera: Client, step: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    item = office.tested().item if step == "koreksi" else office.item()
    if step in ("cerapan", "ringkasan"):
        office.reading(item)
    elif step == "cerapan awal":
        office.tested()
        step = "cerapan"
    with django_assert_max_num_queries(MOST_QUERIES):
        assert penera.get(url(item, step)).status_code == 200


def test_every_kind_of_form_opens(office: Office, penera: Client) -> None:
    owner = office.owner()
    mechanical = {"unit": "kg", "max": "10", "min": "0.2", "e": "0.01", "accuracy_class": "III"}
    for kind, attributes in (("nawi.mechanical.counter", mechanical), ("fuel_dispenser", NOZZLE)):
        instrument = office.scale(owner, kind=kind, attributes=attributes)
        place = Place.ON_SITE if instrument.kind.on_site_only else Place.OFFICE
        item = office.item(instrument, place=place)
        if place == Place.ON_SITE:
            schedule_order(by=office.admin, order=item.order, on=timezone.localdate(), penera=[office.penera])
        assert penera.get(url(item, "cerapan")).status_code == 200


def test_pages_of_items_that_do_not_exist_are_not_found(penera: Client) -> None:
    for number in (1, 99999999999999999999):
        assert penera.get(f"/staf/pengujian/{number}").status_code == 404
        assert penera.get(f"/staf/pengujian/hasil/{number}").status_code == 404


def test_the_day_of_a_penera_begins_on_his_home(office: Office, penera: Client) -> None:
    item = office.item()
    assert f'href="{url(item)}"' in penera.get("/staf/").content.decode()
