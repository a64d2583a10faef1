from django import forms
from django.utils.translation import gettext_lazy as _

from portal.limits import pdf_of
from simetro.core.errors import Invalid
from simetro.core.forms import LineField, OnceForm, PageForm, VersionedForm


class LookUpForm(PageForm):
    """The one box of the public face; what stands in it is no secret, so it may be in the address."""

    q = LineField(
        label=_("Nomor transaksi, ID UTTP, atau nomor SKHP"),
        max_length=120,
        error_messages={"required": _("Tulis dulu nomor yang ingin dicari.")},
    )


class CertificateNumberForm(PageForm):
    q = LineField(
        label=_("Nomor SKHP atau surat penolakan"),
        max_length=120,
        error_messages={"required": _("Tulis dulu nomor suratnya.")},
    )


class CertificateFileForm(PageForm):
    file = forms.FileField(
        label=_("Berkas PDF surat"),
        help_text=_("Berkas yang Anda terima, bukan foto atau hasil pindaian. Berkas ini tidak kami simpan."),
        error_messages={"empty": _("Berkas ini kosong. Pilih berkas PDF suratnya.")},
        widget=forms.FileInput({"accept": "application/pdf"}),
    )

    def clean_file(self) -> bytes:
        try:
            return pdf_of(self.cleaned_data["file"])
        except Invalid as error:
            raise forms.ValidationError(error.detail) from None


class ArticleForm(PageForm):
    title = LineField(label=_("Judul"), max_length=150)
    summary = LineField(
        label=_("Ringkasan"), max_length=300, help_text=_("Satu kalimat, yang tampak di daftar berita.")
    )
    body = forms.CharField(
        label=_("Isi"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 16}),
        help_text=_(
            "Baris kosong memulai alinea. ## Judul bagian, **tebal**, - butir daftar, [teks tautan](https://...)."
        ),
    )
    publish_on = forms.DateField(
        label=_("Terbit mulai"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=_("Kosong berarti draf, yang hanya dibaca petugas."),
    )


class NewArticleForm(ArticleForm, OnceForm):
    pass


class ChangeArticleForm(ArticleForm, VersionedForm):
    pass
