"""What makes one doubt is asked while one types and before a result is final, and kept with the answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from services.models import Verification
from services.papers.observations import observation_sheet_of
from services.testing.actions.verifications import finalize_verification
from simetro.core.models import User
from tests.office import Api, Office, good_scale

pytestmark = pytest.mark.django_db
Visit = Callable[[User], Client]
EQUAL = "Kebenaran: semua kesalahan sama, 0,2. Yakin tiap baris dibaca sendiri?"


def equal() -> dict[str, Any]:
    """Readings that look as if they had been made up."""
    observations = good_scale()
    for row in (*observations["accuracy"], *observations["eccentricity"]["rows"]):
        row["additional_load"] = "0.8"
    return observations


def test_question_stands_on_the_summary_and_holds_the_result_back(office: Office, visit: Visit) -> None:
    draft = office.reading(office.item(), equal())
    browser, address = visit(office.penera), f"/staf/pengujian/{draft.item_id}/ringkasan"
    page = browser.get(address).content.decode()
    assert EQUAL in page
    assert "(opsional)" not in page  # each question has to be ticked
    refused = browser.post(address, {"version": draft.version})
    assert refused.context["form"].errors.keys() == {"sure_of"}
    assert "Periksa tiap pertanyaan" in refused.content.decode()
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_answer_is_kept_with_the_result_and_printed(office: Office, visit: Visit) -> None:
    draft = office.reading(office.item(), equal())
    address = f"/staf/pengujian/{draft.item_id}/ringkasan"
    questions = [EQUAL, "Eksentrisitas: semua kesalahan sama, 0,2. Yakin tiap baris dibaca sendiri?"]
    visit(office.penera).post(address, {"version": draft.version, "sure_of": questions})
    final = Verification.objects.get()
    assert final.questions == [{"question": one, "sure": True} for one in questions]
    assert observation_sheet_of(final).questions == tuple(f"{one} Sudah diperiksa, benar." for one in questions)
    page = visit(office.admin).get(f"/staf/riwayat/{final.pk}").content.decode()
    assert f"{EQUAL} Sudah diperiksa, benar." in page


def test_usual_readings_are_asked_nothing(office: Office, visit: Visit) -> None:
    draft = office.reading(office.item())
    address = f"/staf/pengujian/{draft.item_id}/ringkasan"
    assert "Yakin" not in visit(office.penera).get(address).content.decode()
    visit(office.penera).post(address, {"version": draft.version})
    assert (Verification.objects.get().status, Verification.objects.get().questions) == ("final", [])


def test_the_api_waits_for_no_answer_but_keeps_what_was_not_asked(office: Office) -> None:
    draft = office.reading(office.item(), equal())
    assert Api(office.penera).post(f"/verifications/{draft.pk}/finalize").status_code == 200
    draft.refresh_from_db()
    assert {"question": EQUAL, "sure": False} in draft.questions


def test_answer_to_another_question_counts_for_nothing(office: Office) -> None:
    draft = office.reading(office.item(), equal())
    final = finalize_verification(by=office.penera, verification=draft, sure_of=["Yakin?"])
    assert not any(one["sure"] for one in final.questions)


def test_question_comes_while_one_types(office: Office, visit: Visit) -> None:
    item = office.item()
    typed = {f"accuracy-{n}-load": "1000" for n in range(5)} | {f"accuracy-{n}-indication": "1002" for n in range(5)}
    answer = visit(office.penera).post(f"/staf/pengujian/{item.pk}/nilai", typed)
    assert EQUAL.replace("0,2", "2") in answer.content.decode()
