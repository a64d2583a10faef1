from services.models.office_letter import AssignmentLetter, MarkStatement
from services.models.order import Order, OrderItem
from services.models.standard import Standard
from services.models.verification import Verification

__all__ = ["AssignmentLetter", "MarkStatement", "Order", "OrderItem", "Standard", "Verification"]
