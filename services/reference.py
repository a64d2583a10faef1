"""The reference data of this app: scope, competences, days, standards and stamps."""

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.authority.actions import save_competence, save_scope
from services.authority.forms import CompetenceForm, ScopeForm
from services.authority.queries import competent_people, kinds_in_scope
from services.calendar.actions import remove_kind_time, remove_service_day, save_kind_time, save_service_day
from services.calendar.forms.reference import KindTimeForm, ServiceDayForm
from services.models import Competence, KindTime, Letter, Scope, ServiceDay, StampKind
from services.stamps.actions import save_stamp_kind
from services.stamps.forms import StampKindForm
from services.testing.actions.standards import save_standard
from services.testing.forms.standards import StandardForm
from services.testing.queries.standards import standards
from simetro.core.models import Office
from simetro.core.settings.reference import Reference, ReferenceColumn
from simetro.core.settings.setup import Setting, SettingGroup, Standing
from simetro.core.templatetags.simetro import tanggal
from uttp.names import names_of


def _office() -> Standing:
    office = Office.objects.first()
    if office is None:
        return Standing(False, gettext("Belum diisi. Tanpa itu surat memakai kop contoh."))
    if not office.head_name:
        return Standing(False, gettext("Nama kepala kantor, yang menandatangani surat tugas, belum diisi."))
    return Standing(True, f"{office.name}, {office.department}")


def _scope() -> Standing:
    kinds = kinds_in_scope(timezone.localdate())
    if not kinds:
        return Standing(
            False, gettext("Belum ada surat yang berlaku hari ini. Tanpa itu tidak ada order yang diterima.")
        )
    return Standing(True, gettext("Berwenang untuk: %(kinds)s.") % {"kinds": names_of(kinds)})


def _competence() -> Standing:
    count = competent_people(timezone.localdate()).count()
    if not count:
        return Standing(
            False, gettext("Belum ada penera yang berwenang hari ini. Tanpa itu hasil uji tidak dapat ditetapkan.")
        )
    return Standing(True, gettext("%(count)s penera berwenang hari ini.") % {"count": count})


def _letter_columns() -> tuple[ReferenceColumn, ...]:
    return (
        ReferenceColumn(_("Mulai"), lambda row: tanggal(row.since), "nowrap"),
        ReferenceColumn(_("Sampai"), _end, "nowrap"),
        ReferenceColumn(_("Jenis UTTP"), lambda row: row.kind_names),
    )


def _end(row: Letter) -> str:
    return tanggal(row.until) if row.until else gettext("seterusnya")


def _minutes(day: ServiceDay) -> str:
    return gettext("%(count)s penera-menit") % {"count": day.minutes} if day.minutes else gettext("Tidak melayani")


SETTINGS = (
    Setting(
        order=10,
        group=SettingGroup.OFFICE,
        title=_("Data kantor"),
        what=_("Kop surat, pola nomor, jam layanan, dan standar pelayanan."),
        icon="building-store",
        url=reverse_lazy("office_change"),
        standing=_office,
    ),
    Setting(
        order=30,
        group=SettingGroup.OFFICE,
        title=_("Hari libur nasional"),
        what=_("Isi setahun sekaligus dari kalender nasional."),
        icon="calendar",
        url=reverse_lazy("national_holidays"),
    ),
)
REFERENCES = (
    Reference(
        noun="kewenangan",
        order=20,
        group=SettingGroup.PEOPLE,
        title=_("Kewenangan penera"),
        what=_("Jenis UTTP yang boleh diuji sampai selesai oleh tiap penera, dan surat penugasannya."),
        icon="shield-check",
        add=_("Catat kewenangan"),
        form=CompetenceForm,
        rows=lambda: Competence.objects.select_related("person"),
        columns=(
            ReferenceColumn(_("Penera"), lambda row: row.person.name),
            ReferenceColumn(_("Nomor surat"), lambda row: row.letter_number),
            *_letter_columns(),
        ),
        save=lambda by, form: save_competence(by=by, competence=form.instance),
        standing=_competence,
    ),
    Reference(
        noun="lingkup",
        order=20,
        group=SettingGroup.OFFICE,
        title=_("Lingkup kewenangan kantor"),
        what=_("Jenis UTTP yang boleh ditera kantor ini, menurut SKKPTTU."),
        icon="certificate",
        add=_("Catat lingkup"),
        form=ScopeForm,
        rows=Scope.objects.all,
        columns=(ReferenceColumn(_("Nomor surat"), lambda row: row.letter_number), *_letter_columns()),
        save=lambda by, form: save_scope(by=by, scope=form.instance),
        standing=_scope,
    ),
    Reference(
        noun="hari",
        order=35,
        group=SettingGroup.OFFICE,
        title=_("Hari libur dan hari pelayanan"),
        what=_("Hari yang lain dari biasanya: libur, lebih sedikit, lebih banyak, atau hanya kecamatan tertentu."),
        icon="calendar",
        add=_("Tambah hari"),
        form=ServiceDayForm,
        rows=ServiceDay.objects.all,
        columns=(
            ReferenceColumn(_("Tanggal"), lambda row: tanggal(row.on)),
            ReferenceColumn(_("Pelayanan di tempat pakai"), _minutes),
            ReferenceColumn(_("Kecamatan"), lambda row: ", ".join(row.districts) or gettext("Semua")),
            ReferenceColumn(_("Keterangan"), lambda row: row.note),
        ),
        save=lambda by, form: save_service_day(by=by, day=form.instance),
        remove=lambda by, row, reason: remove_service_day(by=by, day=row, reason=reason),
    ),
    Reference(
        noun="waktu-uji",
        order=40,
        group=SettingGroup.OFFICE,
        title=_("Waktu uji tiap jenis"),
        what=_("Berapa menit seorang penera di tempat pakai untuk satu UTTP. Dipakai untuk menghitung sisa hari."),
        icon="clock",
        add=_("Tambah waktu uji"),
        form=KindTimeForm,
        rows=KindTime.objects.all,
        columns=(
            ReferenceColumn(_("Jenis UTTP"), lambda row: names_of([row.kind_code])),
            ReferenceColumn(_("Menit"), lambda row: row.minutes, "num"),
        ),
        save=lambda by, form: save_kind_time(by=by, time=form.instance),
        remove=lambda by, row, reason: remove_kind_time(by=by, time=row, reason=reason),
    ),
    Reference(
        noun="standar",
        order=10,
        group=SettingGroup.TESTING,
        title=_("Standar ukuran"),
        what=_("Standar kantor, sertifikat kalibrasinya, dan jenis UTTP yang diuji dengannya."),
        icon="scale",
        add=_("Tambah standar"),
        form=StandardForm,
        rows=standards,
        columns=(
            ReferenceColumn(_("Standar"), str),
            ReferenceColumn(_("Nomor sertifikat"), lambda row: row.certificate_number),
            ReferenceColumn(_("Berlaku sampai"), lambda row: tanggal(row.valid_until), "nowrap"),
            ReferenceColumn(_("Untuk menguji"), lambda row: row.kind_names),
        ),
        save=lambda by, form: save_standard(by=by, standard=form.instance),
    ),
    Reference(
        noun="cap",
        order=20,
        group=SettingGroup.TESTING,
        title=_("Jenis cap tanda tera"),
        what=_("Cap, timah, dan stiker yang dihitung, dan batas persediaannya."),
        icon="rubber-stamp",
        add=_("Tambah jenis cap"),
        form=StampKindForm,
        rows=StampKind.objects.all,
        columns=(
            ReferenceColumn(_("Kode"), lambda row: row.code),
            ReferenceColumn(_("Nama"), lambda row: row.name),
            ReferenceColumn(_("Satuan"), lambda row: row.unit),
            ReferenceColumn(_("Batas persediaan"), lambda row: row.low_water, "num"),
        ),
        save=lambda by, form: save_stamp_kind(by=by, kind=form.instance),
    ),
)
