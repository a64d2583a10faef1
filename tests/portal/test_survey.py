"""Nine questions by the number of an order, and the index that the regulation makes of the answers."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from portal.actions import answer_survey
from portal.enums import Element
from portal.models import SurveyAnswer
from portal.satisfaction import quarters_of
from services.models import Order
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.models import Office as OfficeRow
from tests.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


@pytest.fixture
def tested(office: Office) -> Order:
    OfficeRow().save()
    return Order.objects.get(pk=office.tested().item.order_id)


def scored(score: int, **changed: int) -> dict[str, int]:
    return {element.value: score for element in Element} | changed


def answer_of(office: Office, month: int, scores: dict[str, int]) -> SurveyAnswer:
    order = Order.objects.get(pk=office.tested().item.order_id)
    answer = answer_survey(order=order, scores=scores)
    answer.answered_at = datetime(2026, month, 1, 5, tzinfo=UTC)
    return answer


def test_one_answer_for_each_order(tested: Order) -> None:
    client, url = Client(), f"/status/{tested}/survei"
    assert url in client.get(f"/status/{tested}").content.decode()
    answer = client.post(url, scored(4, cost=3) | {"note": "Antreannya tertib."}, follow=True)
    assert "Terima kasih" in answer.content.decode()
    stored = SurveyAnswer.objects.get()
    assert (stored.order, stored.scores["cost"], stored.note) == (tested, 3, "Antreannya tertib.")
    assert "sudah dinilai" in client.post(url, scored(1)).content.decode()
    assert SurveyAnswer.objects.count() == 1


@pytest.mark.parametrize("changed", [{"cost": ""}, {"cost": "5"}, {"cost": "0"}, {"note": "x" * 501}, {"cost": "\x00"}])
def test_what_is_no_answer_is_told(tested: Order, changed: dict[str, str]) -> None:
    answer = Client().post(f"/status/{tested}/survei", scored(4) | changed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(changed))
    assert not SurveyAnswer.objects.exists()


def test_only_what_was_tested_is_judged(office: Office) -> None:
    OfficeRow().save()
    order = office.order()
    assert "/survei" not in Client().get(f"/status/{order}").content.decode()
    assert "setelah UTTP pada order ini diuji" in Client().post(f"/status/{order}/survei", scored(4)).content.decode()
    with pytest.raises(Conflict):
        answer_survey(order=order, scores=scored(4))
    assert Client().get("/status/7KQ4-M9XD-R2P/survei").status_code == 404


@pytest.mark.parametrize("scores", [{}, {"cost": 4}, scored(5), scored(3) | {"other": 3}])
def test_all_nine_are_answered(tested: Order, scores: dict[str, int]) -> None:
    with pytest.raises(Invalid):
        answer_survey(order=tested, scores=scores)


def test_index_of_a_quarter(office: Office) -> None:
    answers = [
        answer_of(office, 1, scored(4)),
        answer_of(office, 3, scored(3, cost=1)),
        answer_of(office, 4, scored(2)),
    ]
    first, second, third, _fourth = quarters_of(answers)
    # by hand: eight means of 3.5 and one of 2.5 are 30.5; by nine and times 25
    assert (first.answers, first.ikm, first.mark, str(first.word)) == (2, Decimal("84.72"), "B", "Baik")
    assert first.means[list(Element).index(Element.COST)] == Decimal("2.50")
    assert (second.ikm, second.mark) == (Decimal("50.00"), "D")
    assert (third.answers, third.ikm, third.mark) == (0, None, "")


@pytest.mark.parametrize(("score", "index", "mark"), [(4, "100.00", "A"), (3, "75.00", "C"), (1, "25.00", "D")])
def test_marks(office: Office, score: int, index: str, mark: str) -> None:
    (quarter, *_others) = quarters_of([answer_of(office, 2, scored(score))])
    assert (quarter.ikm, quarter.mark) == (Decimal(index), mark)


def test_desk_and_signatories_read_the_index(office: Office, visit: Any, tested: Order) -> None:
    answer_survey(order=tested, scores=scored(4), note="Tertib")
    page = visit(office.kadis).get("/staf/survei").content.decode()
    assert "100,00" in page
    assert "Tertib" in page
    assert "Tertib" not in visit(office.kadis).get("/staf/survei?year=2001").content.decode()
    assert visit(office.kadis).get("/staf/survei?year=x").status_code == 200


def test_whoever_has_answered_is_not_asked_again(tested: Order) -> None:
    OfficeRow().save()
    assert "/survei" in Client().get(f"/status/{tested}").content.decode()
    answer_survey(order=tested, scores=scored(4))
    assert "/survei" not in Client().get(f"/status/{tested}").content.decode()
