from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.testing.forms.filters import MOST_AT_ONCE
from simetro.core.web.forms import (
    ChosenField,
    OnceForm,
    PageForm,
    VersionedForm,
)

COPY, ANEW = "copy", "anew"
_ANSWER = _("Periksa tiap pertanyaan, lalu centang; atau kembali ke cerapan.")


class FinalForm(VersionedForm):
    """Makes readings final. Asks first about what looks doubtful."""

    sure_of = forms.MultipleChoiceField(
        label=_("Yakin?"),
        help_text=_(
            "Centang tiap pertanyaan yang sudah Anda periksa dan memang benar. Bila keliru, kembali ke cerapan."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _ANSWER},
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
            raise forms.ValidationError(_ANSWER)
        return sure_of


class TogetherForm(PageForm):
    """Which results are made final at once."""

    chosen = ChosenField(
        most=MOST_AT_ONCE,
        error_messages={
            "invalid": _("Pilihan tidak terbaca. Pilih kembali hasilnya."),
            "required": _("Centang paling sedikit satu hasil, lalu simpan."),
            "too_many": _("Paling banyak %(most)s hasil sekali simpan. Kurangi pilihannya."),
        },
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
