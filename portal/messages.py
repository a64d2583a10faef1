import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _

from portal.models import Complaint
from simetro.core.web.public_pages import page_url

BETWEEN = re.compile(r"[\s,;:()<>\[\]\"]+")
NUMBER_BEFORE = re.compile(r"^[+\d().-]+/")  # "0812-3456-7890/tumini@..."


def address_in(contact: str) -> str:
    """The first e-mail address in what somebody wrote as his contact; empty where there is none."""
    words = (NUMBER_BEFORE.sub("", word).strip("./'") for word in BETWEEN.split(contact))
    return next((word for word in words if _is_address(word)), "")


def _is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True


def answer_subject(complaint: Complaint) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("Pengaduan %(number)s sudah dijawab") % {"number": complaint.number}


def answer_body(complaint: Complaint) -> str:
    """The answer alone: nobody has proven that the address is his who complained."""
    with translation.override(settings.LANGUAGE_CODE):
        facts = {"number": complaint.number, "url": page_url("public_complaint", complaint.number)}
        follow = _("Nomor pengaduan: %(number)s\nBaca lagi di %(url)s") % facts
        return f"{_('Yth.')} Bapak/Ibu,\n\n{_('Jawaban atas pengaduan Anda:')}\n\n{complaint.answer}\n\n{follow}\n"
