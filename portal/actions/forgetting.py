"""Forgets addresses, contacts and remarks when they are no longer needed."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.enums import CopyState
from portal.models import Complaint, Copy, Invitation, SurveyAnswer
from simetro.core.settings.retention import RetentionRule


def forget_addresses(before: datetime) -> int:
    """Empties the addresses of old copies that are not pending. The copies stay, so their states can be counted."""
    copies = Copy.objects.filter(broadcast__send_at__lt=before).exclude(state=CopyState.PENDING)
    return copies.exclude(address="").update(address="")


def forget_contacts(before: datetime) -> int:
    return Complaint.objects.filter(answered_at__lt=before).exclude(contact="").update(contact="")


def forget_notes(before: datetime) -> int:
    return SurveyAnswer.objects.filter(answered_at__lt=before).exclude(note="").update(note="")


def forget_invitations(before: datetime) -> int:
    return Invitation.objects.filter(created_at__lt=before).delete()[0]


RETENTION = (
    RetentionRule(
        code="portal.copies",
        label=_("Alamat penerima siaran"),
        what=_("Alamat e-mail dan nomor WhatsApp yang dikirimi siaran. Jumlah yang terkirim tetap."),
        usual_days=365,
        least_days=30,
        purge=forget_addresses,
    ),
    RetentionRule(
        code="portal.contacts",
        label=_("Kontak pada pengaduan yang sudah dijawab"),
        what=_("Nomor telepon atau e-mail pelapor, dihitung sejak dijawab. Pengaduan dan jawabannya tetap."),
        usual_days=365,
        least_days=30,
        purge=forget_contacts,
    ),
    RetentionRule(
        code="portal.notes",
        label=_("Saran pada survei kepuasan"),
        what=_("Saran yang ditulis pemilik. Nilainya tetap, supaya indeks kepuasan tidak berubah."),
        usual_days=730,
        least_days=365,
        purge=forget_notes,
    ),
    RetentionRule(
        code="portal.invitations",
        label=_("Ajakan mengurus yang tidak diterima"),
        what=_("Alamat e-mail orang yang diajak mengurus UTTP seorang pemilik tetapi belum menjawab."),
        usual_days=90,
        least_days=7,
        purge=forget_invitations,
    ),
)
