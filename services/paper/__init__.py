"""Fills what documents say from what is stored."""

from services.paper.common import letterhead_of, printed
from services.paper.item import item_of, standards_of
from services.paper.registration import registration_form_of

__all__ = ["item_of", "letterhead_of", "printed", "registration_form_of", "standards_of"]
