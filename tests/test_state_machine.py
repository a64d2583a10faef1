"""Random lives of orders, verifications and certificates: whatever people try, what must never be false stays true.

`LIVES=300` in the environment tries more of them.
"""

import os
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from certificates import actions as certificates
from certificates.enums import EVER_ISSUED, Acting, CertificateStatus, Decision
from certificates.models import Certificate, CertificateLine, SignOff, StandIn, Tier
from certificates.queries import awaiting_document
from services.enums import OPEN_ITEMS, ItemStatus, OrderStatus, Place, Service
from services.models import Order, OrderItem, Verification
from services.orders.actions.items import move_here, withdraw_item
from services.orders.actions.orders import NewItem, cancel_order, register_order
from services.repairs.actions.repairs import give_up_repair, send_to_repair
from services.testing.actions.verifications import Readings, finalize_verification, start_verification
from simetro.core.accounts.actions import create_user
from simetro.core.kit.errors import DomainError
from simetro.core.kit.roles import Role
from simetro.core.models import NumberSeries, User
from simetro.core.outbox import deliveries
from tests.office import TIERS, Office, bad_scale, competence_of, good_scale
from uttp.models import Instrument, Owner

SIGNERS = [username for username, _title, _short in TIERS]
FROZEN = ("number", "issued_on", "issued_at", "sha256", "sheet", "sheet_sha256", "file", "valid_until", "owner_id")
LIVE = ("draft", "in_signoff", "returned")
pick = st.integers(0, 10**6)
signer = st.sampled_from([*SIGNERS, "tester_and_signer"])


class Life(RuleBasedStateMachine):
    """Half of the rules take the natural next step, so that lives get far; the others try what nobody should."""

    office: Office
    owner: Owner

    @initialize()
    def begin(self) -> None:
        self.save = transaction.savepoint()
        self.issued: dict[int, tuple[Any, ...]] = {}
        self.order(2)

    def teardown(self) -> None:
        deliveries.sweep()
        for check in CHECKS:
            check()
        transaction.savepoint_rollback(self.save)

    def attempt(self, act: Callable[..., Any], person: str, **arguments: Any) -> None:
        """People may try anything; a refusal must leave nothing behind."""
        with suppress(DomainError), transaction.atomic():
            act(by=self.office.people[person], **arguments)

    @precondition(lambda self: Order.objects.count() < 4)
    @rule(count=st.integers(1, 2))
    def order(self, count: int) -> None:
        self.office.order(*(self.office.scale(self.owner) for _ in range(count)))

    @precondition(lambda self: Order.objects.count() < 6)
    @rule(number=pick, is_moved=st.booleans())
    def order_again(self, number: int, is_moved: bool) -> None:
        scale = one(OrderItem, number).instrument
        self.attempt(order_scale, "admin", scale=scale, moved=[scale] if is_moved else [])

    @rule(number=pick, good=st.booleans(), person=st.sampled_from(["penera", "penera2", "tester_and_signer"]))
    def test(self, number: int, good: bool, person: str) -> None:
        item = one(OrderItem, number, status__in=["waiting", "in_repair"]) or one(OrderItem, number)
        self.attempt(start_and_finalize, person, item=item, good=good)

    @precondition(lambda self: Verification.objects.exists())
    @rule(number=pick, good=st.booleans())
    def correct(self, number: int, good: bool) -> None:
        final = one(Verification, number)
        self.attempt(start_and_finalize, "penera", item=final.item, good=good, supersedes=final)

    @rule(number=pick, act=st.sampled_from([send_to_repair, give_up_repair, withdraw_item]))
    def handle_item(self, number: int, act: Callable[..., Any]) -> None:
        item = one(OrderItem, number, status__in=["failed", "in_repair"]) or one(OrderItem, number)
        self.attempt(act, "admin", item=item, reason="x")

    @rule(number=st.integers(0, 20))
    def cancel(self, number: int) -> None:
        order = Order.objects.order_by("pk")[number : number + 1].first()
        if order:
            self.attempt(cancel_order, "admin", order=order, reason="x")

    @rule(number=pick, to=pick)
    def move(self, number: int, to: int) -> None:
        self.attempt(move_here, "admin", order=one(Order, to), instrument=one(OrderItem, number).instrument)

    @rule(numbers=st.lists(pick, min_size=1, max_size=2))
    def draft(self, numbers: list[int]) -> None:
        waiting = list(awaiting_document()) or list(Verification.objects.order_by("pk"))
        chosen = list({waiting[number % len(waiting)]: None for number in numbers if waiting})
        if chosen:
            self.attempt(certificates.draft_certificate, "admin", verifications=chosen)

    @rule(number=pick, steps=st.sampled_from([1, 3, 5, 7, 7]))
    def proceed(self, number: int, steps: int) -> None:
        """The natural next steps, by those whose turn it is."""
        if not Certificate.objects.filter(status__in=LIVE).exists():
            self.test(number, number % 3 != 0, "penera")
            self.draft([number])
        for _ in range(steps):
            self.step(one(Certificate, number, status__in=LIVE))

    def step(self, certificate: Certificate | None) -> None:
        if certificate is None:
            deliveries.sweep()
        elif certificate.status == CertificateStatus.IN_SIGNOFF:
            self.approve(certificate, SIGNERS[(certificate.tier or 1) - 1])
        else:
            self.attempt(certificates.submit_certificate, "admin", certificate=certificate)

    def approve(self, certificate: Certificate, person: str) -> None:
        version = certificate.version
        self.attempt(certificates.approve_certificate, person, certificate=certificate, version=version)

    @precondition(lambda self: Certificate.objects.exists())
    @rule(number=pick, person=signer)
    def approve_out_of_turn(self, number: int, person: str) -> None:
        self.approve(one(Certificate, number, status="in_signoff") or one(Certificate, number), person)

    @precondition(lambda self: Certificate.objects.filter(status="in_signoff").exists())
    @rule(number=pick, person=signer)
    def send_back(self, number: int, person: str) -> None:
        found = one(Certificate, number, status="in_signoff")
        self.attempt(certificates.return_certificate, person, certificate=found, version=found.version, reason="x")

    @precondition(lambda self: Certificate.objects.exists())
    @rule(number=pick)
    def discard(self, number: int) -> None:
        self.attempt(certificates.discard_certificate, "admin", certificate=one(Certificate, number), reason="x")

    @precondition(lambda self: Certificate.objects.filter(status="issued").exists())
    @rule(
        number=pick,
        act=st.sampled_from([certificates.revoke_certificate, certificates.replace_certificate]),
        people=st.sampled_from([["admin", "kadis"], ["admin"], ["kadis"], ["subkoor"]]),
    )
    def withdraw(self, number: int, act: Callable[..., Any], people: list[str]) -> None:
        for person in people:
            self.attempt(act, person, certificate=one(Certificate, number, status="issued"), reason="x")

    @precondition(lambda self: StandIn.objects.count() < 3)
    @rule(position=st.integers(1, 4), person=signer)
    def appoint(self, position: int, person: str) -> None:
        today, tier = timezone.localdate(), Tier.objects.get(position=position)
        appointed = StandIn(tier=tier, person=self.office.people[person], acting=Acting.PLH, since=today, until=today)
        self.attempt(certificates.appoint_stand_in, "superadmin", stand_in=appointed)

    @rule()
    def deliver(self) -> None:
        deliveries.sweep()

    @invariant()
    def issued_documents_never_change(self) -> None:
        for certificate in Certificate.objects.filter(status__in=EVER_ISSUED):
            facts = tuple(str(getattr(certificate, name)) for name in FROZEN)
            assert self.issued.setdefault(certificate.pk, facts) == facts
        assert set(self.issued) == set(Certificate.objects.filter(status__in=EVER_ISSUED).values_list("pk", flat=True))


def tiers_sign_in_order_and_none_is_skipped() -> None:
    for certificate in Certificate.objects.prefetch_related("sign_offs__tier"):
        for number in range(1, certificate.round + 1):
            signed = [one for one in certificate.sign_offs.all() if one.round == number]
            assert [one.tier.position for one in signed] == list(range(1, len(signed) + 1))
            assert all(one.decision == Decision.APPROVED for one in signed[:-1])
            if number < certificate.round:
                assert signed[-1].decision == Decision.RETURNED


def what_is_issued_was_approved_by_all_tiers_as_it_is() -> None:
    for certificate in Certificate.objects.filter(status__in=[*EVER_ISSUED, "issuing"]):
        signed = certificate.sign_offs.filter(round=certificate.round, decision=Decision.APPROVED)
        assert signed.count() == len(SIGNERS)
        assert set(signed.values_list("sheet_sha256", flat=True)) == {certificate.sheet_sha256}


def nobody_signs_twice_or_what_he_tested() -> None:
    signs = Counter(SignOff.objects.values_list("certificate", "round", "person"))
    assert max(signs.values(), default=1) == 1
    tested = Verification.objects.values_list("certificate_lines__certificate", "testers")
    signed = SignOff.objects.values_list("certificate", "person")
    assert not set(tested) & set(signed)


def numbers_are_exactly_one_to_n() -> None:
    for kind in ("skhp", "rejection"):
        numbers = Certificate.objects.filter(type=kind).exclude(number="").values_list("number", flat=True)
        counted = sorted(int(number.split("/")[1]) for number in numbers)
        last = NumberSeries.objects.filter(name=kind).values_list("last", flat=True).first() or 0
        assert counted == list(range(1, last + 1))


def each_verification_has_at_most_one_current_document() -> None:
    lines = CertificateLine.objects.filter(is_current=True).select_related("certificate")
    assert max(Counter(line.verification_id for line in lines).values(), default=1) == 1
    gone = {CertificateStatus.DISCARDED, CertificateStatus.REVOKED, CertificateStatus.REPLACED}
    assert not [line for line in lines if line.certificate.status in gone]


def orders_follow_their_items() -> None:
    for order in Order.objects.prefetch_related("items"):
        items = [item for item in order.items.all() if item.status != ItemStatus.WITHDRAWN]
        is_closed = order.status == OrderStatus.CANCELLED
        assert all((item.status == ItemStatus.ENDED) == is_closed for item in items)
        waiting = [item for item in items if item.status not in (ItemStatus.PASSED, ItemStatus.FAILED)]
        if order.status in (OrderStatus.TESTED, OrderStatus.CERTIFYING, OrderStatus.COMPLETED):
            assert not waiting
        asked = [item for item in items if item.certificate]
        if order.status == OrderStatus.COMPLETED:
            assert all(item.document == "issued" for item in asked)


def each_instrument_stands_on_at_most_one_open_order() -> None:
    open_items = Counter(OrderItem.objects.filter(status__in=OPEN_ITEMS).values_list("instrument", flat=True))
    assert max(open_items.values(), default=1) == 1


def final_readings_agree_with_their_verdict() -> None:
    for one in Verification.objects.filter(status="final"):
        assert one.evaluation["verdict"] == one.verdict
        assert one.finalized_at is not None


CHECKS = (
    tiers_sign_in_order_and_none_is_skipped,
    what_is_issued_was_approved_by_all_tiers_as_it_is,
    nobody_signs_twice_or_what_he_tested,
    numbers_are_exactly_one_to_n,
    each_verification_has_at_most_one_current_document,
    orders_follow_their_items,
    each_instrument_stands_on_at_most_one_open_order,
    final_readings_agree_with_their_verdict,
)


def one(model: Any, number: int, **facts: Any) -> Any:
    rows = list(model.objects.filter(**facts).order_by("pk"))
    return rows[number % len(rows)] if rows else None


def order_scale(*, by: User, scale: Instrument, moved: list[Instrument]) -> None:
    items = [NewItem(scale, Service.TERA_ULANG)]
    register_order(by=by, owner=scale.owner, place=Place.OFFICE, items=items, moved=moved)


def start_and_finalize(*, by: User, item: OrderItem, good: bool, supersedes: Verification | None = None) -> None:
    readings = Readings(tested_on=timezone.localdate(), observations=good_scale() if good else bad_scale())
    verification, _is_new = start_verification(
        by=by, item=item, client_id=uuid4(), readings=readings, supersedes=supersedes, reason="x"
    )
    finalize_verification(by=by, verification=verification)


@pytest.mark.django_db
@pytest.mark.usefixtures("blank_paper")
def test_lives_of_orders_verifications_and_certificates(office: Office) -> None:
    person = {"by": None, "name": "Both", "password": "", "roles": [Role.PENERA, Role.SIGNATORY]}
    office.people["tester_and_signer"] = create_user(username="tester_and_signer", **person)
    competence_of(office.people["tester_and_signer"]).save()
    Life.office, Life.owner = office, office.owner()
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=int(os.environ.get("LIVES", "10")),
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
