"""What an owner tells of himself, described once.

The forms, the API, the list to take along, the import of old registers, the owner's copy of his data and his erasure
take their fields from here. His NIK is not among them: it is encrypted, and shown to nobody in full.
"""

from dataclasses import dataclass
from typing import cast

from django.db.models import CharField
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from uttp.models import Owner

Text = str | Promise


@dataclass(frozen=True)
class OwnerField:
    """A text; the model's field of this `name` says its label, its length and whether it may be empty.

    `heading`: over its column in a list, where the label is too long. `import_label`: what an import calls it, where
    the label could be an instrument's. `register_heads`: what old registers write over its column beside the label,
    in lower case; without any it is not imported.
    """

    name: str
    hint: Text = ""
    heading: Text = ""
    import_label: Text = ""
    register_heads: tuple[str, ...] = ()
    survives_erasure: bool = False  # where documents that stay name the owner

    @property
    def column(self) -> "CharField[str, str]":
        return cast("CharField[str, str]", Owner._meta.get_field(self.name))

    @property
    def label(self) -> Text:
        return cast(Text, capfirst(self.column.verbose_name))

    @property
    def max_length(self) -> int:
        return self.column.max_length or 0

    @property
    def is_optional(self) -> bool:
        return self.column.blank

    def value(self, owner: Owner) -> str:
        return cast(str, getattr(owner, self.name))

    def shown(self, owner: Owner) -> str:
        """The value as people read it."""
        display = getattr(owner, f"get_{self.name}_display", None)
        return str(display()) if display else self.value(owner)


OWNER_FIELDS = (
    OwnerField(
        "name",
        hint=_("Seperti pada KTP, atau nama resmi perusahaan"),
        import_label=_("Nama pemilik"),
        register_heads=(
            "nama",
            "pemilik",
            "pemilik uttp",
            "pemilik pemakai",
            "pedagang",
            "perusahaan",
            "spbu",
            "wajib tera",
            "nama wajib tera",
            "nama usaha",
            "nama toko",
            "nama spbu",
            "nama pedagang",
            "nama perusahaan",
            "nama perusahaan pemilik",
            "nama pemilik usaha",
            "nama pemilik pemakai",
        ),
        survives_erasure=True,
    ),
    OwnerField("kind", survives_erasure=True),
    OwnerField(
        "phone",
        hint=_("Misalnya 0812 3456 7890"),
        heading=_("Telepon"),
        register_heads=("telepon", "no telepon", "no hp", "hp", "kontak", "wa", "no wa", "telepon hp", "no telepon hp"),
    ),
    OwnerField(
        "phone_note",
        hint=_("Misalnya nomor kedua, atau nama yang menjawab"),
        import_label=_("Keterangan telepon"),
        register_heads=("hp 2", "no hp 2", "telepon 2", "no telepon 2", "telepon lain", "keterangan telepon"),
    ),
    OwnerField(
        "email",
        hint=_("Untuk kabar order dan pengingat tera ulang"),
        import_label=_("E-mail pemilik"),
        register_heads=("email", "e-mail", "surel"),
    ),
    OwnerField(
        "address",
        hint=_("Jalan dan nomor, RT/RW"),
        register_heads=("alamat", "alamat pemilik", "jalan", "alamat usaha", "alamat toko"),
        survives_erasure=True,
    ),
    OwnerField("village", register_heads=("desa", "kelurahan", "desa kelurahan"), survives_erasure=True),
    OwnerField("district", register_heads=("kecamatan",), survives_erasure=True),
)
IMPORTED_FIELDS = tuple(field for field in OWNER_FIELDS if field.register_heads)
FORGOTTEN_FIELDS = tuple(field for field in OWNER_FIELDS if not field.survives_erasure)
