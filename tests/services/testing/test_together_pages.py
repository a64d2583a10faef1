"""The nozzles of a station or a lot of meters: one sheet after the other, their results saved at once."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services.enums import Place
from services.models import OrderItem, Verification
from services.orders.actions.orders import schedule_order
from simetro.core.models import LogEntry, User
from tests.office import Office, good_scale
from tests.services.testing.test_pages import office_item, typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]


@pytest.fixture
def penera(office: Office, visit: Visit) -> Client:
    return visit(office.penera)


@pytest.fixture
def beside(office: Office) -> list[OrderItem]:
    """Three of one kind on one order, and one of another kind."""
    owner = office.owner()
    scales = [office.scale(owner, serial_number=f"N-{number}") for number in (1, 2, 3)]
    counter = {"kind": "nawi.mechanical.counter", "serial_number": "OTHER"}
    plate = {"unit": "g", "max": "5000", "min": "100", "e": "5", "accuracy_class": "III"}
    order = office.order(*scales, office.scale(owner, **counter, attributes=plate))
    return [office_item(item) for item in order.items.order_by("pk")[:3]]


def draft(office: Office, item: OrderItem, readings: dict | None = None) -> Verification:
    return office.reading(item, readings or good_scale())


def chosen(*drafts: Verification) -> dict[str, list[str]]:
    return {"chosen": [f"{one.pk}:{one.version}" for one in drafts]}


def test_a_sheet_leads_to_those_beside_it_and_is_kept(penera: Client, beside: list[OrderItem]) -> None:
    one, two, _three = beside
    page = penera.get(url(one, "cerapan")).content.decode()
    assert ["N-1" in page, "N-2" in page, "N-3" in page, "OTHER" in page] == [True, True, True, False]
    answer = penera.post(url(one, "cerapan"), typed(one, good_scale(), go=str(two.pk)))
    assert (answer.status_code, answer["location"]) == (302, url(two, "cerapan"))
    assert Verification.objects.get().item == one
    answer = penera.post(url(two, "cerapan"), typed(two, go="together"))
    assert answer["location"] == url(two, "bersama")
    assert Verification.objects.count() == 1  # nothing was typed on the way


def test_alone_on_its_order_an_instrument_has_no_strip(office: Office, penera: Client) -> None:
    assert "Hasil bersama" not in penera.get(url(office.item(), "cerapan")).content.decode()


def test_results_are_saved_at_once(office: Office, penera: Client, beside: list[OrderItem]) -> None:
    unlevel = {**good_scale()["visual"], "level": False}
    good, bad = draft(office, beside[0]), draft(office, beside[1], {**good_scale(), "visual": unlevel})
    page = penera.get(url(beside[0], "bersama")).content.decode()
    assert page.count('name="chosen"') == 2
    assert "Belum ada cerapan." in page
    answer = penera.post(url(beside[0], "bersama"), chosen(good, bad), follow=True)
    assert "2 hasil tersimpan." in answer.content.decode()
    statuses = [item.status for item in OrderItem.objects.filter(pk__in=[one.pk for one in beside]).order_by("pk")]
    assert statuses == ["passed", "failed", "waiting"]
    assert LogEntry.objects.filter(verb="services.finalize_verification").count() == 2
    sent = typed(beside[2], good_scale(), go="together") | {"standards": str(office.usual_standard().pk)}
    done = penera.post(url(beside[2], "cerapan"), sent, follow=True)
    assert done.content.decode().count('name="chosen"') == 1


def test_one_that_was_changed_meanwhile_leaves_the_others_done(
    office: Office, penera: Client, beside: list[OrderItem]
) -> None:
    drafts = [draft(office, item) for item in beside[:2]]
    sent = {"chosen": [f"{drafts[0].pk}:{drafts[0].version + 1}", f"{drafts[1].pk}:{drafts[1].version}"]}
    page = penera.post(url(beside[0], "bersama"), sent, follow=True).content.decode()
    assert "1 hasil tersimpan." in page
    assert "Quattro N-1: " in page
    assert [Verification.objects.get(pk=one.pk).status for one in drafts] == ["draft", "final"]


def test_what_is_open_or_asked_about_is_not_saved(office: Office, penera: Client, beside: list[OrderItem]) -> None:
    readings = good_scale()
    below_min = {"load": "1", "indication": "1", "additional_load": "1"}
    asked = draft(office, beside[0], {**readings, "accuracy": [*readings["accuracy"], below_min]})
    unfinished = draft(office, beside[1], {"visual": readings["visual"]})
    page = penera.get(url(beside[0], "bersama")).content.decode()
    assert "Jawab di ringkasannya" in page
    assert "Cerapannya belum lengkap." in page
    page = penera.post(url(beside[0], "bersama"), chosen(asked, unfinished), follow=True).content.decode()
    assert "hasil tersimpan" not in page
    assert set(Verification.objects.values_list("status", flat=True)) == {"draft"}


@pytest.mark.parametrize("sent", [[], ["x"], ["1:2:3"], [f"{number}:1" for number in range(201)]])
def test_a_choice_that_cannot_be_read_is_refused_in_words(
    penera: Client, beside: list[OrderItem], sent: list[str]
) -> None:
    answer = penera.post(url(beside[0], "bersama"), {"chosen": sent})
    assert answer.status_code == 422
    assert "Ada yang perlu diperbaiki" in answer.content.decode()


def test_results_of_others_are_not_saved(office: Office, visit: Visit, beside: list[OrderItem]) -> None:
    schedule_order(by=office.admin, order=beside[0].order, on=timezone.localdate(), penera=[office.penera])
    one = draft(office, beside[0])
    page = visit(office.penera2).post(url(beside[0], "bersama"), chosen(one), follow=True).content.decode()
    assert "1 hasil sudah disimpan atau tidak dapat lagi diuji." in page
    assert Verification.objects.get().status == "draft"


def test_page_asks_as_often_for_one_as_for_three(office: Office, penera: Client, beside: list[OrderItem]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            penera.get(url(beside[0], "bersama"))
        return len(asked)

    draft(office, beside[0])
    one = queries()
    for item in beside[1:]:
        draft(office, item)
    assert queries() == one


def test_order_placed_on_site_waits_for_its_schedule(office: Office, penera: Client) -> None:
    item = office_item(office.item(office.scale(), place=Place.ON_SITE))
    assert "Tidak ada lagi yang menunggu" in penera.get(url(item, "bersama")).content.decode()
