"""What waits for the service desk and for a penera, on the staff home."""

from services.orders.home import to_review, to_schedule
from services.repairs.home import repairs_overdue
from services.stamps.home import stamps_short
from services.testing.home import to_test
from simetro.core.web.home import CardMaker

CARDS: tuple[CardMaker, ...] = (to_test, to_review, to_schedule, repairs_overdue, stamps_short)
