from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.messages import address_in, answer_body, answer_subject
from portal.models import Complaint
from portal.office_settings import ComplaintSettings
from services.calendar.queries import deadline
from services.models import Order
from simetro.core.db.locking import lock
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.outbox.mail import owe_mail


@transaction.atomic
def complain(*, order: Order, text: str, contact: str = "") -> Complaint:
    """Files a complaint. Nobody signs in: the order's number is the proof, the complaint's number shows the answer."""
    due_on = deadline(timezone.localdate(), ComplaintSettings.current().complaint_days)
    complaint = Complaint.objects.create(order=order, text=text, contact=contact, due_on=due_on)
    record(None, "portal.complain", order, number=complaint.number)
    return complaint


@transaction.atomic
def answer_complaint(*, by: User, complaint: Complaint, answer: str, version: int | None = None) -> Complaint:
    """Answers a complaint. It can be done once only, so that an owner's answer never changes after he read it."""
    complaint = lock(complaint, version)
    if complaint.answered_at:
        raise Conflict(_("Pengaduan ini sudah dijawab."), code="wrong_state")
    complaint.answer, complaint.answered_by, complaint.answered_at = answer, by, timezone.now()
    complaint.save_change()
    record(by, "portal.answer_complaint", complaint.order, number=complaint.number)
    if address := address_in(complaint.contact):
        owe_mail(address, answer_subject(complaint), answer_body(complaint))
    return complaint
