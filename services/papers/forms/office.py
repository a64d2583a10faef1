"""The form of the office's data that its letters, numbers and promises show."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simetro.core.db.numbering import check_templates
from simetro.core.models import Office
from simetro.core.web.forms import ReferenceForm

SECTIONS = (
    (_("Kop surat"), ("regency", "department", "name", "address", "phone", "email")),
    (_("Penanda tangan surat kantor"), ("city", "head_title", "head_name", "head_rank", "head_nip")),
    (
        _("Pola nomor"),
        (
            "skhp_number_template",
            "rejection_number_template",
            "assignment_number_template",
            "mark_statement_number_template",
        ),
    ),
    (_("Pelayanan"), ("hours", "service_days", "repair_days", "complaint_days", "onsite_minutes", "referral")),
)
NUMBER = _("{seq:04} nomor urut, {month} atau {roman_month} bulan, {year} tahun.")


class LettersForm(ReferenceForm):
    class Meta:
        model = Office
        fields = tuple(name for _title, names in SECTIONS for name in names)
        help_texts = {
            "hours": _("Misalnya Senin-Jumat, 08.00-15.00 WIB"),
            "city": _("Misalnya Purwokerto, seperti di atas tanda tangan"),
            "skhp_number_template": NUMBER,
        }

    def check(self) -> None:
        check_templates(self.instance)

    @property
    def sections(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        for title, names in SECTIONS:
            yield title, [self[name] for name in names]
