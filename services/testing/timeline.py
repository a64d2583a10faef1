from django.urls import reverse
from django.utils.translation import gettext as _

from services.models import OrderItem, Verification
from services.orders.queries import items_of
from services.testing.queries.history import log_of_items
from simetro.core.log.timeline import TimelineEntry, timeline_of
from simetro.core.models import LogEntry, User
from uttp.enums import Verdict
from uttp.models import Instrument


def tests_of_instrument(instrument: Instrument, user: User) -> list[TimelineEntry]:
    """The orders, tests and corrections of an instrument."""
    items = list(items_of(instrument, user))
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
        """False for entries about another instrument of the same order."""
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
