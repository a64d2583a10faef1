"""What the portal knows of an owner, for his copy of it."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.models import Complaint, Copy, DataRequest, Invitation, LinkRequest, SurveyAnswer
from simetro.core.kit.phones import international
from simetro.core.settings.personal_data import Fact, Section
from uttp.models import Owner


def portal_of(owner: Owner) -> Iterable[Section]:
    complaints = Complaint.objects.filter(order__owner=owner).select_related("order").order_by("pk")
    yield Section("complaints", _("Pengaduan"), [_complaint(complaint, owner) for complaint in complaints])
    answers = SurveyAnswer.objects.filter(order__owner=owner).select_related("order").order_by("pk")
    yield Section("survey_answers", _("Survei kepuasan"), [_answer(answer) for answer in answers])
    copies = Copy.objects.filter(owner=owner).select_related("broadcast").order_by("pk")
    yield Section("broadcasts", _("Siaran yang dikirim kepada Anda"), [_copy(copy) for copy in copies])
    links = owner.link_requests.filter(account=owner.account).select_related("account").order_by("pk")
    yield Section("link_requests", _("Permintaan penghubungan akun"), [_link(link) for link in links])
    invited = owner.invitations.order_by("pk")
    yield Section("invitations", _("Ajakan mengurus"), [_invitation(invitation) for invitation in invited])
    asked = owner.data_requests.order_by("pk")
    yield Section("data_requests", _("Permintaan data pribadi"), [_request(request) for request in asked])


def _own(contact: str, owner: Owner) -> str:
    """The contact, if it is the owner's own: anybody who knows the number of an order may complain."""
    dialled = international(contact)
    is_own = contact.lower() == owner.email.lower() or (dialled != "" and dialled == international(owner.phone))
    return contact if is_own else ""


def _complaint(complaint: Complaint, owner: Owner) -> list[Fact]:
    answered = timezone.localtime(complaint.answered_at) if complaint.answered_at else None
    return [
        Fact("number", _("Nomor pengaduan"), complaint.number),
        Fact("transaction_number", _("Nomor transaksi"), complaint.order.transaction_number),
        Fact("at", _("Diterima"), timezone.localtime(complaint.created_at)),
        Fact("text", _("Pengaduan"), complaint.text),
        Fact("contact", _("Kontak"), _own(complaint.contact, owner)),
        Fact("answer", _("Jawaban"), complaint.answer),
        Fact("answered_at", _("Dijawab"), answered),
    ]


def _answer(answer: SurveyAnswer) -> list[Fact]:
    scores = answer.scores.values()
    return [
        Fact("transaction_number", _("Nomor transaksi"), answer.order.transaction_number),
        Fact("at", _("Waktu"), timezone.localtime(answer.answered_at)),
        Fact("scores", _("Nilai (1 sampai 4)"), answer.scores, ", ".join(str(score) for score in scores)),
        Fact("note", _("Saran"), answer.note),
    ]


def _copy(copy: Copy) -> list[Fact]:
    send_at = copy.broadcast.send_at
    return [
        Fact("subject", _("Judul"), copy.broadcast.subject),
        Fact("at", _("Waktu kirim"), timezone.localtime(send_at) if send_at else None),
        Fact("channel", _("Lewat"), copy.channel, copy.get_channel_display()),
        Fact("address", _("Alamat"), copy.address),
        Fact("state", _("Status"), copy.state, copy.get_state_display()),
    ]


def _link(link: LinkRequest) -> list[Fact]:
    return [
        Fact("at", _("Waktu"), timezone.localtime(link.created_at)),
        Fact("account", _("Akun"), link.account.name),
        Fact("evidence", _("Bukti"), link.evidence),
        Fact("status", _("Status"), link.status, link.get_status_display()),
        Fact("reason", _("Alasan"), link.reason),
    ]


def _invitation(invitation: Invitation) -> list[Fact]:
    return [
        Fact("email", "E-mail", invitation.email),
        Fact("at", _("Waktu"), timezone.localtime(invitation.created_at)),
    ]


def _request(request: DataRequest) -> list[Fact]:
    return [
        Fact("number", _("Nomor permintaan"), request.number),
        Fact("wish", _("Yang diminta"), request.wish, request.get_wish_display()),
        Fact("text", _("Keterangan"), request.text),
        Fact("asked_at", _("Diterima"), timezone.localtime(request.asked_at)),
        Fact("status", _("Status"), request.status, request.get_status_display()),
        Fact("answer", _("Jawaban"), request.answer),
    ]
