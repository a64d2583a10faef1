"""Forms for registering without an account, and for the door when that person has come."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.enums import Service
from services.models import RegistrationLine, Sidang
from services.orders.forms.lines import LinesForm, Offer, taken_by
from services.sidang.actions.arrivals import NewPlates
from services.sidang.actions.registrations import PERSON_FIELDS, Wanted
from simetro.core.web.forms import OnceForm, PrintedLine, needed
from uttp.enums import OwnerKind
from uttp.forms.instruments import FACTS, PlateForm
from uttp.forms.owners import OwnerFields
from uttp.kinds import InvalidInput, Kind
from uttp.models import Instrument
from uttp.names import name_of
from uttp.queries import rules_on

MOST = 99
MOST_LINES = 5  # of a list on a name plate; the rest is added on the instrument's own page


def _count(label: Any, **more: Any) -> forms.IntegerField:
    sentence = _("Isi dengan bilangan dari 0 sampai 99.")
    number = forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages={"min_value": sentence, "max_value": sentence},
        **more,
    )
    return needed(number)  # at least one of several


class SignUpForm(OwnerFields, OnceForm):
    """Who comes, and how many instruments of each kind that this sidang tests."""

    asked = PERSON_FIELDS
    nik = None  # type: ignore[assignment]  # Django: leave the field out

    def __init__(self, data: Any = None, *, sidang: Sidang, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.kinds = sidang.kinds
        self.fields["email"].help_text = _("Bila Anda ingin dikirimi nomornya, dan kabar bila jadwalnya berubah.")
        self.fields["name"].help_text = _("Nama Anda atau nama usaha Anda")
        for kind in self.kinds:
            self.add_fields({f"count.{kind.code}": _count(_("Jumlah")), f"brand.{kind.code}": _brand()})

    def kind_fields(self) -> list[tuple[Kind, forms.BoundField, forms.BoundField]]:
        return [(kind, self[f"count.{kind.code}"], self[f"brand.{kind.code}"]) for kind in self.kinds]

    def persons(self) -> list[forms.BoundField]:
        return [self[field.name] for field in self.asked]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.wanted():
            self.add_error(f"count.{self.kinds[0].code}", _("Isi jumlah paling sedikit satu jenis UTTP."))
        return cleaned

    def wanted(self) -> list[Wanted]:
        typed = self.cleaned_data
        counts = {kind.code: typed.get(f"count.{kind.code}") for kind in self.kinds}
        return [Wanted(kind, number, typed[f"brand.{kind}"]) for kind, number in counts.items() if number]

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"wanted": self.wanted()}


def _brand() -> PrintedLine:
    return PrintedLine(label=_("Merek"), max_length=80, required=False)


class ArrivedPlate(PlateForm):
    """The name plate of instruments of one kind that the office does not know yet. Optional where the count is 0."""

    service = forms.ChoiceField(label=_("Layanan"), choices=Service, initial=Service.TERA_ULANG.value)
    certificate = forms.BooleanField(label=_("Minta SKHP"), required=False, initial=True)

    def __init__(
        self, data: Any = None, *, line: RegistrationLine, count: int, typed: Mapping[str, Any] = MappingProxyType({})
    ) -> None:
        self.line = line
        lists = [
            attribute.code for attribute in line.kind.attributes if attribute.type == "rows" and attribute.required
        ]
        rows = {f"attributes.{code}.{MOST_LINES - 1}.": "" for code in lists}
        own = f"{line.kind_code}-"
        sent = {name.removeprefix(own): value for name, value in typed.items() if name.startswith(own)}
        known = {"brand": line.brand, "count": count, **rows, **sent}
        super().__init__(data, kind=line.kind_code, prefix=line.kind_code, initial=known)
        self.add_fields({"count": _count(_("Jumlah alat baru seperti ini"))}, ["count", "service", "certificate"])

    @property
    def title(self) -> str:
        return f"{name_of(self.line.kind)} ({self.line.count})"

    def full_clean(self) -> None:
        """Makes every field optional where the count is 0."""
        if self.is_bound and self._typed_count() in ("", "0"):
            for field in self.fields.values():
                field.required = False
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        """Shows what the kind says against the name plate beside the field that it is about."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("count") and not self.errors:
            try:
                self.line.kind.check_attributes(self.attributes(), rules_on(timezone.localdate()))
            except InvalidInput as error:
                for problem in error.errors:
                    self.add_error(self.field_of(problem.field), problem.message)
        return cleaned

    def _typed_count(self) -> str:
        return str(self.data.get(self.add_prefix("count"), "")).strip()

    def plates(self) -> list[NewPlates]:
        typed = self.cleaned_data
        if not typed.get("count"):
            return []
        facts = {name: typed[name] for name in FACTS}
        service = Service(typed["service"])
        plate = NewPlates(self.line.kind_code, typed["count"], service, self.attributes(), facts, typed["certificate"])
        return [plate]


class ArrivalForm(LinesForm):
    """Asks at the door: which owner this is, which of his known instruments he brings, and the new name plates."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self,
        data: Any = None,
        *,
        offer: Offer,
        lines: Sequence[RegistrationLine],
        version: int,
        typed: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        """`typed`: what to show again instead of what one begins with."""
        held = {line.kind_code: _known_of(line, offer) for line in lines}
        ticked = {f"pick.{instrument.uttp_id}": "on" for known in held.values() for instrument in known}
        super().__init__(data, offer=offer, initial=typed or {"version": version, **ticked})
        if offer.owner is None:
            self.add_fields({"kind": _owner_kind()})
        left = [(line, line.count - len(held[line.kind_code])) for line in lines]
        self.plates_of = [ArrivedPlate(data, line=line, count=count, typed=typed) for line, count in left]

    def is_valid(self) -> bool:
        are_valid = [plate.is_valid() for plate in self.plates_of]
        if not all(are_valid):
            self.add_error(None, _("Periksa isian yang ditandai pada data alat baru."))
        return super().is_valid()

    def brings_something(self) -> bool:
        return super().brings_something() or any(plate.errors or plate.plates() for plate in self.plates_of)

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        new = [plates for plate in self.plates_of for plates in plate.plates()]
        lines = super().facts()
        facts = {"owner": self.offer.owner, "kind": typed.get("kind", ""), "version": typed["version"]}
        return facts | {"held": lines["items"], "moved": lines["moved"], "new": new}


def _known_of(line: RegistrationLine, offer: Offer) -> list[Instrument]:
    """The instruments that the registration most likely means: of its kind, as many as it names."""
    free = [instrument for instrument in offer.instruments if taken_by(instrument) is None]
    return [instrument for instrument in free if instrument.kind_code == line.kind_code][: line.count]


def _owner_kind() -> forms.ChoiceField:
    person = OwnerKind.PERSON.value
    return forms.ChoiceField(label=_("Jenis pemilik"), choices=OwnerKind, widget=forms.RadioSelect, initial=person)
