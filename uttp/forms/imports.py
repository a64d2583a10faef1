from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simetro.core.spreadsheets import LARGEST, Spreadsheet
from simetro.core.web.forms import LineField, OnceForm, VersionedForm
from simetro.core.web.listing import FilterForm
from uttp.columns.heads import TARGETS, Target, head_row
from uttp.enums import Fate
from uttp.models import ImportedOwner, RegisterImport
from uttp.queries import by_telephone

SAMPLES = 3


class ImportFileForm(OnceForm):
    file = forms.FileField(
        label=_("Berkas register"),
        help_text=_(".xlsx, .xls, .ods, atau .csv, paling banyak 20 MB dan 60.000 baris. Urutan kolom bebas."),
        error_messages={"empty": _("Berkas ini kosong. Pilih berkas yang sudah diisi.")},
        widget=forms.FileInput({"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > LARGEST:
            raise forms.ValidationError(_("Berkas lebih dari 20 MB. Bagi menjadi beberapa berkas."))
        return self.cleaned_data["file"]


class MappingForm(VersionedForm):
    """Asks for each target which column of the file holds it, or for one text that holds for all rows."""

    sheet = forms.TypedChoiceField(label=_("Lembar"), coerce=int)
    head = forms.IntegerField(
        label=_("Baris judul kolom"), min_value=1, help_text=_("Nomor baris yang memuat nama-nama kolom.")
    )

    def __init__(self, data: Any = None, *, register: RegisterImport, sheets: list[Spreadsheet]) -> None:
        super().__init__(data, initial=_stored(register))
        self.fields["sheet"].choices = [(n, sheet.name or register.file_name) for n, sheet in enumerate(sheets)]  # type: ignore[attr-defined]
        choices = [("", _("Tidak ada kolomnya")), *_columns(sheets[register.sheet], register.head)]
        self.add_fields({name: field for target in TARGETS for name, field in _fields(target, choices).items()})

    def is_of_another_table(self, register: RegisterImport) -> bool:
        """Whether the columns were chosen for another sheet or head row than the one that is wanted now."""
        return (self.cleaned_data["sheet"], self.cleaned_data["head"]) != (register.sheet, register.head)

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"column.{target.path}"], self[f"fixed.{target.path}"]) for target in TARGETS]

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        mapping = {}
        for target in TARGETS:
            column, fixed = typed[f"column.{target.path}"], typed[f"fixed.{target.path}"]
            if column != "":
                mapping[target.path] = {"column": int(column)}
            elif fixed:
                mapping[target.path] = {"fixed": fixed}
        return {"mapping": mapping, "sheet": typed["sheet"], "head": typed["head"], "version": typed["version"]}


def _stored(register: RegisterImport) -> dict[str, Any]:
    places: Mapping[str, Mapping[str, Any]] = register.mapping
    columns = {f"column.{path}": place.get("column", "") for path, place in places.items()}
    fixed = {f"fixed.{path}": place.get("fixed", "") for path, place in places.items()}
    return {**columns, **fixed, "sheet": register.sheet, "head": register.head, "version": register.version}


def _columns(sheet: Spreadsheet, head: int) -> list[tuple[str, str]]:
    """The columns as choices, each shown by its head and its first cells."""
    heads = head_row(sheet, head).cells
    below = [row.cells for row in sheet.rows if row.number > head][:SAMPLES]
    width = max((len(cells) for cells in (heads, *below)), default=0)
    return [(str(index), _column(index, heads, below)) for index in range(width)]


def _column(index: int, heads: list[str], below: list[list[str]]) -> str:
    head = heads[index] if index < len(heads) else ""
    samples = ", ".join(cells[index] for cells in below if index < len(cells) and cells[index])
    return f"{index + 1}. {head or '–'}" + (f" ({samples[:60]})" if samples else "")


def _fields(target: Target, choices: Any) -> dict[str, forms.Field]:
    column = forms.ChoiceField(label=target.label, choices=choices, required=False)
    fixed = LineField(label=_("atau sama untuk semua baris"), max_length=120, required=False)
    column.is_one_of_two, fixed.is_one_of_two = target.required, True  # type: ignore[attr-defined]
    return {f"column.{target.path}": column, f"fixed.{target.path}": fixed}


class FateFilter(FilterForm):
    search = None  # type: ignore[assignment]  # Django: leave the field out
    fate = forms.ChoiceField(required=False, choices=Fate.choices)


class LikesForm(forms.Form):
    """Asks which of the owners that look alike are the same; `together` names telephones whose owners all are."""

    same = forms.ModelMultipleChoiceField(ImportedOwner.objects.none(), required=False)
    together = forms.MultipleChoiceField(required=False)

    def __init__(self, data: Any, *, likes: Any) -> None:
        super().__init__(data)
        self._shared = by_telephone(likes)[1]
        self.fields["same"].queryset = likes  # type: ignore[attr-defined]
        self.fields["together"].choices = [(phone, phone) for phone in self._shared]  # type: ignore[attr-defined]

    def same_owners(self) -> list[ImportedOwner]:
        if not self.is_valid():
            return []
        shared = [imported for phone in self.cleaned_data["together"] for imported in self._shared[phone]]
        return [*self.cleaned_data["same"], *shared]
