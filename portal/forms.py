from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, cast

from django import forms
from django.core import signing
from django.db.models import QuerySet
from django.forms import model_to_dict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.enums import ArticleSection, Element, Score, Wish
from portal.limits import pdf_of
from portal.models import Article
from portal.queries import known_districts
from portal.rules import why_not_asked_at
from services.calendar.queries import announced_sidang, minutes_left
from services.calendar.rules import BOOKED_AHEAD
from services.enums import Place
from services.models import Sidang
from services.orders.forms.lines import Offer
from services.orders.forms.orders import RequestForm, SidangChoice
from simetro.core.kit.errors import DomainError, Invalid
from simetro.core.models import User
from simetro.core.spreadsheets import Spreadsheet, from_json, read_sheets, to_json
from simetro.core.web.forms import (
    DayInput,
    LineField,
    ModelChoice,
    OnceForm,
    PageForm,
    PictureField,
    VersionedForm,
    needed,
)
from simetro.core.web.listing import FilterForm
from uttp.forms.attributes import REDRAW
from uttp.forms.filters import KindForm, kind_choices
from uttp.forms.instruments import FACTS, PlateForm
from uttp.forms.owners import OwnerFields, owner_field
from uttp.forms.questions import box_of
from uttp.models import Owner

LARGEST_UPLOAD = 5_000_000  # bytes
KEPT_SALT = "portal.upload"
KEPT_FOR = timedelta(days=1)


class LookUpForm(PageForm):
    """The search box of the public pages. A number is no secret, so it may stand in the address."""

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


class ComplaintForm(PageForm):
    text = forms.CharField(
        label=_("Apa yang terjadi?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Kapan, di mana, siapa."),
    )
    contact = LineField(
        label=_("Nomor telepon atau e-mail"),
        max_length=150,
        required=False,
        help_text=_(
            "Bila kami boleh bertanya lebih lanjut. Jawabannya kami kirim ke e-mail Anda, dan selalu dapat Anda "
            "baca dengan nomor pengaduan."
        ),
    )


class AnswerForm(VersionedForm):
    answer = forms.CharField(label=_("Jawaban"), max_length=2000, widget=forms.Textarea({"rows": 8}))


DAY, YEAR = timedelta(days=1), timedelta(days=366)


class DataRequestForm(OnceForm):
    """A data request from an owner's own account; which owner it is about is asked only where it has several."""

    wish = forms.ChoiceField(label=_("Yang diminta"), choices=Wish, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Keterangan"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Misalnya data mana yang keliru, dan bagaimana seharusnya."),
    )

    def __init__(self, *args: Any, owners: QuerySet[Owner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = ModelChoice(owners, label=_("Atas nama"), empty_label=None, initial=owners.first())
        if len(owners) == 1:
            owner.widget = forms.HiddenInput()
        self.add_fields({"owner": owner}, ["owner"])


class DeskRequestForm(OnceForm):
    """A data request that the desk records for an owner who came himself or wrote a letter."""

    wish = forms.ChoiceField(label=_("Yang diminta"), choices=Wish, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Keterangan"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Bagaimana Anda memastikan bahwa ia pemiliknya, dan apa yang dimintanya."),
    )
    asked_at = forms.DateTimeField(
        label=_("Diterima pada"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H.%M"],
        help_text=_("Kosong berarti sekarang. Sejak saat itu dihitung 3 × 24 jam."),
        error_messages={"invalid": _("Tulis tanggal dan jam seperti 22/11/2026 08.00.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_fields({"owner": owner_field(user)}, ["owner"])

    def clean_asked_at(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["asked_at"]
        if why := moment and why_not_asked_at(moment):
            raise forms.ValidationError(why)
        return moment


class SurveyForm(PageForm):
    note = forms.CharField(label=_("Saran"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        asked = {
            element.value: forms.TypedChoiceField(
                label=element.label, choices=Score, coerce=int, widget=forms.RadioSelect
            )
            for element in Element
        }
        self.add_fields(asked, [*asked, "note"])

    def scores(self) -> dict[str, int]:
        return {element.value: self.cleaned_data[element] for element in Element}


class YearForm(FilterForm):
    search = None  # type: ignore[assignment]  # Django: leave the field out
    year = forms.IntegerField(label=_("Tahun"), required=False, min_value=2000, max_value=2999)


class ArticleForm(PageForm):
    section = forms.ChoiceField(
        label=_("Bagian"), choices=ArticleSection, initial=ArticleSection.NEWS.value, widget=forms.RadioSelect
    )
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
    picture = PictureField(
        label=_("Gambar"),
        required=False,
        help_text=_("JPG, PNG, atau WebP, paling besar 5 MB. Pilih setelah pratinjau, yang tidak menyimpannya."),
    )
    picture_text = LineField(
        label=_("Yang tampak pada gambar"),
        max_length=200,
        required=False,
        help_text=_("Wajib bila ada gambar: dibacakan kepada yang tidak dapat melihatnya."),
    )
    publish_on = forms.DateField(
        label=_("Terbit mulai"),
        required=False,
        widget=DayInput(),
        help_text=_("Kosong berarti draf, yang hanya dibaca petugas."),
    )


class NewArticleForm(ArticleForm, OnceForm):
    pass


class ChangeArticleForm(ArticleForm, VersionedForm):
    drop_picture = forms.BooleanField(label=_("Hapus gambar yang sekarang"), required=False)

    def __init__(self, data: Any = None, files: Any = None, *, article: Article) -> None:
        initial = model_to_dict(article) | {"version": article.version}
        super().__init__(data, files, initial=initial)
        if not article.picture:
            del self.fields["drop_picture"]
        self.order_fields(["section", "title", "summary", "body", "picture", "drop_picture"])


class LinkForm(PageForm):
    evidence = LineField(
        label=_("Nomor transaksi"),
        max_length=120,
        help_text=_("Ada di formulir pendaftaran dan di surat hasil pengujian Anda, misalnya 7KQ4-M9XD-R2P."),
    )


class InvitationForm(PageForm):
    email = forms.EmailField(label=_("Alamat e-mail orang yang diajak"), max_length=254)


class OwnOwnerForm(OwnerFields, OnceForm):
    """The data that a person gives about himself, or about the firm that he acts for."""

    nik = None  # type: ignore[assignment]  # Django: leave the field out


class OwnInstrumentForm(PlateForm, OnceForm):
    owner = ModelChoice(Owner.objects.none(), label=_("Pemilik"), empty_label=None)
    kind = forms.ChoiceField(
        label=_("Jenis UTTP"), choices=lambda: kind_choices(_("Pilih jenis")), widget=forms.Select(REDRAW)
    )

    def __init__(
        self, data: Any = None, *, owners: QuerySet[Owner], more: str = "", initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, more=more, initial=initial)
        cast(ModelChoice, self.fields["owner"]).queryset = owners

    def refuse(self, error: DomainError) -> None:
        """Shows an error. The ID of an instrument registered already is not shown: it may be somebody else's."""
        if "uttp_id" in error.data:
            sentence = _(
                "Alat dengan merek dan nomor seri ini sudah tercatat. Bila milik Anda, hubungkan dulu data Anda."
            )
            link = format_html('<a href="{}">{}</a>', reverse("owner_link"), _("Hubungkan data saya"))
            self.add_error("serial_number", format_html("{} {}", sentence, link))
        else:
            super().refuse(error)

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {name: typed[name] for name in ("owner", "kind", *FACTS)} | {"attributes": self.attributes()}


class UploadForm(KindForm, OnceForm):
    """Many instruments of one kind in a sheet.

    Where the sheet leaves something open it comes back in `kept`, signed, so that the owner only answers.
    """

    owner = ModelChoice(Owner.objects.none(), label=_("Pemilik"), empty_label=None)
    file = forms.FileField(
        label=_("Berkas tabel"),
        required=False,
        help_text=_("Templat yang sudah diisi, .xlsx, paling banyak 500 baris. Juga .xls, .ods, dan .csv."),
        error_messages={"empty": _("Berkas ini kosong. Pilih berkas yang sudah diisi.")},
        widget=forms.FileInput({"accept": ".xlsx,.xls,.ods,.csv"}),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owners: QuerySet[Owner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ModelChoice, self.fields["owner"]).queryset = owners
        self.fields["file"].is_one_of_two = True  # type: ignore[attr-defined]  # the other is `kept`
        self.order_fields(["owner", "kind", "file"])

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file is None:
            return b""
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(_("Berkas lebih dari 5 MB. Bagi menjadi beberapa berkas."))
        return bytes(file.read())

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not typed.get("file") and "file" not in self.errors:
            typed["kept"] = self._kept(typed.get("kept", ""))
        return typed

    def _kept(self, signed: str) -> Any:
        try:
            return signing.loads(signed, salt=KEPT_SALT, max_age=KEPT_FOR)
        except signing.BadSignature:
            self.add_error("file", _("Pilih berkas yang sudah diisi."))
            return None

    def sheet(self) -> Spreadsheet:
        """The first sheet of the file, or the one that was read before."""
        file = self.cleaned_data["file"]
        return (read_sheets(file) if file else from_json(self.cleaned_data["kept"]["sheet"].encode()))[0]

    def answers(self) -> dict[str, str]:
        """What was answered so far, by the keys of the questions; of another file nothing."""
        if self.cleaned_data["file"]:
            return {}
        kept = self.cleaned_data["kept"]
        given = {key: self.data.get(box_of(number), "") for number, key in enumerate(kept["asked"])}
        earlier: dict[str, str] = kept["answers"]
        return earlier | {key: answer for key, answer in given.items() if answer}


def keep(sheet: Spreadsheet, answers: Mapping[str, str], asked: Sequence[str]) -> str:
    """The sheet and the answers so far, for the same form with these questions."""
    kept = {"sheet": to_json([sheet]).decode(), "answers": dict(answers), "asked": list(asked)}
    return signing.dumps(kept, salt=KEPT_SALT, compress=True)


class OwnRequestForm(RequestForm):
    """An owner's order. For service at his place he chooses among the days that still have time left."""

    may_move = False
    wanted_on = needed(
        forms.TypedChoiceField(
            label=_("Hari penera datang"),
            required=False,
            coerce=date.fromisoformat,
            empty_value=None,
            help_text=_("Hanya bila diuji di tempat pakai."),
        )
    )

    def __init__(self, data: Any = None, *, offer: Offer, initial: Mapping[str, Any], district: str) -> None:
        super().__init__(data, offer=offer, initial=initial)
        needed(self.fields["sidang"])
        cast(forms.ChoiceField, self.fields["wanted_on"]).choices = days_to_choose(district)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_on_site = cleaned.get("place") == Place.ON_SITE
        if cleaned.get("place") == Place.SIDANG and not cleaned.get("sidang") and "sidang" not in self.errors:
            self.add_error("sidang", _("Pilih sidangnya."))
        if is_on_site and not cleaned.get("wanted_on") and "wanted_on" not in self.errors:
            self.add_error("wanted_on", _("Pilih harinya."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"wanted_on": self.cleaned_data["wanted_on"]}


class DayForm(VersionedForm):
    wanted_on = forms.TypedChoiceField(label=_("Hari penera datang"), coerce=date.fromisoformat)

    def __init__(self, *args: Any, district: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["wanted_on"]).choices = days_to_choose(district)


def days_to_choose(district: str) -> list[tuple[str, str]]:
    today = timezone.localdate()
    left = minutes_left(today + timedelta(days=1), today + BOOKED_AHEAD, district)
    label = _("%(day)s, sisa %(minutes)s menit")
    days = {on: {"day": date_format(on, "l, j F"), "minutes": minutes} for on, minutes in left.items()}
    return [("", str(_("Pilih hari"))), *((on.isoformat(), label % day) for on, day in days.items())]


class BroadcastForm(PageForm):
    subject = LineField(label=_("Judul"), max_length=150)
    body = forms.CharField(
        label=_("Isi"),
        max_length=5000,
        widget=forms.Textarea({"rows": 12}),
        help_text=_("Tulis {nama} di tempat nama penerima. Cara berhenti menerima kabar ditambahkan sendiri."),
    )
    district = forms.ChoiceField(label=_("Kecamatan"), required=False)
    place = LineField(
        label=_("Pasar atau tempat"), max_length=120, required=False, help_text=_("Yang alamatnya memuat kata ini")
    )
    kind_code = forms.ChoiceField(label=_("Jenis UTTP"), required=False, choices=lambda: kind_choices(_("Semua jenis")))
    due_before = forms.DateField(label=_("Masa berlaku habis sebelum"), required=False, widget=DayInput())
    sidang = SidangChoice(
        Sidang.objects.none(),
        label=_("Belum terdaftar pada sidang"),
        required=False,
        empty_label=_("Tidak membedakan"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = [(district, district) for district in known_districts()]
        cast(forms.ChoiceField, self.fields["district"]).choices = [("", _("Semua kecamatan")), *districts]
        cast(SidangChoice, self.fields["sidang"]).queryset = announced_sidang(timezone.localdate())


class NewBroadcastForm(BroadcastForm, OnceForm):
    pass


class ChangeBroadcastForm(BroadcastForm, VersionedForm):
    pass


class StartForm(VersionedForm):
    send_at = forms.DateTimeField(
        label=_("Kirim pada"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H.%M"],
        help_text=_("Kosong berarti sekarang."),
        error_messages={"invalid": _("Tulis tanggal dan jam seperti 22/11/2026 08.00.")},
    )

    def clean_send_at(self) -> datetime | None:
        send_at: datetime | None = self.cleaned_data["send_at"]
        if send_at and not timezone.now() - DAY <= send_at <= timezone.now() + YEAR:
            raise forms.ValidationError(_("Pilih waktu mulai sekarang sampai satu tahun lagi. Periksa tahunnya."))
        return send_at
