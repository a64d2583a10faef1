from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.enums import Ask, CertificateStatus, CertificateType, Turnaround
from certificates.models import StandIn, Tier
from certificates.queries import awaiting_document
from certificates.rules import check_stand_in, check_tier
from services.authority.forms import DatedForm
from services.models import Verification
from simetro.core.web.forms import (
    ChosenField,
    DayInput,
    ModelChoices,
    PageForm,
    PrintedField,
    PrintedLine,
    ReferenceForm,
    VersionedForm,
)
from simetro.core.web.listing import FilterForm

MOST_AT_ONCE = 50


class CertificateFilter(FilterForm):
    """The filters of every tab. The hidden ones are set by the tab's chips."""

    type = forms.ChoiceField(
        label=_("Jenis surat"), required=False, choices=[("", _("Semua surat")), *CertificateType.choices]
    )
    status = forms.ChoiceField(required=False, choices=CertificateStatus.choices, widget=forms.HiddenInput)
    asked = forms.ChoiceField(required=False, choices=Ask.choices, widget=forms.HiddenInput)
    tier = forms.IntegerField(required=False, widget=forms.HiddenInput)


class IssuedFilter(CertificateFilter):
    since = forms.DateField(label=_("Terbit dari"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Sampai"), required=False, widget=DayInput())
    within = forms.ChoiceField(
        label=_("Waktu pelayanan"), required=False, choices=[("", _("Semua")), *Turnaround.choices]
    )


class DraftingFilter(FilterForm):
    whole = forms.ChoiceField(
        label=_("Pengujian"),
        required=False,
        choices=[("", _("Minta SKHP")), ("ya", _("Semua"))],
    )


class ChangeForm(VersionedForm):
    certificate_name = PrintedLine(label=_("Atas nama"), max_length=200)
    certificate_address = PrintedLine(label=_("Alamat"), max_length=250)
    notes = PrintedField(
        label=_("Catatan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Tercetak sesudah catatan baku surat, satu baris satu catatan."),
    )


class DraftForm(PageForm):
    verifications = forms.ModelMultipleChoiceField(
        Verification.objects.none(),
        error_messages={
            "required": _("Centang paling sedikit satu pengujian, lalu susun suratnya."),
            "invalid_choice": _("Sebagian pengujian baru saja dibuatkan surat. Inilah yang masih menunggu."),
            "invalid_pk_value": _("Sebagian pengujian baru saja dibuatkan surat. Inilah yang masih menunggu."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(ModelChoices, self.fields["verifications"])
        field.queryset = awaiting_document(asked_only=False).order_by("pk")


class ChosenForm(PageForm):
    chosen = ChosenField(
        most=MOST_AT_ONCE,
        error_messages={
            "invalid": _("Pilihan tidak terbaca. Pilih kembali suratnya."),
            "required": _("Pilih dulu surat yang akan disetujui."),
            "too_many": _("Paling banyak %(most)s surat sekali setuju. Kurangi pilihannya."),
        },
    )


class TierForm(ReferenceForm):
    class Meta:
        model = Tier
        fields = ("position", "title", "short", "members")
        widgets = {"members": forms.CheckboxSelectMultiple}
        labels = {"members": _("Anggota")}
        help_texts = {
            "position": _("1 menyetujui paling dulu."),
            "short": _("Dipakai di layar, misalnya Kabid."),
            "members": _("Siapa pun dari anggotanya dapat menyetujui untuk jenjang ini."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].required = True  # a tier without members could not approve

    def check(self) -> None:
        check_tier(self.instance)


class StandInForm(DatedForm):
    class Meta:
        model = StandIn
        fields = ("tier", "person", "acting", "since", "until", "letter_number")
        labels = {"tier": _("Menggantikan"), "person": _("Yang menggantikan")}

    def check(self) -> None:
        check_stand_in(self.instance)
