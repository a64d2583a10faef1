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
    yield Section("complaints", _("Pengaduan"), [_complaint(one, owner) for one in complaints])
    answers = SurveyAnswer.objects.filter(order__owner=owner).select_related("order").order_by("pk")
    yield Section("survey_answers", _("Survei kepuasan"), [_answer(one) for one in answers])
    copies = Copy.objects.filter(owner=owner).select_related("broadcast").order_by("pk")
    yield Section("broadcasts", _("Siaran yang dikirim kepada Anda"), [_copy(one) for one in copies])
    links = owner.link_requests.filter(account=owner.account).select_related("account").order_by("pk")
    yield Section("link_requests", _("Permintaan penghubungan akun"), [_link(one) for one in links])
    invited = owner.invitations.order_by("pk")
    yield Section("invitations", _("Ajakan mengurus"), [_invitation(one) for one in invited])
    asked = owner.data_requests.order_by("pk")
    yield Section("data_requests", _("Permintaan data pribadi"), [_request(one) for one in asked])


def _own(contact: str, owner: Owner) -> str:
    """Whoever knows the number of an order may complain, so a contact may be another's."""
    dialled = international(contact)
    is_own = contact.lower() == owner.email.lower() or (dialled != "" and dialled == international(owner.phone))
    return contact if is_own else ""


def _complaint(one: Complaint, owner: Owner) -> list[Fact]:
    answered = timezone.localtime(one.answered_at) if one.answered_at else None
    return [
        Fact("number", _("Nomor pengaduan"), one.number),
        Fact("transaction_number", _("Nomor transaksi"), one.order.transaction_number),
        Fact("at", _("Diterima"), timezone.localtime(one.created_at)),
        Fact("text", _("Pengaduan"), one.text),
        Fact("contact", _("Kontak"), _own(one.contact, owner)),
        Fact("answer", _("Jawaban"), one.answer),
        Fact("answered_at", _("Dijawab"), answered),
    ]


def _answer(one: SurveyAnswer) -> list[Fact]:
    scores = one.scores.values()
    return [
        Fact("transaction_number", _("Nomor transaksi"), one.order.transaction_number),
        Fact("at", _("Waktu"), timezone.localtime(one.answered_at)),
        Fact("scores", _("Nilai (1 sampai 4)"), one.scores, ", ".join(str(score) for score in scores)),
        Fact("note", _("Saran"), one.note),
    ]


def _copy(one: Copy) -> list[Fact]:
    sent = one.broadcast.send_at
    return [
        Fact("subject", _("Judul"), one.broadcast.subject),
        Fact("at", _("Waktu kirim"), timezone.localtime(sent) if sent else None),
        Fact("channel", _("Lewat"), one.channel, one.get_channel_display()),
        Fact("address", _("Alamat"), one.address),
        Fact("state", _("Status"), one.state, one.get_state_display()),
    ]


def _link(one: LinkRequest) -> list[Fact]:
    return [
        Fact("at", _("Waktu"), timezone.localtime(one.created_at)),
        Fact("account", _("Akun"), one.account.name),
        Fact("evidence", _("Bukti"), one.evidence),
        Fact("status", _("Status"), one.status, one.get_status_display()),
        Fact("reason", _("Alasan"), one.reason),
    ]


def _invitation(one: Invitation) -> list[Fact]:
    return [
        Fact("email", "E-mail", one.email),
        Fact("at", _("Waktu"), timezone.localtime(one.created_at)),
    ]


def _request(one: DataRequest) -> list[Fact]:
    return [
        Fact("number", _("Nomor permintaan"), one.number),
        Fact("wish", _("Yang diminta"), one.wish, one.get_wish_display()),
        Fact("text", _("Keterangan"), one.text),
        Fact("asked_at", _("Diterima"), timezone.localtime(one.asked_at)),
        Fact("status", _("Status"), one.status, one.get_status_display()),
        Fact("answer", _("Jawaban"), one.answer),
    ]
