from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from simetro.core.models import User
from simetro.core.web.forms import (
    LineField,
    OnceForm,
    PageForm,
    PickerField,
    PickerWidget,
    PrintedLine,
    VersionedForm,
    why_field,
)
from uttp.enums import OwnerKind
from uttp.models import Owner
from uttp.owner_fields import OWNER_FIELDS, OwnerField
from uttp.queries import open_owners, owners_for, search_owners, similar_owners

NEW_OWNER = "new_owner"
# What is asked for by more than a box for one line of text.
SPECIAL_BOXES: Mapping[str, Callable[..., forms.Field]] = {
    "kind": partial(forms.ChoiceField, choices=OwnerKind, widget=forms.RadioSelect),
    "phone": partial(
        LineField,
        max_length=30,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
        validators=[
            RegexValidator(
                r"\A\+?[0-9][0-9 ()./-]{4,28}\Z", _("Tulis nomor telepon dengan angka, misalnya 0812 3456 7890.")
            )
        ],
    ),
    "email": partial(forms.EmailField, max_length=254),
}


def box_of(field: OwnerField) -> forms.Field:
    """The form field in which a value of this kind is typed or chosen."""
    make = SPECIAL_BOXES.get(field.name) or partial(PrintedLine, max_length=field.max_length)
    return make(label=field.label, help_text=field.hint, required=not field.is_optional)


class OwnerFields(PageForm):
    """Asks for what an owner tells of himself; a form may ask for some of it only."""

    asked: Sequence[OwnerField] = OWNER_FIELDS
    nik = LineField(
        label="NIK",
        required=False,
        help_text=_("16 angka. Disimpan terenkripsi dan tidak pernah dicetak."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        validators=[RegexValidator(r"\A[0-9]{16}\Z", _("NIK terdiri dari 16 angka."))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boxes = {field.name: box_of(field) for field in self.asked}
        self.add_fields(boxes, [*boxes, "nik"])

    def facts(self) -> dict[str, Any]:
        return {field.name: self.cleaned_data[field.name] for field in self.asked}


class NewOwnerForm(OwnerFields, OnceForm):
    """Asks once about owners that look alike; `seen` holds those that the person has decided on."""

    data: QueryDict
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def unseen(self) -> list[Owner]:
        """Owners like this one that were not shown yet; sending the form again means that it is another."""
        typed = {name: self.cleaned_data[name] for name in ("name", "phone", "village", "district")}
        alike = similar_owners(Owner(**typed))
        seen = self.cleaned_data["seen"].split()
        new = [owner for owner in alike if str(owner.pk) not in seen]
        if new:
            self.data = self.data.copy()
            self.data["seen"] = " ".join([*seen, *(str(owner.pk) for owner in new)])
        return new


class OwnerForm(OwnerFields, VersionedForm):
    forget_nik = forms.BooleanField(label=_("Hapus NIK yang tersimpan"), required=False)

    def __init__(self, *args: Any, owner: Owner, **kwargs: Any) -> None:
        initial = {field.name: field.value(owner) for field in self.asked} | {"version": owner.version}
        super().__init__(*args, initial=initial, **kwargs)
        if owner.nik_encrypted:
            self.fields["nik"].help_text = _("Tersimpan %(nik)s. Kosongkan bila tidak berubah.") % {
                "nik": owner.nik_masked
            }
        else:
            del self.fields["forget_nik"]

    def changes(self) -> dict[str, Any]:
        """The changed values only, so that the log names just these."""
        changes = {name: value for name, value in self.facts().items() if name in self.changed_data}
        if self.cleaned_data["nik"] or self.cleaned_data.get("forget_nik"):
            changes["nik"] = "" if self.cleaned_data.get("forget_nik") else self.cleaned_data["nik"]
        return changes


class DeskOwnerForm(OwnerForm):
    reason = why_field()


def owner_field(user: User, *, back: str = "", typed: str = "", keeps: bool = False, **kwargs: Any) -> PickerField:
    """Search as you type; with `back` also the way to a new owner, who is then chosen on that page.

    `typed`: what was searched for. `keeps`: the form answers the button NEW_OWNER by keeping what is typed in it.
    """
    query = urlencode({"kembali": back} | ({"draf": "1"} if keeps else {}))
    field = PickerField(
        open_owners(owners_for(user)),
        search=search_owners,
        detail=detail_of,
        url=f"{reverse('owner_choices')}?{query}" if back else reverse("owner_choices"),
        add_url=new_owner_url(back, typed) if back else "",
        add_button=NEW_OWNER if back and keeps else "",
        add_label=_("Tambah pemilik baru"),
        label=kwargs.pop("label", _("Pemilik")),
        **kwargs,
    )
    cast(PickerWidget, field.widget).typed = typed
    return field


def new_owner_url(back: str, typed: str) -> str:
    """The address of the form for a new owner, whose name or phone is the text that was searched for."""
    known = {"nama" if any(char.isalpha() for char in typed) else "telepon": typed} if typed else {}
    return f"{reverse('owner_new')}?{urlencode(known | {'kembali': back})}"


def detail_of(row: Any) -> str:
    owner = cast(Owner, row)
    return f"{owner.phone or '–'} · {owner.village}, {owner.district}"
