from services.models.authority import Competence, Letter, Scope
from services.models.capacity import KindTime, ServiceDay
from services.models.of_kinds import OfKinds
from services.models.office_letter import AssignmentEdition, AssignmentLetter, MarkStatement
from services.models.order import Order, OrderItem
from services.models.registration import Registration, RegistrationLine
from services.models.reminder import Reminder
from services.models.repair import Repair
from services.models.sidang import Sidang
from services.models.stamp import StampKind, StampMove
from services.models.standard import Standard
from services.models.verification import Verification

__all__ = [
    "AssignmentEdition",
    "AssignmentLetter",
    "Competence",
    "KindTime",
    "Letter",
    "MarkStatement",
    "OfKinds",
    "Order",
    "OrderItem",
    "Registration",
    "RegistrationLine",
    "Reminder",
    "Repair",
    "Scope",
    "ServiceDay",
    "Sidang",
    "StampKind",
    "StampMove",
    "Standard",
    "Verification",
]
