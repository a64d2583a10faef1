from services.models.authority import Competence, Letter, Scope
from services.models.of_kinds import OfKinds
from services.models.order import Order, OrderItem
from services.models.standard import Standard
from services.models.verification import Verification

__all__ = ["Competence", "Letter", "OfKinds", "Order", "OrderItem", "Scope", "Standard", "Verification"]
