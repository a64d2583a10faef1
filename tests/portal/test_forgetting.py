"""The portal's addresses, contacts and remarks go after a while; what they belong to stays and counts as before."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.actions import answer_complaint, answer_survey, complain, compose_broadcast, invite, start_broadcast
from portal.actions.forgetting import forget_addresses, forget_contacts, forget_invitations, forget_notes
from portal.enums import Element
from portal.models import Broadcast, Complaint, Copy, Invitation, SurveyAnswer
from portal.queries import delivery_report
from simetro.core.settings import retention
from tests.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
NOW = timedelta(seconds=1)


def test_addresses_of_sent_copies_go_and_the_report_stays(office: Office) -> None:
    for number in range(3):
        office.owner(email=f"{number}@contoh.test")
    told = start_broadcast(
        by=office.admin, broadcast=compose_broadcast(by=office.admin, subject="Sidang", body="Datanglah")
    )
    Copy.objects.exclude(address="0@contoh.test").update(state="sent")
    assert forget_addresses(told.send_at) == 0
    assert forget_addresses(timezone.now() + NOW) == 2
    assert forget_addresses(timezone.now() + NOW) == 0
    assert sorted(Copy.objects.values_list("state", "address")) == [
        ("pending", "0@contoh.test"),
        ("sent", ""),
        ("sent", ""),
    ]
    assert delivery_report(Broadcast.objects.get())["sent"] == 2


def test_a_copy_that_waits_always_has_an_address(office: Office) -> None:
    office.owner(email="a@contoh.test")
    start_broadcast(by=office.admin, broadcast=compose_broadcast(by=office.admin, subject="x", body="y"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Copy.objects.update(address="")


def test_contact_of_an_answered_complaint_goes_and_its_words_stay(office: Office) -> None:
    order = office.order()
    answered, waits = (complain(order=order, text="Lama", contact="0812") for _ in range(2))
    answer_complaint(by=office.admin, complaint=answered, answer="Maaf")
    assert forget_contacts(timezone.now() - NOW) == 0
    assert forget_contacts(timezone.now() + NOW) == 1
    answered.refresh_from_db()
    assert (answered.contact, answered.text, answered.answer) == ("", "Lama", "Maaf")
    assert Complaint.objects.get(pk=waits.pk).contact == "0812"


def test_remark_of_a_survey_goes_and_its_scores_stay(office: Office) -> None:
    order = office.tested().item.order
    order.refresh_from_db()
    answer = answer_survey(order=order, scores=dict.fromkeys(Element, 4), note="Bu Ani ramah")
    assert forget_notes(answer.answered_at) == 0
    assert forget_notes(timezone.now() + NOW) == 1
    assert SurveyAnswer.objects.get().note == ""
    assert set(SurveyAnswer.objects.get().scores.values()) == {4}


def test_invitation_that_nobody_accepted_goes(office: Office) -> None:
    invited = invite(by=office.admin, owner=office.owner(), email="a@contoh.test")
    assert forget_invitations(invited.created_at) == 0
    assert forget_invitations(timezone.now() + NOW) == 1
    assert not Invitation.objects.exists()


def test_usual_periods() -> None:
    assert {kept.rule.code: (kept.rule.usual_days, kept.rule.least_days) for kept in retention.kept_rules()} == {
        "core.answers": (30, 2),
        "core.deliveries": (90, 7),
        "core.eoffice_sessions": (1, 1),
        "uttp.imports": (365, 30),
        "services.registrations": (30, 1),
        "portal.copies": (365, 30),
        "portal.contacts": (365, 30),
        "portal.notes": (730, 365),
        "portal.invitations": (90, 7),
    }
