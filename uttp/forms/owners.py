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
    VersionedForm,
    why_field,
)
from uttp.enums import OwnerKind
from uttp.models import Owner
from uttp.queries import open_owners, owners_for, search_owners, similar_owners

FACTS = ("name", "kind", "phone", "email", "address", "district", "village")
NEW_OWNER = "new_owner"


class OwnerFields(PageForm):
    name = LineField(label=_("Nama"), max_length=200, help_text=_("Seperti pada KTP, atau nama resmi perusahaan"))
    kind = forms.ChoiceField(label=_("Jenis pemilik"), choices=OwnerKind, widget=forms.RadioSelect)
    phone = LineField(
        label=_("Nomor telepon"),
        max_length=30,
        help_text=_("Misalnya 0812 3456 7890"),
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
        validators=[
            RegexValidator(
                r"\A\+?[0-9][0-9 ()./-]{4,28}\Z", _("Tulis nomor telepon dengan angka, misalnya 0812 3456 7890.")
            )
        ],
    )
    email = forms.EmailField(
        label="E-mail", required=False, max_length=254, help_text=_("Untuk kabar order dan pengingat tera ulang")
    )
    address = LineField(label=_("Alamat"), max_length=250, help_text=_("Jalan dan nomor, RT/RW"))
    village = LineField(label=_("Desa/kelurahan"), max_length=80)
    district = LineField(label=_("Kecamatan"), max_length=80)
    nik = LineField(
        label="NIK",
        required=False,
        help_text=_("16 angka. Disimpan terenkripsi dan tidak pernah dicetak."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        validators=[RegexValidator(r"\A[0-9]{16}\Z", _("NIK terdiri dari 16 angka."))],
    )

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}


class NewOwnerForm(OwnerFields, OnceForm):
    """Asks once about owners that look alike; `seen` holds those that the person has decided on."""

    data: QueryDict
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def unseen(self) -> list[Owner]:
        """Owners like this one that were not shown yet; sending the form again means that it is another."""
        alike = list(similar_owners(Owner(name=self.cleaned_data["name"], phone=self.cleaned_data["phone"])))
        seen = self.cleaned_data["seen"].split()
        new = [owner for owner in alike if str(owner.pk) not in seen]
        if new:
            self.data = self.data.copy()
            self.data["seen"] = " ".join([*seen, *(str(owner.pk) for owner in new)])
        return new


class OwnerForm(OwnerFields, VersionedForm):
    forget_nik = forms.BooleanField(label=_("Hapus NIK yang tersimpan"), required=False)

    def __init__(self, *args: Any, owner: Owner, **kwargs: Any) -> None:
        initial = {name: getattr(owner, name) for name in FACTS} | {"version": owner.version}
        super().__init__(*args, initial=initial, **kwargs)
        if owner.nik_encrypted:
            self.fields["nik"].help_text = _("Tersimpan %(nik)s. Kosongkan bila tidak berubah.") % {
                "nik": owner.nik_masked
            }
        else:
            del self.fields["forget_nik"]

    def changes(self) -> dict[str, Any]:
        """Only what was changed, so that the log tells just that."""
        changes = {name: self.cleaned_data[name] for name in FACTS if name in self.changed_data}
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
    """What was searched for in vain is the name of the new owner, or his number."""
    known = {"nama" if any(char.isalpha() for char in typed) else "telepon": typed} if typed else {}
    return f"{reverse('owner_new')}?{urlencode(known | {'kembali': back})}"


def detail_of(row: Any) -> str:
    owner = cast(Owner, row)
    return f"{owner.phone or '–'} · {owner.village}, {owner.district}"
