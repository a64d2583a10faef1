"""The story of an order in words."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from services.models import Order, Verification
from services.queries import log_of
from simetro.core.models import LogEntry, User
from simetro.core.templatetags.simetro import tanggal
from simetro.core.timeline import TimelineEntry, timeline_of
from uttp.enums import Verdict


def timeline_of_order(order: Order) -> list[TimelineEntry]:
    entries = list(log_of(order))
    story = _Story(order, entries)
    return timeline_of(entries, story.about)


class _Story:
    """Knows the names behind the keys that the log keeps, each sort asked for once."""

    def __init__(self, order: Order, entries: list[LogEntry]) -> None:
        self._instruments = {item.pk: str(item.instrument) for item in order.items.all()}
        self._items: Mapping[int, int] = dict(Verification.objects.filter(item__order=order).values_list("pk", "item"))
        usernames = {username for entry in entries for username in entry.data.get("penera", ())}
        self._people: Mapping[str, str] = dict(
            User.objects.filter(username__in=usernames).values_list("username", "name") if usernames else ()
        )

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
