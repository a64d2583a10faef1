"""What orders tell on the pages of the register."""

from services.authority.related import competences_of
from services.orders.related import orders_of_owner, services_of_instrument
from simetro.core.web.related_rows import (
    RelatedMaker,
)

MAKERS: tuple[RelatedMaker, ...] = (orders_of_owner, services_of_instrument, competences_of)
