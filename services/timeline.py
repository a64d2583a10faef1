"""The story of an order in words, and the part that orders and tests have in the life of an instrument."""

from services.testing.timeline import services_of_instrument
from simetro.core.log.timeline import StoryTeller

STORIES: tuple[StoryTeller, ...] = (services_of_instrument,)
