"""Two people at the same moment: first what happens with the lock switched off, then that the lock stops it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from certificates import actions as certificates
from certificates.models import Certificate, Tier
from portal.actions import ask_about_data, erase_owner
from portal.enums import Wish
from services.enums import Place
from services.models import AssignmentLetter, MarkStatement, Order, Registration, ServiceDay, StampMove, Verification
from services.orders.actions.orders import schedule_order
from services.papers.actions.mark_statements import state_mark
from services.sidang.actions import sidang as sidang_actions
from services.stamps.actions import hand_out_stamps
from services.stamps.queries import in_store
from services.testing.actions.verifications import Readings, finalize_verification, start_verification
from simetro.core.accounts.actions import save_user
from simetro.core.db.numbering import take_number
from simetro.core.db.once import Submission
from simetro.core.kit.errors import Conflict
from simetro.core.models import IdempotentAnswer, LogEntry, NumberSeries, User
from simetro.core.rest import idempotency
from simetro.core.web import form_token
from tests.api.test_problems import OWNER
from tests.office import SCALE, Api, Office, good_scale
from uttp import actions as register
from uttp.models import Instrument, Owner

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("blank_paper")]
DRAFT_OF = '"services_verification"."status" = %s'  # in the query that asks whether a draft is there already
PATIENCE = 0.15  # seconds that the first waits for the others to read too, whom a lock may keep away


@pytest.fixture(params=[False, True], ids=["unlocked", "locked"])
def locked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Off, every locking read is a plain one."""
    if not request.param:
        monkeypatch.setattr("tests.test_races.PATIENCE", 20)  # nothing keeps them away: only a busy machine is slow
        monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, *args, **kwargs: rows)
    return bool(request.param)


def at_once(reading: str, *calls: Callable[[], Any]) -> list[Any]:
    """What each call returned or raised.

    After its first query with `reading` in it, each waits for the others to come that far: locks may keep them from it.
    """
    barrier = threading.Barrier(len(calls))
    outcomes: list[Any] = [None] * len(calls)

    def run(index: int) -> None:
        try:
            with _meeting_after(reading, barrier):
                outcomes[index] = calls[index]()
        except Exception as error:
            outcomes[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


@contextmanager
def _meeting_after(reading: str, barrier: threading.Barrier) -> Iterator[None]:
    has_met = False

    def meet(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal has_met
        result = execute(sql, *rest)
        if not has_met and sql.startswith("SELECT") and reading in sql:
            has_met = True
            with suppress(threading.BrokenBarrierError):
                barrier.wait(PATIENCE)
        return result

    with connection.execute_wrapper(meet):
        yield


def codes(outcomes: list[Any]) -> list[str]:
    """'done' or why not, sorted: who comes first is chance."""
    return sorted(
        one.code if isinstance(one, Conflict) else type(one).__name__ if isinstance(one, Exception) else "done"
        for one in outcomes
    )


def test_two_signers_of_one_tier(office: Office, locked: bool) -> None:
    Tier.objects.get(position=1).members.add(office.kabid)
    certificate = office.submitted()

    def approve(person: Any) -> Callable[[], Certificate]:
        return lambda: certificates.approve_certificate(by=person, certificate=certificate, version=certificate.version)

    outcomes = at_once('FROM "certificates_certificate"', approve(office.subkoor), approve(office.kabid))
    assert codes(outcomes) == (["done", "stale_version"] if locked else ["IntegrityError", "done"])
    certificate.refresh_from_db()
    assert (certificate.tier, certificate.sign_offs.count()) == (2, 1)


def test_approval_and_return_of_one_tier(office: Office, locked: bool) -> None:
    Tier.objects.get(position=1).members.add(office.kabid)
    certificate = office.submitted()
    version = certificate.version
    outcomes = at_once(
        'FROM "certificates_certificate"',
        lambda: certificates.approve_certificate(by=office.subkoor, certificate=certificate, version=version),
        lambda: certificates.return_certificate(
            by=office.kabid, certificate=certificate, version=version, reason="Salah"
        ),
    )
    assert codes(outcomes) == (["done", "stale_version"] if locked else ["IntegrityError", "done"])
    assert certificate.sign_offs.count() == 1


def test_double_finalize(office: Office, locked: bool) -> None:
    draft = office.reading(office.item())
    seen = [Verification.objects.get(pk=draft.pk) for _ in range(2)]

    def finalize(verification: Verification) -> Callable[[], Verification]:
        return lambda: finalize_verification(by=office.penera, verification=verification)

    outcomes = at_once('FROM "services_verification"', *map(finalize, seen))
    assert codes(outcomes) == (["already_final", "done"] if locked else ["done", "done"])
    finals = LogEntry.objects.filter(verb="services.finalize_verification").count()
    assert finals == (1 if locked else 2)


def test_two_tablets_start_on_one_item(office: Office, locked: bool) -> None:
    item = office.item()

    def start(by: Any) -> Callable[[], Any]:
        readings = Readings(tested_on=timezone.localdate(), observations=good_scale())
        return lambda: start_verification(by=by, item=item, client_id=uuid4(), readings=readings)

    outcomes = at_once(DRAFT_OF, start(office.penera), start(office.penera2))
    # Unlocked, both find no draft, and only the constraint stops the second.
    assert codes(outcomes) == (["done", "draft_exists"] if locked else ["client_id_taken", "done"])
    assert Verification.objects.count() == 1


def test_one_record_is_uploaded_twice(office: Office, locked: bool) -> None:
    item, client_id = office.item(), uuid4()
    readings = Readings(tested_on=timezone.localdate(), observations=good_scale())

    def upload() -> bool:
        return start_verification(by=office.penera, item=item, client_id=client_id, readings=readings)[1]

    outcomes = at_once(DRAFT_OF, upload, upload)
    if locked:
        assert sorted(outcomes) == [False, True]
    else:
        assert codes(outcomes) == ["client_id_taken", "done"]
    assert Verification.objects.count() == 1


def test_two_drafts_for_one_verification(office: Office, locked: bool) -> None:
    final = office.tested()

    def draft() -> Certificate:
        return certificates.draft_certificate(by=office.admin, verifications=[final])

    outcomes = at_once('FROM "certificates_certificateline"', draft, draft)
    assert codes(outcomes) == ["done", "has_document"]
    refusal = next(str(one) for one in outcomes if isinstance(one, Conflict))
    assert ("baru saja" in refusal) != locked  # unlocked, both find none, and only the constraint stops the second
    assert Certificate.objects.count() == 1


def test_correction_against_the_submission_of_its_document(office: Office, locked: bool) -> None:
    final = office.tested()
    certificate = office.draft(final)
    outcomes = at_once(
        'SELECT 1 AS "a" FROM "services_verification"',
        lambda: certificates.submit_certificate(by=office.admin, certificate=certificate),
        lambda: office.reading(final.item, supersedes=final, reason="Salah catat"),
    )
    assert codes(outcomes) in ([["done", "superseded"], ["done", "has_document"]] if locked else [["done", "done"]])


def test_two_statements_for_one_result(office: Office, locked: bool) -> None:
    final = office.tested()

    def state() -> MarkStatement:
        return state_mark(by=office.admin, verification=final, reason="Kaca")

    outcomes = at_once('FROM "services_markstatement"', state, state)
    assert codes(outcomes) == (["done", "duplicate"] if locked else ["IntegrityError", "done"])
    assert MarkStatement.objects.count() == NumberSeries.objects.get(name="mark_statement").last == 1


def test_two_desks_schedule_one_order(office: Office) -> None:
    order = office.order(place=Place.SIDANG)

    def schedule() -> Order:
        return schedule_order(by=office.admin, order=order, on=order.requested_on, penera=[office.penera])

    assert codes(at_once('FROM "services_order"', schedule, schedule)) == ["done", "done"]
    assert AssignmentLetter.objects.count() == NumberSeries.objects.get(name="assignment").last == 1


def test_the_last_place_at_a_sidang(office: Office, locked: bool) -> None:
    sidang = office.sidang(quotas={"nawi.electronic": 1})
    scales = [office.scale(), office.scale()]

    def register(scale: Instrument) -> Callable[[], Order]:
        return lambda: office.order(scale, place=Place.SIDANG, sidang=sidang)

    outcomes = at_once('FROM "services_orderitem"', *map(register, scales))
    assert codes(outcomes) == (["done", "no_place"] if locked else ["done", "done"])
    assert Order.objects.count() == (1 if locked else 2)


def test_the_last_place_at_a_sidang_without_an_account(office: Office, locked: bool) -> None:
    sidang, scale = office.sidang(quotas={"nawi.electronic": 1}), office.scale()
    outcomes = at_once(
        'FROM "services_registrationline"',
        lambda: office.registration(sidang),
        lambda: office.registration(sidang),
        lambda: office.order(scale, place=Place.SIDANG, sidang=sidang),
    )
    assert codes(outcomes) == (["done", "no_place", "no_place"] if locked else ["done", "done", "done"])
    assert Registration.objects.count() + Order.objects.count() == (1 if locked else 3)


@pytest.mark.parametrize("held", [False, True], ids=["unheld", "held"])
def test_the_last_hour_of_a_day(office: Office, monkeypatch: pytest.MonkeyPatch, held: bool) -> None:
    if not held:
        monkeypatch.setattr("tests.test_races.PATIENCE", 20)
        monkeypatch.setattr("services.calendar.actions.hold", lambda *_numbers: None)
    day = timezone.localdate() + timedelta(days=3)
    ServiceDay.objects.create(on=day, minutes=30)
    scales = [office.scale(), office.scale()]

    def book(scale: Instrument) -> Callable[[], Order]:
        return lambda: office.order(scale, place=Place.ON_SITE, wanted_on=day)

    outcomes = at_once('FROM "services_serviceday"', *map(book, scales))
    assert codes(outcomes) == (["done", "no_time"] if held else ["done", "done"])
    assert Order.objects.count() == (1 if held else 2)


def test_the_last_stamp_of_the_store(office: Office, locked: bool) -> None:
    marks = office.stamps(1)

    def hand_out(holder: User) -> Callable[[], StampMove]:
        return lambda: hand_out_stamps(by=office.admin, marks=marks, holder=holder)

    outcomes = at_once('FROM "services_stampmove"', *map(hand_out, (office.penera, office.penera2)))
    assert codes(outcomes) == (["done", "too_few"] if locked else ["done", "done"])
    assert in_store(marks.kind, marks.year) == (0 if locked else -1)


def test_two_come_through_the_door_at_once(office: Office, locked: bool) -> None:
    sidang = office.sidang()
    orders = [office.order(place=Place.SIDANG, sidang=sidang) for _ in range(2)]

    def call_in(order: Order) -> Callable[[], Order]:
        return lambda: sidang_actions.call_in(by=office.admin, order=order)

    outcomes = at_once('MAX("services_order"."queue_number")', *map(call_in, orders))
    assert codes(outcomes) == (["done", "done"] if locked else ["IntegrityError", "done"])


def test_numbers_of_eight_threads_have_no_gap_and_no_double(db: None, locked: bool) -> None:
    NumberSeries.objects.create(name="skhp", year=2026)
    taken: list[int] = []

    def take() -> None:
        with transaction.atomic():
            taken.append(take_number("skhp", 2026))

    def take_three() -> None:
        for _ in range(3):
            take()

    at_once('FROM "core_numberseries"', *[take_three] * 8)
    assert (sorted(taken) == list(range(1, 25))) == locked
    assert (NumberSeries.objects.get().last == 24) == locked


def test_first_number_of_a_year_is_taken_once(db: None) -> None:
    def take() -> int:
        with transaction.atomic():
            return take_number("skhp", 2027)

    assert sorted(at_once('FROM "core_numberseries"', *[take] * 8)) == list(range(1, 9))


def _plain_claim(request: Any, key: str) -> IdempotentAnswer:
    return IdempotentAnswer.objects.filter(key=key).first() or IdempotentAnswer()


@pytest.mark.parametrize("claimed", [False, True], ids=["unclaimed", "claimed"])
def test_same_key_twice_at_once(office: Office, monkeypatch: pytest.MonkeyPatch, claimed: bool) -> None:
    if not claimed:
        monkeypatch.setattr(idempotency, "_claim", _plain_claim)
        monkeypatch.setattr(IdempotentAnswer, "save", lambda row, **kwargs: None)
    desk = [Api(office.admin), Api(office.admin)]
    answers = at_once(
        'FROM "core_idempotentanswer"',
        *[lambda api=api: api.post("/owners", OWNER, **{"Idempotency-Key": "1"}) for api in desk],
    )
    assert [answer.status_code for answer in answers] == [201, 201]
    assert (answers[0].content == answers[1].content) == claimed
    assert Owner.objects.count() == (1 if claimed else 2)


def _plain_claim_of_form(submission: Submission) -> IdempotentAnswer:
    return IdempotentAnswer.objects.filter(key=submission.key).first() or IdempotentAnswer()


@pytest.mark.parametrize("claimed", [False, True], ids=["unclaimed", "claimed"])
def test_same_form_of_nobody_twice_at_once(office: Office, monkeypatch: pytest.MonkeyPatch, claimed: bool) -> None:
    if not claimed:
        monkeypatch.setattr(form_token, "claim", _plain_claim_of_form)
        monkeypatch.setattr(IdempotentAnswer, "save", lambda row, **kwargs: None)
    sidang = office.sidang()
    form = {"once": str(uuid4()), "name": "Bu Siti", "phone": "0812 3333 4444", "address": "Los 1"}
    form |= {"village": "Sirau", "district": "Kemranjen", "count.nawi.electronic": "1"}
    send = partial(Client().post, f"/sidang/{sidang.slug}/daftar", form)
    answers = at_once('FROM "core_idempotentanswer"', send, send)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (answers[0]["Location"] == answers[1]["Location"]) == claimed
    assert Registration.objects.count() == (1 if claimed else 2)


def test_same_client_id_on_two_items_at_once_is_a_clear_answer(office: Office) -> None:
    first, second, client_id = office.item(), office.item(), uuid4()
    readings = Readings(tested_on=timezone.localdate(), observations=good_scale())

    def start(item: Any) -> Callable[[], Any]:
        return lambda: start_verification(by=office.penera, item=item, client_id=client_id, readings=readings)

    outcomes = at_once('FROM "services_verification"', start(first), start(second))
    assert codes(outcomes) == ["client_id_taken", "done"]


def test_same_name_plate_registered_twice_at_once_is_a_clear_answer(office: Office) -> None:
    owner = office.owner()

    def add() -> Instrument:
        return register.register_instrument(
            by=office.admin, owner=owner, kind="nawi.electronic", attributes=SCALE, brand="Quattro", serial_number="1"
        )

    outcomes = at_once('FROM "uttp_instrument"', add, add)
    assert codes(outcomes) == ["done", "duplicate"]
    refusal = next(one for one in outcomes if isinstance(one, Conflict))
    assert refusal.data["uttp_id"] == Instrument.objects.get().uttp_id


def test_two_changes_of_one_version(office: Office, locked: bool) -> None:
    owner = office.owner()

    def rename(name: str) -> Callable[[], Owner]:
        return lambda: register.change_owner(by=office.admin, owner=owner, version=1, name=name)

    outcomes = at_once('FROM "uttp_owner"', rename("Satu"), rename("Dua"))
    assert codes(outcomes) == (["done", "stale_version"] if locked else ["done", "done"])
    owner.refresh_from_db()
    assert owner.version == 2


def test_constraint_stands_behind_the_lock(office: Office) -> None:
    draft = office.reading(office.item())
    twin = Verification(item=draft.item, client_id=uuid4(), penera=office.penera, tested_on=date(2026, 1, 2))
    with pytest.raises(IntegrityError):
        twin.save()


def test_erasure_against_the_first_reading(office: Office, locked: bool) -> None:
    item = office.item()
    request = ask_about_data(by=office.admin, owner=item.order.owner, wish=Wish.ERASURE)
    readings = Readings(tested_on=timezone.localdate(), observations=good_scale())
    outcomes = at_once(
        '"services_verification"',  # what the one finds has no reading yet when the other begins to write it
        lambda: erase_owner(by=office.superadmin, request=request),
        lambda: start_verification(by=office.penera, item=item, client_id=uuid4(), readings=readings),
    )
    if locked:  # whoever comes second finds the order gone, or the reading there
        assert codes(outcomes) in (["NotFound", "done"], ["done", "done"])
        assert Verification.objects.count() == Owner.objects.count() == codes(outcomes).count("done") - 1
    else:
        assert codes(outcomes) != ["done", "done"]


def test_two_super_admins_who_step_down_at_once(office: Office) -> None:
    """One of them stays; the advisory lock has no switch, so only that it holds is shown."""
    save_user(by=office.superadmin, user=office.admin, roles=["super_admin"])
    people = [User.objects.get(pk=one.pk) for one in (office.superadmin, office.admin)]
    calls = [partial(save_user, by=office.superadmin, user=one, roles=["admin"]) for one in people]
    outcomes = at_once("core_user_groups", *calls)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Invalid", "User"]
    assert User.objects.filter(groups__name="super_admin").count() == 1
