from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.enums import AttemptState, Place, Service
from services.queries import TO_TEST
from simetro.core.kit.roles import Role
from simetro.core.models import User
from simetro.core.web.forms import (
    ChosenField,
    DayInput,
    OnceForm,
    PageForm,
    ReasonForm,
    VersionedForm,
)
from simetro.core.web.listing import FilterForm
from uttp.enums import Verdict
from uttp.forms.filters import kind_choices

WEEK = timedelta(days=7)
MOST_AT_ONCE = 200
COPY, ANEW = "copy", "anew"


class FinalForm(VersionedForm):
    """Makes readings final; what they make one doubt is asked first."""

    sure_of = forms.MultipleChoiceField(
        label=_("Yakin?"),
        help_text=_(
            "Centang tiap pertanyaan yang sudah Anda periksa dan memang benar. Bila keliru, kembali ke cerapan."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, questions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        if questions:
            asked = self.fields["sure_of"]
            assert isinstance(asked, forms.MultipleChoiceField)
            asked.choices = [(question, question) for question in questions]
        else:
            del self.fields["sure_of"]

    def clean_sure_of(self) -> list[str]:
        sure_of: list[str] = self.cleaned_data["sure_of"]
        if set(sure_of) != set(self.questions):
            raise forms.ValidationError(_("Periksa tiap pertanyaan, lalu centang; atau kembali ke cerapan."))
        return sure_of


class TogetherForm(PageForm):
    """Which results are saved at once."""

    chosen = ChosenField(
        most=MOST_AT_ONCE,
        error_messages={
            "invalid": _("Pilihan tidak terbaca. Pilih kembali hasilnya."),
            "required": _("Centang paling sedikit satu hasil, lalu simpan."),
            "too_many": _("Paling banyak %(most)s hasil sekali simpan. Kurangi pilihannya."),
        },
    )


class WorkFilter(FilterForm):
    search = forms.CharField(
        label=_("Cari nomor transaksi, ID UTTP, nomor seri, atau pemilik"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    place = forms.ChoiceField(label=_("Tempat"), required=False, choices=[("", _("Semua tempat")), *Place.choices])
    when = forms.ChoiceField(
        label=_("Tanggal"),
        required=False,
        choices=[("", _("Sampai hari ini")), ("week", _("Sampai 7 hari lagi")), ("all", _("Semua tanggal"))],
    )
    status = forms.ChoiceField(
        required=False, choices=[(status.value, status.label) for status in TO_TEST], widget=forms.HiddenInput
    )

    @property
    def until(self) -> date | None:
        """A search looks at every day."""
        when, today = self.wanted["when"], timezone.localdate()
        if when == "all" or self.wanted["search"]:
            return None
        return today + WEEK if when == "week" else today


class OwnFilter(FilterForm):
    """A penera's own verifications."""

    verdict = forms.ChoiceField(required=False, choices=Verdict, widget=forms.HiddenInput)


class DaysFilter(FilterForm):
    since = forms.DateField(label=_("Dari"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Sampai"), required=False, widget=DayInput())


class HistoryFilter(DaysFilter):
    search = forms.CharField(
        label=_("Cari nama, nomor seri, ID UTTP, atau nomor order"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    owner = forms.CharField(label=_("Pemilik"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Jenis"), required=False, choices=lambda: kind_choices(_("Semua jenis")))
    penera = forms.ModelChoiceField(
        label=_("Penera"), required=False, queryset=User.objects.none(), empty_label=_("Semua penera")
    )
    district = forms.CharField(label=_("Kecamatan"), required=False, max_length=80)
    market = forms.CharField(label=_("Pasar atau tempat pakai"), required=False, max_length=80)
    place = forms.ChoiceField(label=_("Pelayanan di"), required=False, choices=[("", _("Semua")), *Place.choices])
    service = forms.ChoiceField(label=_("Pekerjaan"), required=False, choices=[("", _("Semua")), *Service.choices])
    status = forms.ChoiceField(
        label=_("Percobaan"), required=False, choices=[("", _("Semua percobaan")), *AttemptState.choices]
    )
    certificate = forms.CharField(label=_("Nomor surat"), required=False, max_length=120)
    verdict = forms.ChoiceField(required=False, choices=Verdict, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["penera"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(groups__name=Role.PENERA)


class RepairForm(ReasonForm):
    until = forms.DateField(
        label=_("Batas perbaikan"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Biasanya 7 hari kerja. Setelah diperbaiki, UTTP diuji lagi pada order yang sama."),
    )


class StatementForm(PageForm):
    reason = forms.CharField(
        label=_("Mengapa tanda tera tidak dapat dibubuhkan?"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Tercetak pada keterangan, misalnya: badan alat terbuat dari kaca dan tidak dapat dicap."),
    )


class CorrectionForm(OnceForm):
    reason = forms.CharField(
        label=_("Apa yang keliru?"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Tercatat pada riwayat bersama hasil yang lama."),
    )
    begin = forms.ChoiceField(
        label=_("Bagaimana cerapannya diisi?"),
        widget=forms.RadioSelect,
        choices=[
            (ANEW, _("UTTP diuji lagi: mulai dari lembar kosong")),
            (COPY, _("Hanya salah ketik: salin cerapan lama, lalu perbaiki yang keliru")),
        ],
    )
