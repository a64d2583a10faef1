"""The story of an order in words, and the part that orders and tests have in the life of an instrument."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from services.history import log_of_items
from services.models import Order, OrderItem, Verification
from services.queries import items_of, log_of
from simetro.core.log.timeline import StoryTeller, TimelineEntry, timeline_of
from simetro.core.models import LogEntry, User
from simetro.core.templatetags.simetro import tanggal
from uttp.enums import Verdict
from uttp.models import Instrument


def timeline_of_order(order: Order, attempts: Iterable[Verification]) -> list[TimelineEntry]:
    entries = list(log_of(order))
    story = _Story(order, attempts, entries)
    return timeline_of(entries, story.about)


class _Story:
    """Knows the names behind the keys that the log keeps, each sort asked for once."""

    def __init__(self, order: Order, attempts: Iterable[Verification], entries: list[LogEntry]) -> None:
        self._instruments = {item.pk: str(item.instrument) for item in order.items.all()}
        self._items = {attempt.pk: attempt.item_id for attempt in attempts}
        self._people = {person.username: person.name for person in order.penera.all()}
        former = {name for entry in entries for name in entry.data.get("penera", ())} - set(self._people)
        if former:
            self._people |= dict(User.objects.filter(username__in=former).values_list("username", "name"))

    def about(self, entry: LogEntry) -> str:
        if entry.verb == "services.schedule_order":
            return self._schedule(entry)
        if entry.verb == "services.register_order":
            return _("%(count)s UTTP") % {"count": entry.data.get("items", 0)}
        is_order = entry.subject_type == Order._meta.label_lower
        item = entry.data.get("item") if is_order else self._items.get(entry.subject_id)
        name = self._instruments.get(item, "") if item else ""
        verdict = entry.data.get("verdict")
        return f"{name}, {Verdict(verdict).label}" if verdict else name

    def _schedule(self, entry: LogEntry) -> str:
        day = tanggal(date.fromisoformat(entry.data["on"]))
        team = [self._people.get(username, username) for username in entry.data.get("penera", ())]
        return f"{day} ({', '.join(team)})" if team else day


def services_of_instrument(row: models.Model, user: User) -> list[TimelineEntry]:
    """Each order that it was on, each test and each correction."""
    if not isinstance(row, Instrument):
        return []
    items = list(items_of(row, user))
    life = _Life(items)
    entries = [entry for entry in log_of_items(items) if life.concerns(entry)]
    return timeline_of(entries, life.about, life.url)


class _Life:
    def __init__(self, items: list[OrderItem]) -> None:
        self._items = {item.pk for item in items}
        self._orders = {item.order_id: item.order for item in items}
        attempts = Verification.objects.filter(item__in=items).select_related("item")
        self._attempts = {attempt.pk: attempt for attempt in attempts}

    def concerns(self, entry: LogEntry) -> bool:
        """Not what happened to another instrument of the same order."""
        return "item" not in entry.data or entry.data["item"] in self._items

    def about(self, entry: LogEntry) -> str:
        if attempt := self._attempt(entry):
            verdict = entry.data.get("verdict")
            corrected = _("koreksi: %(reason)s") % {"reason": attempt.reason} if attempt.supersedes_id else ""
            return ", ".join(part for part in (verdict and str(Verdict(verdict).label), corrected) if part)
        return self._orders[entry.subject_id].transaction_number

    def url(self, entry: LogEntry) -> str:
        if attempt := self._attempt(entry):
            return attempt.get_absolute_url()
        return reverse("order_detail", args=[self._orders[entry.subject_id].transaction_number])

    def _attempt(self, entry: LogEntry) -> Verification | None:
        is_test = entry.subject_type == Verification._meta.label_lower
        return self._attempts[entry.subject_id] if is_test else None


STORIES: tuple[StoryTeller, ...] = (services_of_instrument,)
