from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from services.models import Order, Verification
from services.orders.queries import log_of
from simetro.core.log.timeline import TimelineEntry, timeline_of
from simetro.core.models import LogEntry, User
from simetro.core.templatetags.simetro import tanggal
from uttp.enums import Verdict


def timeline_of_order(order: Order, attempts: Iterable[Verification]) -> list[TimelineEntry]:
    entries = list(log_of(order))
    story = _Story(order, attempts, entries)
    return timeline_of(entries, story.about)


class _Story:
    """Says what an entry of the log is about. The log keeps keys; the names behind them are read once."""

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
        if entry.verb in ("services.register_order", "services.end_items"):
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
