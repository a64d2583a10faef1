"""What an owner's erasure deletes, what it leaves, and why: whatever tests and documents name stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Right
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from portal.models import Complaint, Copy, DataRequest, Invitation, LinkRequest, SurveyAnswer
from services.models import AssignmentLetter, Order, OrderItem, Registration, Verification
from simetro.core.kit.phones import international
from simetro.core.kit.text import Text
from simetro.core.models import MutedAddress, User
from simetro.core.outbox.mail import known_as
from simetro.core.settings.retention import kept_rules
from uttp.likeness import SUBSCRIBER_DIGITS
from uttp.models import Instrument, InstrumentPhoto, Owner
from uttp.models.register import SUBSCRIBER
from uttp.owner_fields import FORGOTTEN_FIELDS
from uttp.queries import operators_of

PLATE = Concat("brand", Value(" "), "model", Value(" "), "serial_number", Value(" ("), "uttp_id", Value(")"))


@dataclass(frozen=True)
class ErasureLine:
    """One line of the page: a number of rows, and their `names` if they have any. `is_fact`: a fact about the owner."""

    what: Text
    count: int
    names: tuple[str, ...] = ()
    is_fact: bool = False


@dataclass(frozen=True)
class Erasure:
    """Page, erasure and answer all read from here. `names` is cached: make a new Erasure after taking the locks."""

    owner: Owner

    @property
    def orders(self) -> QuerySet[Order]:
        """The orders that go: never tested, and named by no surat tugas."""
        tested = Verification.objects.filter(item__order=OuterRef("pk"))
        lettered = AssignmentLetter.objects.filter(order=OuterRef("pk"))
        own = Order.objects.filter(owner=self.owner)
        return own.exclude(Exists(tested)).exclude(Exists(lettered)).order_by("pk")

    @property
    def kept_orders(self) -> QuerySet[Order]:
        return Order.objects.filter(owner=self.owner).exclude(pk__in=_keys(self.orders)).order_by("pk")

    @property
    def instruments(self) -> QuerySet[Instrument]:
        """The instruments that go: never verified, here or by an old register, and on no order that stays."""
        staying = OrderItem.objects.filter(instrument=OuterRef("pk")).exclude(order__in=_keys(self.orders))
        own = Instrument.objects.filter(owner=self.owner, last_verified_on__isnull=True)
        return own.exclude(Exists(staying)).order_by("pk")

    @property
    def registrations(self) -> QuerySet[Registration]:
        """All registrations. Of those whose order stays, only the texts about the person go."""
        return Registration.objects.filter(order__owner=self.owner, forgotten_at__isnull=True)

    @property
    def complaints(self) -> QuerySet[Complaint]:
        """The complaints about orders that go."""
        return Complaint.objects.filter(order__in=_keys(self.orders))

    @property
    def contacts(self) -> QuerySet[Complaint]:
        return Complaint.objects.filter(order__in=_keys(self.kept_orders)).exclude(contact="")

    @property
    def notes(self) -> QuerySet[SurveyAnswer]:
        return SurveyAnswer.objects.filter(order__owner=self.owner).exclude(note="")

    @property
    def texts(self) -> QuerySet[DataRequest]:
        return DataRequest.objects.filter(owner=self.owner).exclude(text="")

    @property
    def heard(self) -> QuerySet[Complaint]:
        return Complaint.objects.filter(order__in=_keys(self.kept_orders))

    @property
    def muted(self) -> QuerySet[MutedAddress]:
        """The muted addresses that belong to no account and to no other owner."""
        return self._silent.exclude(self._is_anothers)

    @property
    def kept_muted(self) -> QuerySet[MutedAddress]:
        return self._silent.filter(self._is_anothers)

    @property
    def _silent(self) -> QuerySet[MutedAddress]:
        own = {known_as(self.owner.email), international(self.owner.phone)} - {""}
        return MutedAddress.objects.filter(email__in=own)

    @property
    def _is_anothers(self) -> Q:
        others = Owner.objects.exclude(pk=self.owner.pk).annotate(line=SUBSCRIBER)
        by_mail, by_phone = Q(email__iexact=OuterRef("email")), Q(line=Right(OuterRef("email"), SUBSCRIBER_DIGITS))
        accounts = User.objects.filter(email__iexact=OuterRef("email"))
        return Q(Exists(others.filter(by_mail | by_phone))) | Q(Exists(accounts))

    @cached_property
    def names(self) -> dict[str, list[Any]]:
        """Names or keys of all that goes and stays, by code, in one query."""
        owner, instruments = self.owner, self.instruments
        rows: dict[str, tuple[QuerySet[Any], Combinable]] = {
            "orders": (self.orders, F("transaction_number")),
            "instruments": (instruments, PLATE),
            "photos": (InstrumentPhoto.objects.filter(instrument__in=_keys(instruments)), F("pk")),
            "registrations": (self.registrations, F("number")),
            "operators": (operators_of(owner), F("name")),
            "invitations": (Invitation.objects.filter(owner=owner), F("email")),
            "links": (LinkRequest.objects.filter(owner=owner), F("pk")),
            "copies": (Copy.objects.filter(owner=owner), F("pk")),
            "complaints": (self.complaints, F("number")),
            "contacts": (self.contacts, F("pk")),
            "notes": (self.notes, F("pk")),
            "texts": (self.texts, F("pk")),
            "muted": (self.muted, F("pk")),
            "kept_orders": (self.kept_orders, F("transaction_number")),
            "kept_instruments": (owner.instruments.exclude(pk__in=_keys(instruments)), PLATE),
            "certificates": (Certificate.objects.filter(owner=owner), F("pk")),
            "issued": (Certificate.objects.filter(owner=owner).exclude(number=""), F("number")),
            "heard": (self.heard, F("pk")),
            "kept_muted": (self.kept_muted, F("pk")),
            "tests": (Verification.objects.filter(item__order__owner=owner), F("pk")),
        }
        listed = {f"its_{code}": ArraySubquery(each.values(shown=name)) for code, (each, name) in rows.items()}
        row = Owner.objects.filter(pk=owner.pk).annotate(**listed).values(*listed).get()
        return {name.removeprefix("its_"): list(names) for name, names in row.items()}

    @property
    def stays(self) -> bool:
        """Whether something that was tested or issued names him."""
        return any(self.names[code] for code in ("kept_orders", "kept_instruments", "certificates"))

    def goes(self) -> list[ErasureLine]:
        return [*self._of_himself(), *(line for line in map(self._line, GOING) if line.count)]

    def keeps(self) -> list[ErasureLine]:
        """`what` says why."""
        himself = [ErasureLine(NAMED, 1, (self.owner.name,), is_fact=True)] if self.stays else []
        return [*himself, *(line for line in map(self._line, STAYING) if line.count)]

    def lingers(self) -> list[str]:
        """Sentences about data that no row leads to: it is removed later by itself, or belongs to his account."""
        days = {kept.rule.code: kept.days for kept in kept_rules()}
        mail, file = {"days": days["core.deliveries"]}, {"days": days["uttp.imports"]}
        return [
            gettext("Catatan kegiatan kantor; nama, telepon dan alamat pemilik tidak ditulis di dalamnya"),
            gettext("E-mail yang sudah dikirim kepadanya, paling lama %(days)s hari sejak dikirim") % mail,
            gettext("Berkas register yang diimpor, bila memuat namanya, paling lama %(days)s hari sejak diimpor")
            % file,
            *([str(ACCOUNT)] if self.owner.account_id else []),
        ]

    def _line(self, code: str) -> ErasureLine:
        rows, is_named = self.names[code], code in NAMES
        names = (" ".join(name.split()) for name in rows) if is_named else ()  # a plate without a type has a gap
        return ErasureLine(WORDS[code], len(rows), tuple(names))

    def _of_himself(self) -> Iterator[ErasureLine]:
        owner = self.owner
        account = owner.account.name if owner.account else ""
        known: list[tuple[Text, str]] = [] if self.stays else [(_("Nama"), owner.name), (_("Alamat"), owner.address)]
        known += [*((field.label, field.shown(owner)) for field in FORGOTTEN_FIELDS), ("NIK", owner.nik_masked)]
        yield from (
            ErasureLine(what, 1, (value,), is_fact=True)
            for what, value in (*known, (_("Hubungan dengan akun"), account))
            if value
        )


def _keys(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values("pk")


NAMED = _("Nama dan alamat, karena tercantum pada pengujian atau surat yang tidak boleh berubah")
ACCOUNT = _("Akun untuk masuk: nama dan e-mailnya, dan alamat internet saat masuk dalam catatan kegiatan")
WORDS: dict[str, Text] = {
    "orders": _("Order yang belum pernah diuji"),
    "instruments": _("UTTP yang belum pernah ditera"),
    "photos": _("Foto UTTP yang dihapus itu"),
    "registrations": _("Isi pendaftaran sidang"),
    "operators": _("Izin mengurus bagi orang lain"),
    "invitations": _("Ajakan mengurus"),
    "links": _("Permintaan penghubungan akun"),
    "copies": _("Catatan siaran yang dikirim kepadanya"),
    "complaints": _("Pengaduan atas order yang dihapus"),
    "contacts": _("Kontak pada pengaduan lain"),
    "notes": _("Saran pada survei kepuasan"),
    "texts": _("Keterangan pada permintaan data pribadi"),
    "muted": _("Alamat yang tidak dikirimi kabar lagi"),
    "heard": _("Isi pengaduan atas order yang tetap, tanpa kontaknya"),
    "kept_muted": _("Alamat yang tidak dikirimi kabar lagi, karena masih dipakai sebuah akun atau pemilik lain"),
    "issued": _("Surat yang sudah bernomor, karena orang lain memeriksanya"),
    "tests": _("Hasil pengujian, karena menjadi bukti tera menurut UU 2/1981"),
    "kept_orders": _("Order yang sudah diuji atau bersurat tugas"),
    "kept_instruments": _("UTTP yang pernah ditera atau ada pada order yang tetap"),
}
GOING = (
    "orders",
    "instruments",
    "photos",
    "registrations",
    "operators",
    "invitations",
    "links",
    "copies",
    "complaints",
    "contacts",
    "notes",
    "texts",
    "muted",
)
STAYING = ("issued", "tests", "kept_orders", "kept_instruments", "heard", "kept_muted")
NAMES = {
    "orders",
    "instruments",
    "registrations",
    "operators",
    "invitations",
    "complaints",
    "issued",
    "kept_orders",
    "kept_instruments",
}
