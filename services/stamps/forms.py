"""The forms of the stamp ledger."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.authority.queries import active_penera
from services.enums import StampMoveKind
from services.models import StampKind
from services.stamps.actions import Marks
from services.stamps.queries import (
    Holding,
    holders,
    stamp_kinds,
    years,
)
from simetro.core.models import User
from simetro.core.web.forms import (
    DayInput,
    LineField,
    ModelChoice,
    OnceForm,
    PageForm,
    ReferenceForm,
)
from simetro.core.web.listing import FilterForm
from uttp.kinds.describe import Mark

MOST = 1_000_000
MARKS = ("kind", "year", "quantity", "on")  # the fields that are `Marks`, in their order


class KindChoice(ModelChoice):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} · {obj.name}"


class PersonChoice(ModelChoice):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class MarksForm(OnceForm):
    """A number of marks of one kind and year. `MarksForm.marks` is there once the form is valid."""

    kind = KindChoice(
        label=_("Jenis"), queryset=StampKind.objects.none(), to_field_name="code", empty_label=_("Pilih jenis")
    )
    year = forms.IntegerField(label=_("Tahun tanda"), widget=forms.TextInput({"inputmode": "numeric"}))
    quantity = forms.IntegerField(
        label=_("Jumlah"), min_value=1, max_value=MOST, widget=forms.TextInput({"inputmode": "numeric"})
    )
    on = forms.DateField(label=_("Tanggal"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs["initial"] = {"year": today.year, "on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._offer("kind", stamp_kinds())

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def marks(self) -> Marks:
        return Marks(*(self.cleaned_data[name] for name in MARKS))

    def facts(self) -> dict[str, Any]:
        rest = {name: value for name, value in super().facts().items() if name not in MARKS}
        return rest | {"marks": self.marks()}


def _note(label: Any = None, **more: Any) -> LineField:
    return LineField(label=label or _("Keterangan"), max_length=300, **{"required": False} | more)


def _penera() -> PersonChoice:
    return PersonChoice(label=_("Penera"), queryset=User.objects.none(), empty_label=_("Pilih penera"))


class ReceiveForm(MarksForm):
    letter_number = LineField(label=_("Nomor surat pengantar"), max_length=80)
    note = _note(help_text=_("Misalnya dari Direktorat Metrologi, atau nama percetakan."))


class HandOutForm(MarksForm):
    holder = _penera()
    note = _note()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("holder", active_penera().order_by("name", "pk"))


class TakeBackForm(MarksForm):
    holder = _penera()
    note = _note()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("holder", holders())


class ReturnForm(MarksForm):
    letter_number = LineField(label=_("Nomor surat pengembalian"), max_length=80)
    note = _note()


class DamageForm(MarksForm):
    holder = PersonChoice(
        label=_("Rusak pada"), queryset=User.objects.none(), required=False, empty_label=_("Gudang kantor")
    )
    note = _note(_("Bagaimana rusaknya?"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("holder", holders())


class OwnMoveForm(MarksForm):
    """What a penera books without a result: a spoiled plate, or marks on something that is on no order."""

    move = forms.ChoiceField(
        label=_("Apa yang terjadi?"),
        widget=forms.RadioSelect,
        choices=[
            (StampMoveKind.USED, _("Dibubuhkan tanpa hasil pengujian di sistem ini")),
            (StampMoveKind.DAMAGED, StampMoveKind.DAMAGED.label),
        ],
    )
    note = _note(_("Untuk apa, atau bagaimana rusaknya?"), required=True)


class CorrectMoveForm(PageForm):
    reason = forms.CharField(label=_("Apa yang keliru?"), max_length=300, widget=forms.Textarea({"rows": 3}))


class UsedForm(OnceForm):
    """One field for each kind and year that the penera holds, all 0 at first."""

    def __init__(self, *args: Any, held: Sequence[Holding], marks: Iterable[Mark] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {f"use.{holding.kind.code}.{holding.year}": holding for holding in held}
        self.listed = listed(marks)
        self.add_fields({name: self._field(holding) for name, holding in self.held.items()})

    def _field(self, holding: Holding) -> forms.IntegerField:
        facts = {"held": holding.number, "unit": holding.kind.unit, "listed": self.listed.get(holding.kind.code, 0)}
        hint = _("Anda memegang %(held)s %(unit)s. Menurut daftar: %(listed)s.")
        return forms.IntegerField(
            label=f"{holding.kind.code} {holding.year} · {holding.kind.name}",
            help_text=hint % facts,
            min_value=0,
            max_value=holding.number,
            required=False,
            initial=0,
            widget=forms.TextInput({"inputmode": "numeric"}),
            error_messages={"max_value": _("Anda hanya memegang %(limit_value)s.")},
        )

    def missing(self) -> list[str]:
        """The codes of listed marks of which he holds none."""
        return [code for code in self.listed if code not in {holding.kind.code for holding in self.held.values()}]

    def as_listed(self) -> dict[str, int]:
        """The numbers of the kind's list, taken from the newest year that he holds."""
        left, filled = dict(self.listed), dict.fromkeys(self.held, 0)
        for name, holding in self.held.items():
            filled[name] = min(left.pop(holding.kind.code, 0), holding.number)
        return filled

    def uses(self) -> list[Marks]:
        today = timezone.localdate()
        numbers = [(holding, self.cleaned_data.get(name) or 0) for name, holding in self.held.items()]
        return [Marks(holding.kind, holding.year, number, today) for holding, number in numbers if number]


def listed(marks: Iterable[Mark]) -> dict[str, int]:
    """How many marks of each code the kind's list asks for."""
    numbers: dict[str, int] = {}
    for mark in marks:
        for code in mark.codes:
            numbers[code] = numbers.get(code, 0) + mark.places
    return numbers


class BalanceFilter(FilterForm):
    search = forms.CharField(
        label=_("Cari kode atau nama"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    holder = PersonChoice(
        label=_("Dipegang oleh"), required=False, queryset=User.objects.none(), empty_label=_("Semua")
    )
    year = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["holder"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = holders()


class MoveFilter(FilterForm):
    search = forms.CharField(
        label=_("Cari penera, nomor surat, atau keterangan"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    year = forms.TypedChoiceField(label=_("Tahun tanda"), required=False, coerce=int, choices=lambda: _year_choices())
    move = forms.ChoiceField(required=False, choices=StampMoveKind, widget=forms.HiddenInput)


def _year_choices() -> list[tuple[Any, Any]]:
    return [("", _("Semua tahun")), *((year, str(year)) for year in years())]


class StampKindForm(ReferenceForm):
    class Meta:
        model = StampKind
        fields = ("code", "name", "unit", "low_water")
