from typing import Any

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from simetro.core.settings.reference import Reference, ReferenceColumn
from simetro.core.settings.setup import Setting, SettingGroup, Standing
from simetro.core.templatetags.simetro import tanggal
from uttp import actions
from uttp.forms.parameters import ParameterRowForm
from uttp.kinds import all_parameters
from uttp.models import Instrument, ParameterRow
from uttp.names import written_value
from uttp.queries import rules_on


def _named(row: ParameterRow) -> str:
    parameter = all_parameters().get(row.parameter)
    return f"{parameter.label} ({row.parameter})" if parameter else row.parameter


def _of_today(asked: dict[str, str]) -> dict[str, Any]:
    """The value that holds today, with which a new row begins."""
    parameter = all_parameters().get(asked.get("parameter", ""))
    if parameter is None:
        return dict(asked)
    return {**asked, "value": parameter.written(rules_on(timezone.localdate())[parameter])}


def _register() -> Standing:
    if not Instrument.objects.exists():
        return Standing(
            False, gettext("Register masih kosong. Unggah berkas Excel yang lama, atau daftarkan satu per satu.")
        )
    return Standing(True, gettext("UTTP sudah ada di register."))


SETTINGS = (
    Setting(
        order=40,
        group=SettingGroup.TESTING,
        title=_("Jenis UTTP"),
        what=_("Ketentuan tiap jenis, dasar hukumnya, dan mana yang belum dipastikan."),
        icon="list",
        url=reverse_lazy("kind_list"),
    ),
    Setting(
        order=10,
        group=SettingGroup.DATA,
        title=_("Impor register"),
        what=_("Pemilik dan UTTP dari berkas Excel."),
        icon="upload",
        url=reverse_lazy("import_list"),
        right="uttp.import_register",
        standing=_register,
    ),
)
REFERENCES = (
    # Never changed: what was judged by a row must still find it.
    Reference(
        noun="ketentuan",
        order=50,
        group=SettingGroup.TESTING,
        title=_("Ketentuan baru"),
        what=_("Batas kesalahan, masa berlaku, dan angka lain yang diubah peraturan, mulai tanggal berlakunya."),
        icon="ruler-measure",
        add=_("Tambah ketentuan"),
        form=ParameterRowForm,
        rows=ParameterRow.objects.all,
        columns=(
            ReferenceColumn(_("Ketentuan"), _named),
            ReferenceColumn(_("Nilai"), lambda row: "; ".join(written_value(row.value))),
            ReferenceColumn(_("Berlaku sejak"), lambda row: tanggal(row.since), "nowrap"),
            ReferenceColumn(_("Dasar hukum"), lambda row: row.legal_basis),
            ReferenceColumn(_("Sudah dipastikan"), lambda row: _("Ya") if row.confirmed else _("Belum")),
        ),
        save=lambda by, form: actions.add_parameter_row(by=by, row=form.instance),
        is_fixed=True,
        initial=_of_today,
    ),
)
