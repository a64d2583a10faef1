from services.models.order import Order, OrderItem
from services.models.standard import Standard
from services.models.verification import Verification

__all__ = ["Order", "OrderItem", "Standard", "Verification"]
