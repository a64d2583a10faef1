from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from services.codes import parse_transaction_number
from services.enums import (
    NEVER_HELD,
    NOT_TESTED_YET,
    OPEN_ORDERS,
    WITH_OPEN_ITEMS,
    ItemStatus,
    OrderStatus,
    Place,
    SidangStatus,
    StandardState,
    Todo,
    VerificationStatus,
)
from services.models import (
    AssignmentLetter,
    Competence,
    KindTime,
    MarkStatement,
    Order,
    OrderItem,
    Reminder,
    Repair,
    Scope,
    ServiceDay,
    Sidang,
    Standard,
    Verification,
)
from services.models.capacity import USUAL_MINUTES
from services.models.standard import DUE_SOON
from services.sign_ups import places_held
from services.workdays import SATURDAY
from simetro.core.kit.roles import Role
from simetro.core.kit.text import words_of
from simetro.core.models import LogEntry, Office, User
from uttp.enums import InstrumentStatus
from uttp.models import Instrument, Owner
from uttp.queries import instruments_for, keys_of_few, named_by, owners_for, search_instruments

STEPS = (3, 14, 30)  # days before an instrument is due on which its owner is reminded
TO_TEST = (ItemStatus.WAITING, ItemStatus.TESTING, ItemStatus.IN_REPAIR)


def _sees_all(user: User) -> bool:
    return not user.roles.isdisjoint({Role.ADMIN, Role.SUPER_ADMIN, Role.SIGNATORY})


def orders_for(user: User) -> QuerySet[Order]:
    orders = Order.objects.select_related("owner", "sidang").prefetch_related("items__instrument")
    if _sees_all(user):
        return orders
    if Role.PENERA in user.roles:
        own = Q(penera=user) | Q(items__verifications__penera=user)
        return orders.filter(pk__in=Order.objects.filter(own).values("pk"))
    return orders.filter(owner__in=owners_for(user))


def items_for(user: User) -> QuerySet[OrderItem]:
    items = OrderItem.objects.select_related("order__owner", "instrument__owner").prefetch_related("order__penera")
    return items if user.is_office else items.filter(order__owner__in=owners_for(user))


def verifications_for(user: User) -> QuerySet[Verification]:
    rows = Verification.objects.select_related("item__order__owner", "item__instrument", "penera")
    verifications = rows.prefetch_related("standards")
    if user.is_office:
        return verifications
    return verifications.filter(item__order__owner__in=owners_for(user), status=VerificationStatus.FINAL)


def search_orders(orders: QuerySet[Order], text: str) -> QuerySet[Order]:
    number = parse_transaction_number(text)
    if number:
        return orders.filter(transaction_number=number)
    words = words_of(text)
    numbered = (Order.objects.filter(transaction_number__icontains=word) for word in words)
    sought = keys_of_few(*(named_by(word) for word in words), *numbered)
    for word, owners, numbers in zip(words, sought, sought[len(words) :], strict=False):
        orders = orders.filter(_ordered_by(word, owners, numbers))
    return orders


def _ordered_by(word: str, owners: list[int] | None, orders: list[int] | None) -> Q:
    """As `uttp.queries` seeks instruments: a rare word by its keys, for an OR across two tables would read both."""
    by_owner = Q(owner__name__icontains=word) if owners is None else Q(owner__in=owners)
    return by_owner | (Q(transaction_number__icontains=word) if orders is None else Q(pk__in=orders))


def orders_like(
    orders: QuerySet[Order],
    *,
    search: str = "",
    place: str | None = None,
    status: str | None = None,
    todo: str | None = None,
    penera: User | None = None,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Order]:
    exact = {"place": place, "status": status, "requested_on__gte": since, "requested_on__lte": until}
    orders = orders.filter(**{name: value for name, value in exact.items() if value})
    if penera:
        orders = orders.filter(pk__in=Order.penera.through.objects.filter(user=penera).values("order"))
    return search_orders(orders.filter(waits_for(Todo(todo))) if todo else orders, search)


def counted(orders: QuerySet[Order]) -> QuerySet[Order]:
    """With `item_count` instead of the items themselves, for one line per order."""
    items = OrderItem.objects.filter(order=OuterRef("pk")).exclude(status=ItemStatus.WITHDRAWN)
    number = items.order_by().values("order").annotate(n=Count("pk")).values("n")
    return orders.prefetch_related(None).annotate(item_count=Coalesce(Subquery(number), 0))


def waits_for(todo: Todo) -> Q:
    if todo == Todo.REVIEW:
        return Q(status=OrderStatus.SUBMITTED)
    if todo == Todo.SCHEDULE:
        return Q(status=OrderStatus.ACCEPTED) & ~Q(place=Place.OFFICE)
    out = Repair.objects.filter(item=OuterRef("pk"), came_back_on=None, given_up_on=None)
    if todo == Todo.TEST:
        return Q(status__in=(OrderStatus.SCHEDULED, OrderStatus.TESTING)) | Q(
            status=OrderStatus.ACCEPTED, place=Place.OFFICE
        )
    overdue = OrderItem.objects.filter(status=ItemStatus.IN_REPAIR, repair_until__lt=timezone.localdate())
    return Q(pk__in=overdue.filter(Exists(out)).values("order"))


def open_items() -> QuerySet[OrderItem]:
    """What is asked for or in hand: nobody has to ask for it again."""
    items = OrderItem.objects.filter(order__status__in=WITH_OPEN_ITEMS)
    return items.exclude(status=ItemStatus.WITHDRAWN)


def orderable_instruments(owner: Owner, user: User) -> QuerySet[Instrument]:
    """What can be put on an order of this owner, with `open_order` where it is on one already; soonest due first."""
    waiting = open_items().filter(instrument=OuterRef("pk"))
    instruments = instruments_for(user).filter(owner=owner, status=InstrumentStatus.ACTIVE)
    number = Subquery(waiting.order_by("-pk").values("order__transaction_number")[:1])
    return instruments.annotate(open_order=number).order_by("valid_until", "pk")


def minutes_by_kind() -> dict[str, int]:
    """Where a kind is missing, the usual time."""
    return defaultdict(lambda: USUAL_MINUTES, KindTime.objects.values_list("kind_code", "minutes"))


def minutes_taken(first: date, last: date) -> dict[date, int]:
    """By day: the penera-minutes at places of use that are scheduled or asked for."""
    day = Coalesce("order__scheduled_for", "order__wanted_on")
    items = OrderItem.objects.filter(order__place=Place.ON_SITE).exclude(order__status__in=NEVER_HELD)
    items = items.exclude(status=ItemStatus.WITHDRAWN).annotate(day=day).filter(day__range=(first, last))
    minutes, taken = minutes_by_kind(), Counter[date]()
    for on, kind, number in items.order_by().values_list("day", "instrument__kind_code").annotate(n=Count("pk")):
        taken[on] += number * minutes[kind]
    return taken


def minutes_left(first: date, last: date, district: str) -> dict[date, int]:
    """By day on which the office goes out to this district: the penera-minutes that nobody has asked for."""
    usual, taken = Office.current().onsite_minutes, minutes_taken(first, last)
    others = {row.on: row for row in ServiceDay.objects.filter(on__range=(first, last))}
    left = {}
    for number in range((last - first).days + 1):
        on = first + timedelta(days=number)
        other = others.get(on)
        given = (other.minutes if other.serves(district) else 0) if other else usual if on.weekday() < SATURDAY else 0
        left[on] = given - taken.get(on, 0)
    return {on: minutes for on, minutes in left.items() if minutes > 0}


def due_soon(today: date) -> QuerySet[Instrument]:
    """What has to be verified again within the longest step, and nobody has asked for yet."""
    waiting = open_items().filter(instrument=OuterRef("pk"))
    last = today + timedelta(days=max(STEPS))
    due = Instrument.objects.filter(status=InstrumentStatus.ACTIVE, valid_until__range=(today, last))
    return due.filter(~Exists(waiting))


def instruments_to_remind(today: date) -> QuerySet[Any]:
    """Those of owners with an address that were not reminded of in this `step` yet."""
    steps = [When(valid_until__lte=today + timedelta(days=days), then=Value(days)) for days in STEPS]
    due = due_soon(today).exclude(owner__email="").annotate(step=Case(*steps))
    reminded = Reminder.objects.filter(instrument=OuterRef("pk"), due_on=OuterRef("valid_until"), days=OuterRef("step"))
    return due.filter(~Exists(reminded))


def next_sidang_for(owner: Owner, kinds: Iterable[str], today: date) -> Sidang | None:
    """The soonest that tests one of these kinds; one in the owner's own district comes first."""
    near = Case(When(district__iexact=owner.district, then=Value(0)), default=Value(1))
    served = announced_sidang(today).filter(quotas__has_any_keys=list(kinds))
    return served.annotate(far=near).order_by("far", "starts_on", "opens_at", "pk").first()


def sidang_like(*, search: str = "", status: str | None = None) -> QuerySet[Sidang]:
    sessions = Sidang.objects.filter(status=status) if status else Sidang.objects.all()
    return search_sidang(sessions, search)


def search_sidang(sessions: QuerySet[Sidang], text: str) -> QuerySet[Sidang]:
    for word in words_of(text):
        sessions = sessions.filter(Q(name__icontains=word) | Q(venue__icontains=word) | Q(district__icontains=word))
    return sessions


def announced_sidang(today: date) -> QuerySet[Sidang]:
    """What can be registered for, the soonest first."""
    return Sidang.objects.filter(status=SidangStatus.ANNOUNCED, ends_on__gte=today).order_by(
        "starts_on", "opens_at", "pk"
    )


def items_at(sessions: Iterable[Sidang]) -> QuerySet[OrderItem]:
    items = OrderItem.objects.filter(order__sidang__in=sessions).exclude(order__status__in=NEVER_HELD)
    return items.exclude(status=ItemStatus.WITHDRAWN)


def _in_advance(sessions: Iterable[Sidang]) -> QuerySet[OrderItem]:
    return items_at(sessions).filter(order__is_walk_in=False).order_by()


def places_taken(sidang: Sidang) -> dict[str, int]:
    """By code of kind: how many instruments are registered for it in advance."""
    counts = _in_advance([sidang]).values("instrument__kind_code").annotate(n=Count("pk"))
    return Counter(dict(counts.values_list("instrument__kind_code", "n"))) + places_held([sidang])[sidang.pk]


def places_left(sessions: Collection[Sidang]) -> dict[int, dict[str, int]]:
    """By sidang and code of kind: how many more can be registered; all of them in one query."""
    taken = _in_advance(sessions).values_list("order__sidang", "instrument__kind_code").annotate(n=Count("pk"))
    counts = Counter({(sidang, kind): number for sidang, kind, number in taken})
    held = places_held(sessions)
    return {
        one.pk: {kind: max(quota - counts[one.pk, kind] - held[one.pk][kind], 0) for kind, quota in one.quotas.items()}
        for one in sessions
    }


def public_sidang(today: date) -> QuerySet[Sidang]:
    """What everybody may know of: what was announced and is not over, the soonest first."""
    announced = Sidang.objects.filter(announced_at__isnull=False)
    return announced.filter(ends_on__gte=today).order_by("starts_on", "opens_at", "pk")


def attendance(sidang: Sidang) -> QuerySet[Order]:
    """Its orders with `item_count`: those who came in the order of the queue, then those who are expected."""
    orders = Order.objects.filter(sidang=sidang).exclude(status__in=NEVER_HELD).select_related("owner")
    return counted(orders).order_by(F("queue_number").asc(nulls_last=True), "owner__name", "pk")


def expected_at(sidang: Sidang, owner: Owner) -> list[Order]:
    """What this owner registered in advance and has not come with yet."""
    return list(attendance(sidang).filter(owner=owner, status=OrderStatus.SCHEDULED, queue_number__isnull=True))


def uncalled_orders(sidang: Sidang) -> QuerySet[Order]:
    """Those of its orders that nobody has begun to test: they follow when it is moved or cancelled."""
    return Order.objects.filter(sidang=sidang, status__in=(OrderStatus.SUBMITTED, OrderStatus.SCHEDULED))


def active_penera() -> QuerySet[User]:
    return User.objects.filter(groups__name=Role.PENERA, is_active=True)


def log_of(order: Order) -> QuerySet[LogEntry]:
    """What happened to an order and to the verifications of its items, newest first."""
    verifications = Verification.objects.filter(item__order=order)
    own = Q(subject_type=Order._meta.label_lower, subject_id=order.pk)
    tests = Q(subject_type=Verification._meta.label_lower, subject_id__in=verifications.values("pk"))
    return LogEntry.objects.filter(own | tests).select_related("actor")


def attempts_of(order: Order) -> list[Verification]:
    """Every attempt at its items, oldest first, with `is_corrected`."""
    later = Verification.objects.filter(supersedes=OuterRef("pk"))
    attempts = Verification.objects.filter(item__order=order).annotate(is_corrected=Exists(later))
    return list(attempts.only("item", "status", "finalized_at").order_by("finalized_at", "pk"))


def items_with_work(user: User) -> QuerySet[OrderItem]:
    """Items with `is_mine`, `has_team` and `has_draft`."""
    team, own = _assigned_to(user)
    draft = Verification.objects.filter(item=OuterRef("pk"), status=VerificationStatus.DRAFT)
    return items_for(user).annotate(is_mine=Exists(own), has_team=Exists(team), has_draft=Exists(draft))


def items_to_test(user: User) -> QuerySet[OrderItem]:
    """What a penera may test now: his own first, then what nobody is assigned to; what is begun before the rest."""
    team, own = _assigned_to(user)
    unscheduled = Q(order__status=OrderStatus.ACCEPTED) & ~Q(order__place=Place.OFFICE)
    ready = items_with_work(user).filter(order__status__in=OPEN_ORDERS, status__in=TO_TEST).exclude(unscheduled)
    return ready.filter(Exists(own) | ~Exists(team)).order_by(
        F("is_mine").desc(),
        F("has_draft").desc(),
        "order__scheduled_for",
        F("order__queue_number").asc(nulls_last=True),
        "pk",
    )


def items_beside(item: OrderItem, user: User) -> list[OrderItem]:
    """The nozzles of one station, a lot of meters: of its kind on its order, he may test them, `drafts` with each."""
    alike = items_to_test(user).filter(order=item.order_id, instrument__kind_code=item.instrument.kind_code)
    drafts = Prefetch("verifications", Verification.objects.filter(status=VerificationStatus.DRAFT), to_attr="drafts")
    return list(alike.order_by("pk").prefetch_related(None).prefetch_related(drafts))


def _assigned_to(user: User) -> tuple[QuerySet[Any], QuerySet[Any]]:
    team = Order.penera.through.objects.filter(order=OuterRef("order"))
    return team, team.filter(user=user)


def items_like(
    items: QuerySet[OrderItem],
    *,
    search: str = "",
    place: str | None = None,
    status: str | None = None,
    until: date | None = None,
) -> QuerySet[OrderItem]:
    """`until`: without what is scheduled for later days."""
    exact = {"order__place": place, "status": status}
    items = items.filter(**{name: value for name, value in exact.items() if value})
    if until:
        items = items.exclude(order__scheduled_for__gt=until)
    return search_items(items, search)


def search_items(items: QuerySet[OrderItem], text: str) -> QuerySet[OrderItem]:
    """By transaction number, UTTP ID, name plate or owner."""
    number = parse_transaction_number(text)
    if number:
        return items.filter(order__transaction_number=number)
    if not text.strip():
        return items
    instruments = search_instruments(Instrument.objects.all(), text).values("pk")
    found = OrderItem.objects.order_by()
    by_instrument = found.filter(instrument__in=instruments).values("pk")
    by_number = found.filter(order__transaction_number__icontains=text.strip()).values("pk")
    return items.filter(pk__in=by_instrument.union(by_number))  # an OR across tables would read both whole


def days_of(user: User, first: date, last: date) -> QuerySet[Order]:
    """Orders not yet tested whose day is known or asked for: at the place of use, or at a sidang."""
    day = Coalesce("scheduled_for", "sidang__ends_on", "wanted_on")
    waiting = orders_for(user).filter(status__in=NOT_TESTED_YET).prefetch_related(None)
    return waiting.annotate(day=day).filter(day__range=(first, last)).order_by("day", "pk")


def items_of(instrument: Instrument, user: User) -> QuerySet[OrderItem]:
    """Each time that it was ordered, newest first."""
    return items_for(user).filter(instrument=instrument).prefetch_related(None).order_by("-pk")


def attempts_at(instrument: Instrument, user: User) -> QuerySet[Verification]:
    """The test history of an instrument, newest first."""
    attempts = verifications_for(user).filter(item__instrument=instrument, status=VerificationStatus.FINAL)
    return attempts.select_related("superseded_by").order_by("-tested_on", "-finalized_at")


def statement_of(verification: Verification) -> MarkStatement | None:
    return MarkStatement.objects.filter(verification=verification).first()


def corrections_of(verification: Verification) -> list[Verification]:
    """All attempts that correct each other, oldest first; one alone is no chain."""
    chain = {one.pk: one for one in Verification.objects.filter(item=verification.item_id).select_related("penera")}
    first = chain[verification.pk]
    while first.supersedes_id:
        first = chain[first.supersedes_id]
    found = [first]
    while later := next((one for one in chain.values() if one.supersedes_id == found[-1].pk), None):
        found.append(later)
    return found


def current_attempts() -> QuerySet[Verification]:
    """Final attempts that count: not corrected by a later one."""
    return Verification.objects.filter(status=VerificationStatus.FINAL, superseded_by__isnull=True)


def has_letter(order: Order) -> bool:
    return AssignmentLetter.objects.filter(order=order).exists()


def results_of(order: Order) -> dict[int, Verification]:
    """By item: the final attempt that counts, also while a correction of it is being typed."""
    corrected = Q(superseded_by__status=VerificationStatus.FINAL)
    final = Verification.objects.filter(item__order=order, status=VerificationStatus.FINAL).exclude(corrected)
    attempts = final.select_related("item__instrument", "penera").prefetch_related("testers")
    return {attempt.item_id: attempt for attempt in attempts.order_by("finalized_at", "pk")}


def newest_attempt(instrument_id: int) -> Verification | None:
    attempts = current_attempts().filter(item__instrument_id=instrument_id)
    return attempts.order_by("-tested_on", "-finalized_at").first()


def latest_final(item: OrderItem) -> Verification | None:
    return item.verifications.filter(status=VerificationStatus.FINAL).order_by("-finalized_at").first()


def draft_of(item: OrderItem) -> Verification | None:
    return item.verifications.filter(status=VerificationStatus.DRAFT).first()


def verification_before(item: OrderItem, user: User) -> Verification | None:
    """What this penera tested last today on the same order or, in the office, of the same kind."""
    today = Verification.objects.filter(testers=user, tested_on=timezone.localdate()).exclude(item=item)
    alike = today.filter(item__instrument__kind_code=item.instrument.kind_code, item__order__place=item.order.place)
    here = alike if item.order.place != Place.ON_SITE else alike.filter(item__order=item.order_id)
    return here.order_by("-pk").first()


def letters_of(penera: User, kind_code: str) -> list[Competence]:
    """Those that ever made him competent for the kind, the newest first."""
    return list(Competence.objects.filter(person=penera, kinds__contains=[kind_code]))


def competent_people(day: date) -> QuerySet[User]:
    """Who may test anything to the end on that day."""
    in_force = Competence.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
    return User.objects.filter(pk__in=in_force.values("person"), is_active=True)


def kinds_in_scope(day: date) -> set[str]:
    """The codes of what the office is authorised for on that day."""
    in_force = Scope.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
    return {code for kinds in in_force.values_list("kinds", flat=True) for code in kinds}


def live_instruments(order: Order) -> list[Instrument]:
    items = order.items.exclude(status=ItemStatus.WITHDRAWN).select_related("instrument")
    return [item.instrument for item in items]


def standards() -> QuerySet[Standard]:
    return Standard.objects.all()


def standards_like(*, search: str = "", state: str | None = None) -> QuerySet[Standard]:
    found = standards().filter(_in_state(StandardState(state))) if state else standards()
    for word in words_of(search):
        found = found.filter(
            Q(name__icontains=word) | Q(serial_number__icontains=word) | Q(certificate_number__icontains=word)
        )
    return found


def _in_state(state: StandardState) -> Q:
    today = timezone.localdate()
    return {
        StandardState.EXPIRED: Q(valid_until__lt=today),
        StandardState.DUE: Q(valid_until__range=(today, today + DUE_SOON)),
        StandardState.VALID: Q(valid_until__gt=today + DUE_SOON),
    }[state]


def tested_with(standard: Standard, user: User) -> QuerySet[Verification]:
    """What has to be looked at again where the standard proves wrong: every final verification, newest first."""
    final = verifications_for(user).filter(standards=standard, status=VerificationStatus.FINAL)
    return final.select_related("superseded_by").order_by("-tested_on", "-pk")


def standards_serving(kind_code: str, *, also: Iterable[Standard] = ()) -> QuerySet[Standard]:
    return standards().filter(Q(kinds__contains=[kind_code]) | Q(pk__in=[one.pk for one in also]))
