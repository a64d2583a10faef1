"""How forms look and speak: one renderer, one base form, and the fields that Django lacks."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import uuid4

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Model, QuerySet
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _

from simetro.core.documents.coverage import listed, undrawable
from simetro.core.documents.pictures import Picture, picture_of
from simetro.core.kit.errors import DomainError, Invalid, StaleVersion
from simetro.core.kit.quantities import AmbiguousNumber, QuantityError, comma, parse_typed, show_quantity
from simetro.core.kit.sentences import FieldError
from simetro.core.kit.text import HIDDEN, Text, composed

if TYPE_CHECKING:  # generic for mypy only
    ModelChoice = forms.ModelChoiceField[Any]
    ModelChoices = forms.ModelMultipleChoiceField[Any]
    ModelForm = forms.ModelForm[Any]
else:
    ModelChoice, ModelChoices = forms.ModelChoiceField, forms.ModelMultipleChoiceField
    ModelForm = forms.ModelForm
F = TypeVar("F", bound=forms.Field)
MAX_FOUND = 10
LONGEST_SEARCH = 100


class Renderer(DjangoTemplates):
    form_template_name = "core/form.html"
    field_template_name = "core/field.html"


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    def __init__(self) -> None:
        super().__init__({"type": "date"}, "%Y-%m-%d")


class PictureField(forms.FileField):
    """Its cleaned value is a Picture that is ready for `keep_picture`."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput({"accept": "image/jpeg,image/png,image/webp"})
        super().__init__(widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Picture | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return picture_of(file, file.size)
        except Invalid as error:
            raise forms.ValidationError(error.detail) from None


# Django's sentences in our words: what is missing, and what to do about it. The last match counts.
SENTENCES: tuple[tuple[type[forms.Field], str, Text], ...] = (
    (forms.Field, "required", _("Isian ini wajib diisi.")),
    (forms.ChoiceField, "required", _("Pilih salah satu.")),
    (forms.ChoiceField, "invalid_choice", _("Pilih salah satu yang ada dalam daftar.")),
    (forms.MultipleChoiceField, "required", _("Pilih paling sedikit satu.")),
    (forms.ModelMultipleChoiceField, "required", _("Pilih paling sedikit satu.")),
    (forms.BooleanField, "required", _("Centang kotak ini untuk melanjutkan.")),
    (forms.DateField, "required", _("Isi tanggalnya.")),
    (forms.DateField, "invalid", _("Tulis tanggal seperti 22/11/2026.")),
    (forms.IntegerField, "invalid", _("Isi dengan bilangan bulat, misalnya 12.")),
    (forms.EmailField, "invalid", _("Tulis alamat e-mail lengkap, misalnya nama@contoh.id.")),
    (forms.FileField, "required", _("Pilih berkasnya.")),
    (PictureField, "required", _("Pilih dulu gambarnya.")),
    (PictureField, "empty", _("Gambar ini kosong. Pilih gambar lain.")),
)


class PageForm(forms.Form):
    """A form with our own messages: pages write `<form novalidate>`, so that the browser shows none of its own."""

    use_required_attribute = False
    is_stale = False  # somebody else changed the row meanwhile

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak(field)

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        """What was typed, in the one form in which text is stored; Django asks here for each field's value.

        A password stays as it was typed: where people sign in, nothing is composed.
        """
        value = super()._widget_data_value(widget, html_name)  # type: ignore[misc]  # unknown to its stubs
        return composed(value) if isinstance(value, str) and not isinstance(widget, forms.PasswordInput) else value

    def add_fields(self, fields: Mapping[str, forms.Field], order: Iterable[str] = ()) -> None:
        """Adds fields that depend on a row or a choice; `order` names which fields come first."""
        for name, field in fields.items():
            _speak(field)
            self.fields[name] = field
        self.order_fields(order)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own last step, unknown to its stubs
        for name, field in self.fields.items():
            if isinstance(field, PrintedField) and (signs := undrawable(str(self.cleaned_data.get(name) or ""))):
                self._tell_of_paper(name, field, signs)

    def _tell_of_paper(self, name: str, field: "PrintedField", signs: str) -> None:
        """Says once what papers cannot show. The same text, sent again, is meant so."""
        is_meant = self.data.get(f"{self.add_prefix(name)}{MEANT}") == signs
        if name in self.changed_data and not is_meant:
            field.unprintable = signs
            self.add_error(name, NOT_ON_PAPER % {"signs": listed(signs)})

    def refuse(self, error: DomainError) -> None:
        """Shows an action's error beside the fields, so that nothing typed is lost."""
        self.is_stale = error.code == StaleVersion.code
        refusals = error.errors or [FieldError("", error.detail)]
        fields = [self.field_of(item.field) for item in refusals]  # first: add_error forgets what it speaks of
        for field, item in zip(fields, refusals, strict=True):
            self.add_error(field, item.message)

    def field_of(self, path: str) -> str | None:
        """The field that an action calls `path`; None puts the message on top of the form."""
        return path if path in self.fields else None


MEANT = "_as_typed"  # after the name of a field: the characters that were told of
LATIN_ONLY = _("Huruf %(signs)s tidak dapat dicetak pada surat. Tulis dengan huruf Latin.")
NOT_ON_PAPER = _(
    "Huruf %(signs)s tidak dapat dicetak pada surat, dan suratnya tidak dapat disusun. Tulis dengan huruf Latin, "
    "atau simpan sekali lagi bila memang harus begitu."
)


def _speak(field: forms.Field) -> None:
    """Replaces Django's error messages with ours; a message that was given to the field itself stays."""
    defaults: dict[str, Text] = {}
    for kind in reversed(type(field).__mro__):
        defaults.update(getattr(kind, "default_error_messages", {}))
    ours = {code: sentence for kind, code, sentence in SENTENCES if isinstance(field, kind)}
    for code, sentence in ours.items():
        if field.error_messages.get(code) is defaults.get(code):
            field.error_messages[code] = cast(Any, sentence)


def needed(field: F) -> F:
    """Marks a field that the form itself may lack, but that somebody must fill in: it is not called optional.

    Such a field is asked for by `clean`, in some cases only, or in a later step.
    """
    field.is_needed = True  # type: ignore[attr-defined]  # read by core/field.html
    return field


class LineField(forms.CharField):
    """One line of text without control and other invisible characters."""

    default_validators = [RegexValidator(rf"\A[^{HIDDEN}]*\Z", _("Tulis dalam satu baris tanpa tanda kendali."))]

    def to_python(self, value: Any) -> str:
        return composed(super().to_python(value) or "")  # also on forms that are not ours


class PrintedField(forms.CharField):
    """Text that stands on papers. `unprintable`: its characters that no font there draws (core/field_error.html)."""

    unprintable = ""


class PrintedLine(PrintedField, LineField):
    pass


class ReferenceForm(PageForm, ModelForm):
    """A row of reference data. An error of its action is shown beside the field, before the row is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = DayInput()
        if self.instance.pk:
            self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=self._as_it_is)

    def _as_it_is(self) -> str:
        """A digest of the row's values when the form was shown; it serves as version for rows without one."""
        return hashlib.sha256(repr(sorted(self.initial.items())).encode()).hexdigest()

    def clean(self) -> dict[str, Any] | None:
        data: dict[str, Any] | None = super().clean()
        if data and data.get("seen") and data["seen"] != self._as_it_is():
            self.refuse(StaleVersion())
        return data

    def _not_on_paper(self, name: str, field: forms.Field) -> str:
        """What the office says of itself stands on every paper, so that it is not asked but refused."""
        value = self.cleaned_data.get(name)
        is_text = isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput)
        return undrawable(value) if is_text and isinstance(value, str) else ""

    def check(self) -> None:
        """Raises a DomainError where the action would; `instance` carries what was typed."""

    def _post_clean(self) -> None:
        super()._post_clean()
        for name, field in self.fields.items():
            if name in self.changed_data and (signs := self._not_on_paper(name, field)):
                self.add_error(name, LATIN_ONLY % {"signs": listed(signs)})
        if self.errors:
            return
        try:
            self.check()
        except DomainError as error:
            self.refuse(error)


class VersionedForm(PageForm):
    """Changes a row that others may change meanwhile: the form carries the row's version."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def why_field() -> LineField:
    """The field for the reason of a change to the register; the log keeps it."""
    return LineField(
        label=_("Alasan perubahan"), max_length=200, help_text=_("Misalnya salah ketik, pindah alamat, ganti nomor")
    )


class WhyForm(PageForm):
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 3}))


class ReasonForm(WhyForm, VersionedForm):
    pass


def token_field() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class OnceForm(PageForm):
    """Creates a row; the token `once` tells the same form, sent again, from a new one."""

    once = token_field()

    def facts(self) -> dict[str, Any]:
        """The keyword arguments for the action."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}


class _AsTyped(str):
    """What stands in a box because somebody typed it: it is shown again as it is, whatever its point means."""


class QuantityField(forms.CharField):
    """A number typed with comma or point; cleans to the canonical string ("12.5"), empty stays empty.

    `step` and `most` decide how a point is read. Where it can be read in two ways, `readings` are what is asked.
    """

    readings: tuple[Decimal, ...] = ()

    def __init__(
        self,
        *,
        unit: Text = "",
        unit_from: str = "",
        step: Decimal | None = None,
        most: Decimal | None = None,
        **kwargs: Any,
    ) -> None:
        self.unit, self.unit_from = unit, unit_from  # the unit itself, and the field that chooses it
        self.step, self.most = step, most
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def bound_data(self, data: Any, initial: Any) -> Any:
        return _AsTyped(data) if isinstance(data, str) else data

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, _AsTyped):
            return value
        text = show_quantity(value) if isinstance(value, Decimal) else value
        is_canonical = isinstance(text, str) and text.count(".") == 1 and "," not in text
        return comma(text) if is_canonical else text

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if not text:
            return ""
        try:
            return show_quantity(parse_typed(text, step=self.step, most=self.most))
        except AmbiguousNumber as asked:
            self.readings = asked.readings
            raise forms.ValidationError(str(asked), code="ambiguous") from None
        except QuantityError as error:
            raise forms.ValidationError(str(error), code="quantity") from None


@dataclass(frozen=True)
class PickerChoice:
    """One result of a picker: a label, and below it a detail that tells it from similar ones."""

    value: str
    label: str
    detail: str


class PickerWidget(forms.Widget):
    """Search as you type with htmx; without JavaScript the form comes back with what was found."""

    template_name = "core/picker.html"
    use_fieldset = True
    multiple = False
    field: "_Picking"

    def __init__(
        self, *, url: Text, add_url: Text = "", add_button: str = "", add_label: Text = "", include: str = ""
    ) -> None:
        """A new row is made by a link to `add_url`, or by the button `add_button` of a form that keeps its values."""
        super().__init__()
        self.url, self.include = url, include
        self.add_url, self.add_button, self.add_label = add_url, add_button, add_label
        self.typed = ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        self.typed = _searched(str(data.get(f"{name}_q", "")))
        getter = getattr(data, "getlist", data.get) if self.multiple else data.get
        return getter(name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        values = value if isinstance(value, list | tuple) else [value]
        chosen = self.field.chosen([item for item in values if item not in (None, "")])
        return {
            **results(self.field, name, self.typed),
            "id": (attrs or {}).get("id", f"id_{name}"),
            "chosen": chosen,
            "url": self.url,
            "include": self.include,
        }


class PickerManyWidget(PickerWidget):
    multiple = True


class _Picking(ModelChoice):
    """Needs `search(queryset, text)`; `detail(row)` is the second line of a choice."""

    widget_class: type[PickerWidget] = PickerWidget

    def __init__(
        self,
        queryset: QuerySet[Any],
        *,
        search: Callable[[QuerySet[Any], str], QuerySet[Any]],
        detail: Callable[[Any], str] = lambda row: "",
        url: Text,
        include: str = "",
        **kwargs: Any,
    ) -> None:
        self.search, self.detail = search, detail
        add = {name: kwargs.pop(name) for name in ("add_url", "add_button", "add_label") if name in kwargs}
        widget = self.widget_class(url=url, include=include, **add)
        super().__init__(queryset, widget=widget, **kwargs)
        cast(PickerWidget, self.widget).field = self  # Django keeps a copy of the widget

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Picking":
        """A form's own copy: its widget asks the queryset that the form has narrowed."""
        copied = super().__deepcopy__(memo)
        cast(PickerWidget, copied.widget).field = copied
        return copied

    def matching(self, text: str) -> list[PickerChoice]:
        return self._choices(self.search(self._rows(), text)[:MAX_FOUND]) if text else []

    def chosen(self, values: list[Any]) -> list[PickerChoice]:
        key = self.to_field_name or "pk"
        try:
            return self._choices(self._rows().filter(**{f"{key}__in": values}))
        except (TypeError, ValueError):  # not even shaped like a key: clean() says so beside the field
            return []

    def _rows(self) -> QuerySet[Any]:
        return cast(QuerySet[Any], self.queryset).all()

    def _choices(self, rows: Iterable[Model]) -> list[PickerChoice]:
        return [
            PickerChoice(str(self.prepare_value(row)), self.label_from_instance(row), self.detail(row)) for row in rows
        ]


class PickerField(_Picking):
    pass


class PickerManyField(_Picking, ModelChoices):
    widget_class = PickerManyWidget


def results(field: _Picking, name: str, text: str) -> dict[str, Any]:
    """Context of core/picker_results.html, which the view behind the picker's `url` renders."""
    widget, typed = cast(PickerWidget, field.widget), _searched(text)
    return {
        "name": name,
        "typed": typed,
        "choices": field.matching(typed),
        "multiple": widget.multiple,
        "add_url": widget.add_url,
        "add_button": widget.add_button,
        "add_label": widget.add_label,
    }


def _searched(text: str) -> str:
    return text.replace("\0", "").strip()[:LONGEST_SEARCH]


class ChosenField(forms.Field):
    """Values like "12:3": a row and its version that the person saw. Cleans to a dict of them."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def to_python(self, value: Any) -> dict[int, int]:
        pairs = [re.fullmatch(r"([0-9]{1,18}):([0-9]{1,9})", str(text), re.ASCII) for text in value or []]
        if not all(pairs):
            raise forms.ValidationError(self.error_messages["invalid"])
        return {int(pair[1]): int(pair[2]) for pair in pairs if pair}

    def validate(self, value: dict[int, int]) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise forms.ValidationError(self.error_messages["too_many"], params={"most": self.most})
