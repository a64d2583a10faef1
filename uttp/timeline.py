from collections.abc import Iterable

from simetro.core.log.audit import history_of
from simetro.core.log.timeline import TimelineEntry, timeline_of
from simetro.core.models import User
from uttp.models import Instrument


def register_of_instrument(instrument: Instrument, user: User) -> Iterable[TimelineEntry]:
    """The instrument's own life: registered, changed, handed to another owner, taken out of use."""
    return timeline_of(history_of(instrument))
