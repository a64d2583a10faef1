"""Drafting, signing, issuing and withdrawing, beyond the answers over HTTP."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates import actions, queries, rules
from certificates.actions.issuing import TOPIC
from certificates.actions.notices import QUIET
from certificates.actions.notices import TOPIC as NOTICE
from certificates.enums import Acting
from certificates.models import Certificate, SignOff, StandIn, Tier
from services.models import Order
from services.repairs.actions.repairs import send_to_repair
from simetro.core.accounts.actions import create_user
from simetro.core.kit.errors import Conflict, Forbidden, Invalid
from simetro.core.kit.roles import Role
from simetro.core.log.audit import history_of
from simetro.core.models import Delivery, LogEntry, NumberSeries, User
from simetro.core.outbox import deliveries
from tests.office import TIERS, Office, bad_scale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
CHAIN = [username for username, _title, _short in TIERS]


def appointed(office: Office, person: str, position: int, first: int = 0, last: int = 0) -> StandIn:
    """A stand-in from so many to so many days from today."""
    today = timezone.localdate()
    stand_in = StandIn(
        tier=Tier.objects.get(position=position),
        person=office.people[person],
        acting=Acting.PLT,
        since=today + timedelta(days=first),
        until=today + timedelta(days=last),
        letter_number="800/7/2026",
    )
    return actions.appoint_stand_in(by=office.superadmin, stand_in=stand_in)


def test_draft_tells_of_the_owner_of_the_order_under_the_name_he_wished(office: Office) -> None:
    item = office.item()
    Order.objects.filter(pk=item.order_id).update(certificate_name="Toko Baru", certificate_address="Jl. Baru 1")
    draft = office.draft(office.tested(type(item).objects.get(pk=item.pk)))
    assert (draft.certificate_name, draft.certificate_address) == ("Toko Baru", "Jl. Baru 1")
    assert [entry.verb for entry in history_of(draft)] == ["certificates.draft_certificate"]


def test_readings_that_were_corrected_get_no_document(office: Office) -> None:
    item = office.item()
    first = office.tested(item)
    office.tested(item, bad_scale(), supersedes=first, reason="Salah catat")
    with pytest.raises(Conflict) as refusal:
        office.draft(first)
    assert refusal.value.code == "superseded"


def test_draft_of_readings_that_were_corrected_is_not_submitted(office: Office) -> None:
    item = office.item()
    first = office.tested(item)
    draft = office.draft(first)
    office.tested(item, bad_scale(), supersedes=first, reason="Salah catat")
    with pytest.raises(Conflict) as refusal:
        actions.submit_certificate(by=office.admin, certificate=draft)
    assert refusal.value.code == "superseded"
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_first_result_of_a_repaired_item_gets_no_document(office: Office) -> None:
    item = office.item()
    first = office.tested(item, bad_scale())
    send_to_repair(by=office.admin, item=item, reason="Disetel")
    item.refresh_from_db()
    second = office.tested(item)
    assert list(queries.awaiting_document()) == [second]
    with pytest.raises(Conflict):
        office.draft(first)


def test_without_a_chain_nothing_is_submitted(office: Office) -> None:
    draft = office.draft()
    Tier.objects.all().delete()
    with pytest.raises(Conflict) as refusal:
        actions.submit_certificate(by=office.admin, certificate=draft)
    assert refusal.value.code == "no_chain"


def test_sheet_stands_still_from_submission_on(office: Office) -> None:
    certificate = office.submitted()
    sheet, digest = certificate.sheet, certificate.sheet_sha256
    owner = certificate.owner
    owner.name = "Berganti Nama"
    owner.save()
    certificate = office.approved(certificate, tiers=2)
    assert (certificate.sheet, certificate.sheet_sha256) == (sheet, digest)
    assert set(certificate.sign_offs.values_list("sheet_sha256", flat=True)) == {digest}


def test_what_was_approved_is_what_is_issued_or_nothing_is(office: Office) -> None:
    certificate = office.approved(office.submitted(), tiers=3)
    certificate.sheet["owner"] = "Orang Lain"
    certificate.save()
    with pytest.raises(Conflict, match="Kembalikan surat ini"), transaction.atomic():
        actions.approve_certificate(by=office.kadis, certificate=certificate, version=certificate.version)
    certificate.refresh_from_db()
    assert (certificate.status, certificate.number, certificate.tier) == ("in_signoff", "", 4)
    assert not NumberSeries.objects.exists()


def test_members_of_a_tier_share_its_turn(office: Office) -> None:
    Tier.objects.get(position=1).members.add(office.kabid)
    first, second = office.submitted(), office.submitted()
    for certificate, person in ((first, office.subkoor), (second, office.kabid)):
        actions.approve_certificate(by=person, certificate=certificate, version=certificate.version)
    second.refresh_from_db()
    assert not rules.may_sign(office.kabid, second)  # he signed for the tier before
    assert rules.may_sign(office.kabid, Certificate.objects.get(pk=first.pk))


def test_stand_in_signs_as_such_and_a_member_as_himself(office: Office) -> None:
    appointed(office, "subkoor", 2)
    certificate = office.approved(office.submitted(), tiers=1)
    assert SignOff.objects.get().acting == ""
    assert rules.why_not_sign(office.subkoor, certificate)
    other = office.submitted()
    Tier.objects.get(position=1).members.set([office.kadis])
    actions.approve_certificate(by=office.kadis, certificate=other, version=other.version)
    other.refresh_from_db()
    actions.approve_certificate(by=office.subkoor, certificate=other, version=other.version)
    assert other.sign_offs.get(person=office.subkoor).acting == "Plt."


@pytest.mark.parametrize(("first", "last", "may"), [(0, 0, True), (-5, 5, True), (1, 3, False), (-3, -1, False)])
def test_days_of_a_stand_in_are_inclusive(office: Office, first: int, last: int, may: bool) -> None:
    appointed(office, "kadis", 1, first, last)
    certificate = office.submitted()
    assert rules.may_sign(office.kadis, certificate) == may
    assert queries.awaiting_signature_of(office.kadis).exists() == may


def test_stand_in_with_dates_out_of_order_is_refused(office: Office) -> None:
    with pytest.raises(Invalid):
        appointed(office, "kadis", 1, 2, 1)
    assert not StandIn.objects.exists()


@pytest.mark.parametrize("person", ["admin", "penera", "owner_account", "superadmin"])
def test_only_signatories_are_members_or_stand_in(office: Office, person: str) -> None:
    tier = Tier.objects.get(position=1)
    with pytest.raises(Invalid):
        actions.save_tier(by=office.superadmin, tier=tier, members=[office.people[person]])
    with pytest.raises(Invalid):
        appointed(office, person, 1)
    assert list(tier.members.all()) == [office.subkoor]


def test_tiers_that_nobody_could_sign_for_are_named(office: Office) -> None:
    certificate = office.submitted()

    def missing() -> list[int]:
        people = queries.people_by_tier(timezone.localdate())
        return [tier.position for tier in queries.tiers_without_signer([certificate], people)[certificate.pk]]

    assert missing() == []
    certificate.verifications.get().testers.add(office.sekdis)
    assert missing() == [3]
    appointed(office, "kadis", 3)
    assert missing() in ([3], [4])  # he can be only one of the two
    facts = {"name": "Kedua", "password": "", "roles": [Role.SIGNATORY]}
    second = create_user(by=office.superadmin, username="second", **facts)
    Tier.objects.get(position=4).members.add(second)
    assert missing() == []


class FailingServer:
    """A mail server that one address makes fail."""

    def __init__(self, broken: str) -> None:
        self.broken = broken
        self.reached: list[str] = []

    def __get__(self, message: Any, _kind: type) -> Any:
        def send(**_options: Any) -> int:
            if message.to == [self.broken]:
                raise OSError("no such mailbox today")
            self.reached += message.to
            return 1

        return send


def test_people_of_the_tier_get_one_mail_for_all_that_waits(office: Office, mailoutbox: list[Any]) -> None:
    office.submitted()
    office.submitted()
    deliveries.sweep()
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["subkoor@office.test"], "2 surat menunggu persetujuan Anda")
    Delivery.objects.update(done_at=timezone.now() - QUIET - timedelta(minutes=1))
    office.submitted()
    deliveries.sweep()
    assert mailoutbox[1].subject == "3 surat menunggu persetujuan Anda"


def test_what_comes_soon_after_a_mail_is_told_when_it_is_quiet_again(office: Office, mailoutbox: list[Any]) -> None:
    office.submitted()
    deliveries.sweep()
    office.submitted()
    office.submitted()
    deliveries.sweep()
    assert len(mailoutbox) == 1
    later = Delivery.objects.get(topic=NOTICE, state="pending")
    assert QUIET - timedelta(minutes=1) < later.due_at - timezone.now() <= QUIET
    Delivery.objects.filter(pk=later.pk).update(due_at=timezone.now())
    deliveries.sweep()
    assert [mail.subject[:7] for mail in mailoutbox] == ["1 surat", "3 surat"]


def with_a_second(office: Office) -> None:
    """A second person at the first tier."""
    facts = {"name": "Kedua", "password": "", "roles": [Role.SIGNATORY], "email": "second@office.test"}
    Tier.objects.get(position=1).members.add(create_user(by=office.superadmin, username="second", **facts))


def test_each_person_of_a_tier_has_a_delivery_of_his_own(office: Office, mailoutbox: list[Any]) -> None:
    with_a_second(office)
    office.submitted()
    owed = Delivery.objects.filter(topic=NOTICE)
    assert owed.count() == 2
    deliveries.sweep()
    assert sorted(mail.to for mail in mailoutbox) == [["second@office.test"], ["subkoor@office.test"]]


@pytest.mark.parametrize("broken", ["second@office.test", "subkoor@office.test"])
def test_a_mailbox_that_fails_costs_the_others_nothing(
    office: Office, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    with_a_second(office)
    office.submitted()
    server = FailingServer(broken)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", server)
    deliveries.sweep()
    Delivery.objects.filter(state="pending").update(due_at=timezone.now())
    deliveries.sweep()
    assert server.reached == [({"second@office.test", "subkoor@office.test"} - {broken}).pop()]
    assert Delivery.objects.filter(topic=NOTICE, state="pending").count() == 1


def test_a_delivery_of_before_that_names_a_tier_reaches_each(office: Office, mailoutbox: list[Any]) -> None:
    with_a_second(office)
    office.submitted()
    Delivery.objects.filter(topic=NOTICE).delete()
    deliveries.deliver("certificates.tell_signatories", tier=Tier.objects.get(position=1).pk)
    for _ in range(2):
        deliveries.sweep()
    assert sorted(mail.to for mail in mailoutbox) == [["second@office.test"], ["subkoor@office.test"]]


def test_who_left_meanwhile_gets_no_mail(office: Office, mailoutbox: list[Any]) -> None:
    with_a_second(office)
    office.submitted()
    User.objects.filter(username="second").update(is_active=False)
    Tier.objects.get(position=1).members.remove(office.subkoor)
    deliveries.sweep()
    assert mailoutbox == []


def test_nobody_is_told_of_what_does_not_wait_any_more(office: Office, mailoutbox: list[Any]) -> None:
    office.approved(office.submitted(), tiers=1)
    deliveries.sweep()
    assert [mail.to for mail in mailoutbox] == [["kabid@office.test"]]


def test_numbers_of_both_series_have_no_gap(office: Office) -> None:
    numbers = [office.approved(office.submitted(office.tested(None, readings))).number for readings in READINGS]
    counted = [(number.split("/")[0], int(number.split("/")[1])) for number in numbers]
    assert counted == [("500.2.3.15", 1), ("500.2.3.16", 1), ("500.2.3.15", 2), ("500.2.3.16", 2)]


READINGS = (None, bad_scale(), None, bad_scale())


def test_approval_that_fails_takes_no_number(office: Office) -> None:
    certificate = office.approved(office.submitted(), tiers=3)
    with transaction.atomic():
        actions.approve_certificate(by=office.kadis, certificate=certificate, version=certificate.version)
        transaction.set_rollback(True)
    assert office.approved(office.submitted()).number.split("/")[1] == "0001"


def test_delivery_that_is_run_twice_issues_once(office: Office) -> None:
    certificate = office.issued()
    delivery = Delivery.objects.get(topic=TOPIC)
    issued_at, sha256, version = certificate.issued_at, certificate.sha256, certificate.version
    actions.freeze_certificate(delivery.payload)
    certificate.refresh_from_db()
    assert (certificate.issued_at, certificate.sha256, certificate.version) == (issued_at, sha256, version)
    assert LogEntry.objects.filter(verb="certificates.issue_certificate").count() == 1


def test_certificate_whose_worker_died_is_issued_by_the_sweep(office: Office) -> None:
    certificate = office.approved(office.submitted())
    assert (certificate.status, certificate.sha256) == ("issuing", "")
    delivery = Delivery.objects.get(topic=TOPIC)
    deliveries._lease(delivery.pk)  # as a worker does before it is killed
    assert deliveries.sweep() >= 0
    certificate.refresh_from_db()
    assert certificate.status == "issuing"
    Delivery.objects.filter(pk=delivery.pk).update(due_at=timezone.now())
    deliveries.sweep()
    certificate.refresh_from_db()
    assert certificate.status == "issued"
    assert default_storage.exists(certificate.file.name)


def test_file_is_named_by_its_hash_and_kept_where_it_is(office: Office) -> None:
    certificate = office.issued()
    assert certificate.file.name == f"certificates/{certificate.issued_on:%Y}/{certificate.sha256}.pdf"


@pytest.mark.parametrize("person", ["penera", "owner_account", "subkoor", "kabid", "sekdis"])
@pytest.mark.parametrize("act", [actions.revoke_certificate, actions.replace_certificate])
def test_who_neither_drafts_nor_signs_last_withdraws_nothing(office: Office, person: str, act: Any) -> None:
    certificate = office.submitted()
    with pytest.raises(Forbidden):
        act(by=office.people[person], certificate=certificate, reason="x")


def test_stand_in_of_the_last_tier_may_effect_a_withdrawal(office: Office) -> None:
    certificate = office.submitted()
    assert not rules.may_withdraw(office.sekdis, certificate)
    appointed(office, "sekdis", 4)
    assert rules.may_withdraw(office.sekdis, certificate)


def test_constraints_stand_behind_the_rules(office: Office) -> None:
    certificate = office.approved(office.submitted(), tiers=1)
    sign_off = certificate.sign_offs.get()
    twin = {"certificate": certificate, "round": 1, "decision": "approved", "sheet_sha256": "x"}
    second = Tier.objects.get(position=2)
    (line,) = certificate.lines.all()
    broken = [
        lambda: SignOff.objects.create(**twin, tier=sign_off.tier, person=office.kadis),
        lambda: SignOff.objects.create(**twin, tier=second, person=office.subkoor),
        lambda: Certificate.objects.filter(pk=certificate.pk).update(number="1"),
        lambda: Certificate.objects.filter(pk=certificate.pk).update(status="issued"),
        lambda: line._meta.model.objects.create(certificate=certificate, verification=line.verification),
        lambda: StandIn.objects.create(
            tier=second, person=office.kadis, acting="Plh.", since="2026-01-02", until="2026-01-01", letter_number="1"
        ),
    ]
    for act in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
