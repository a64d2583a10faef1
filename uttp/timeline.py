from collections.abc import Iterable

from django.db import models

from simetro.core.log.audit import history_of
from simetro.core.log.timeline import StoryTeller, TimelineEntry, timeline_of
from simetro.core.models import User
from uttp.models import Instrument


def register_of_instrument(row: models.Model, user: User) -> Iterable[TimelineEntry]:
    """Registered, changed, handed to another owner, taken out of use."""
    return timeline_of(history_of(row)) if isinstance(row, Instrument) else ()


STORIES: tuple[StoryTeller, ...] = (register_of_instrument,)
