from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.authority.rules import may_test
from services.enums import (
    STILL_TESTABLE,
    UNDER_SIGNATURE,
    DocumentState,
    ItemStatus,
    OrderStatus,
    Place,
    VerificationStatus,
)
from services.models import Order, OrderItem, Repair, Standard, Verification
from services.orders.actions.moves import move_item, recompute
from services.orders.actions.orders import check_instrument
from services.testing.queries.verifications import draft_of, latest_final, newest_attempt
from services.testing.rules import (
    may_correct,
    questions_about,
    why_not_at_once,
    why_not_final,
    why_not_tested_on,
)
from simetro.core.db.batches import one_by_one
from simetro.core.db.locking import lock
from simetro.core.db.moves import refuse_unless
from simetro.core.kit.errors import (
    Conflict,
    DomainError,
    Forbidden,
    Invalid,
)
from simetro.core.log.audit import record
from simetro.core.models import User
from uttp.actions import record_verification
from uttp.enums import Verdict
from uttp.kinds import InvalidInput, Rules
from uttp.queries import rules_on

Result = tuple[Verification, DomainError | None]


@dataclass(frozen=True)
class Readings:
    """What a penera typed. Quantities are canonical strings: temperature in degrees Celsius, humidity in %.

    Without a `remark` the stored one stays.
    """

    tested_on: date
    observations: dict[str, Any]
    temperature: str = ""
    humidity: str = ""
    place: str = ""
    standards: list[Standard] = field(default_factory=list)
    remark: str | None = None


@transaction.atomic
def start_verification(
    *,
    by: User,
    item: OrderItem,
    client_id: UUID,
    readings: Readings,
    supersedes: Verification | None = None,
    reason: str = "",
) -> tuple[Verification, bool]:
    """Starts an attempt. Returns it and True, or the attempt that this `client_id` made before and False."""
    order, item = _locked(by, item)
    known = Verification.objects.filter(client_id=client_id).first()
    if known is not None and known.item_id == item.pk:
        return known, False
    evaluation = _judged(item, readings)
    if supersedes is not None:
        _check_correction(item, supersedes, reason)
    _check_attempt(item, supersedes)
    verification = Verification(item=item, client_id=client_id, supersedes=supersedes, reason=reason)
    _write(by, verification, readings, evaluation)
    if supersedes is None:
        _begin_testing(by, order, item)
    record(by, "services.start_verification", verification, order=order.pk)
    return verification, True


@transaction.atomic
def replace_readings(
    *, by: User, verification: Verification, readings: Readings, version: int | None = None
) -> Verification:
    _order, item = _locked(by, verification.item)
    evaluation = _judged(item, readings)
    verification = lock(verification, version)
    _refuse_final(verification)
    _write(by, verification, readings, evaluation)
    record(by, "services.replace_readings", verification)
    return verification


@transaction.atomic
def finalize_verification(
    *, by: User, verification: Verification, version: int | None = None, sure_of: Collection[str] = ()
) -> Verification:
    """Freezes readings and verdict. From here on they can only be superseded by a correction.

    `sure_of`: the kind's questions to which the penera said yes. All questions are stored with their answers.
    """
    order, item = _locked(by, verification.item)
    verification = lock(verification, version)
    _refuse_final(verification)
    _check_day(item, verification.tested_on)
    if verification.supersedes:
        _check_correctable(item)
        item.document = DocumentState.NONE  # a drafted document is about the corrected readings
    _refuse_unfit(by, verification, item)
    _freeze(verification, item)
    verification.questions = [
        {"question": question, "sure": question in sure_of} for question in questions_about(verification)
    ]
    verification.testers.add(by)
    verification.penera = by
    verification.save_change()
    _conclude(by, order, item, verification)
    return verification


def finalize_many(*, by: User, chosen: Iterable[tuple[Verification, int]]) -> list[Result]:
    """Makes several results final, such as the nozzles of a station. Refuses those that raise a question."""

    def finalize(verification: Verification, version: int) -> None:
        if reason := why_not_at_once(verification):
            raise Conflict(reason)
        finalize_verification(by=by, verification=verification, version=version)

    failed = _("Hasil ini belum disimpan karena ada kesalahan di sistem. Coba lagi; laporkan bila terulang.")
    return one_by_one(chosen, finalize, failed)


def _locked(by: User, item: OrderItem) -> tuple[Order, OrderItem]:
    order = lock(item.order)
    item = lock(item)
    if not may_test(by, item):
        raise Forbidden(_("UTTP ini ditugaskan kepada penera lain."))
    return order, item


def _judged(item: OrderItem, readings: Readings) -> dict[str, Any]:
    """The evaluation of the readings. Raises Invalid before the status of the item is checked."""
    _check_day(item, readings.tested_on)
    return _evaluation(item, readings.observations, rules_on(readings.tested_on))


def _check_day(item: OrderItem, tested_on: date) -> None:
    if why := why_not_tested_on(tested_on, item.order):
        raise Invalid.field("tested_on", why)


def _evaluation(item: OrderItem, observations: dict[str, Any], rules: Rules) -> dict[str, Any]:
    instrument = item.instrument
    try:
        return instrument.kind.evaluate(item.service, instrument.attributes, observations, rules)
    except InvalidInput as error:
        raise Invalid(_("Cerapan belum benar. Periksa isian yang ditandai."), errors=error.errors) from error


def _check_correction(item: OrderItem, supersedes: Verification, reason: str) -> None:
    if not reason:
        raise Invalid.field("reason", _("Tulis alasan koreksi."))
    if supersedes.item_id != item.pk or supersedes.status != VerificationStatus.FINAL:
        raise Invalid.field("supersedes", _("Pilih pengujian UTTP ini yang sudah selesai."))


def _check_attempt(item: OrderItem, supersedes: Verification | None) -> None:
    if draft_of(item):
        raise Conflict(_("UTTP ini sedang diuji. Lanjutkan pengujian yang sudah ada."), code="draft_exists")
    if supersedes is None:
        refuse_unless(item.status != ItemStatus.ENDED, "Order", item.order)
        refuse_unless(item.status != ItemStatus.WITHDRAWN, "UTTP", item)
        if item.status not in STILL_TESTABLE:
            raise Conflict(
                _("UTTP ini sudah selesai diuji. Untuk koreksi, sebutkan pengujian yang digantikan dan alasannya."),
                code="already_final",
            )
        return
    if Verification.objects.filter(supersedes=supersedes).exists():
        raise Conflict(_("Pengujian itu sudah pernah dikoreksi."), code="already_superseded")
    if supersedes != latest_final(item):
        raise Conflict(_("UTTP ini sudah diuji ulang sejak itu. Koreksi pengujian yang terbaru."), code="not_latest")
    _check_correctable(item)


def _check_correctable(item: OrderItem) -> None:
    if item.document in UNDER_SIGNATURE:
        raise Conflict(
            _("Surat hasil ini sedang diverifikasi atau sudah terbit. Cabut dulu suratnya."), code="has_document"
        )
    if not may_correct(item):
        raise Conflict(_("UTTP ini sedang diperbaiki. Uji ulang setelah selesai."), code="wrong_state")


def _write(by: User, verification: Verification, readings: Readings, evaluation: dict[str, Any]) -> None:
    verification.penera = by
    verification.tested_on = readings.tested_on
    verification.temperature = readings.temperature
    verification.humidity = readings.humidity
    verification.place = readings.place
    verification.remark = verification.remark if readings.remark is None else readings.remark
    verification.observations = readings.observations
    verification.attributes = verification.item.instrument.attributes
    verification.evaluation = evaluation
    _save(verification)
    verification.standards.set(readings.standards)
    verification.testers.add(by)


def _save(verification: Verification) -> None:
    if verification.pk:
        verification.save_change()
        return
    try:
        with transaction.atomic():
            verification.save()
    except IntegrityError as error:  # there is no other draft: the client_id is in use
        raise Conflict(_("Tanda client_id ini sudah dipakai untuk UTTP lain."), code="client_id_taken") from error


def _begin_testing(by: User, order: Order, item: OrderItem) -> None:
    """Moves item and order at the first reading. From then on the order's status follows from its items."""
    if order.status == OrderStatus.ACCEPTED and order.place != Place.OFFICE:
        raise Conflict(_("Order ini belum dijadwalkan. Minta meja layanan menjadwalkannya."), code="not_scheduled")
    problems = check_instrument(item.instrument, order.owner_id, order.place, "item")
    if problems:
        raise Conflict(problems[0].message, code="instrument_changed")
    Repair.objects.filter(item=item, came_back_on=None, given_up_on=None).update(came_back_on=timezone.localdate())
    move_item(item, ItemStatus.TESTING)
    item.save_change()
    recompute(order, by)


def _refuse_final(verification: Verification) -> None:
    if verification.status == VerificationStatus.FINAL:
        raise Conflict(
            _("Hasil ini sudah final dan tidak dapat diubah. Buat koreksi bila perlu."), code="already_final"
        )


def _refuse_unfit(by: User, verification: Verification, item: OrderItem) -> None:
    for code, reason in why_not_final(by, verification, item).items():
        raise Conflict(reason, code=code)


def _freeze(verification: Verification, item: OrderItem) -> None:
    rules = rules_on(verification.tested_on)
    evaluation = _evaluation(item, verification.observations, rules)
    _refuse_unseen(verification, item, evaluation["verdict"])
    if evaluation["verdict"] == "open":
        raise Conflict(
            _("Pengujian belum lengkap, jadi belum dapat diselesaikan."),
            code="open",
            reasons=evaluation["reasons"],
            missing=evaluation["missing"],
        )
    verification.evaluation = evaluation
    verification.status = VerificationStatus.FINAL
    verification.finalized_at = timezone.now()
    verification.verdict = evaluation["verdict"]
    if verification.verdict == Verdict.SAH:
        verification.valid_until = item.instrument.kind.valid_until(
            verification.tested_on, item.instrument.attributes, rules
        )


def _refuse_unseen(verification: Verification, item: OrderItem, verdict: str) -> None:
    """Refuses where the name plate or the verdict changed since the penera saw them."""
    if verification.attributes != item.instrument.attributes or verification.evaluation["verdict"] != verdict:
        raise Conflict(
            _("Data teknis UTTP berubah sejak cerapan disimpan. Buka cerapan, periksa hasilnya, lalu simpan lagi."),
            code="plate_changed",
        )


def _conclude(by: User, order: Order, item: OrderItem, verification: Verification) -> None:
    status = ItemStatus.PASSED if verification.verdict == Verdict.SAH else ItemStatus.FAILED
    if item.status != status:
        move_item(item, status)
    item.reason = ""  # the reason of an earlier repair
    item.save_change()
    record(by, "services.finalize_verification", verification, order=order.pk, verdict=verification.verdict)
    newest = newest_attempt(item.instrument_id)
    if newest is not None:
        record_verification(
            instrument=item.instrument,
            verified_on=newest.tested_on,
            verdict=Verdict(newest.verdict),
            valid_until=newest.valid_until,
        )
    recompute(order, by)
