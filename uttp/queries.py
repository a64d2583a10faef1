from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Upper

from simetro.core.documents.pictures import name_in
from simetro.core.kit.text import search_terms
from simetro.core.models import LogEntry, User
from uttp.codes import new_uttp_id, parse_uttp_id
from uttp.enums import Fate, InstrumentStatus, Verdict
from uttp.kinds import Dated, Rules, all_parameters
from uttp.likeness import line_of, plain_name, why_alike
from uttp.models import (
    SUBSCRIBER,
    ColumnName,
    ImportedOwner,
    Instrument,
    InstrumentPhoto,
    KindName,
    Owner,
    OwnerUserObjectPermission,
    ParameterRow,
    RegisterImport,
)

COMPARED = 50  # owners of whom one looks whether they may be the same
MOST_SIMILAR = 5
FEW = 1_000  # keys that are quicker collected than rows are tested
OPERATE = "operate"
PIECE = 2_000
CLOSED = "closed"


def owners_for(user: User) -> QuerySet[Owner]:
    """The owners of an account, and those it may act for; all of them for staff."""
    if user.is_office:
        return Owner.objects.all()
    granted = OwnerUserObjectPermission.objects.filter(user=user, permission__codename=OPERATE)
    return Owner.objects.filter(Q(account=user) | Q(pk__in=granted.values("content_object")))


def open_owners(owners: QuerySet[Owner]) -> QuerySet[Owner]:
    """Those of the owners that are not closed."""
    return owners.filter(closed_on=None)


def operators_of(owner: Owner) -> QuerySet[User]:
    """The accounts that may act for this owner."""
    granted = OwnerUserObjectPermission.objects.filter(content_object=owner, permission__codename=OPERATE)
    return User.objects.filter(pk__in=granted.values("user"))


def owner_by_key(user: User, key: str) -> Owner | None:
    """The owner with this key, if the user may see him; the key comes from an address or a form."""
    return owners_for(user).filter(pk=key[:18]).first() if key.isdecimal() else None


def instruments_for(user: User) -> QuerySet[Instrument]:
    instruments = Instrument.objects.select_related("owner")
    return instruments if user.is_office else instruments.filter(owner__in=owners_for(user))


def falling_due(user: User, until: date) -> QuerySet[Instrument]:
    """Verified instruments in use whose validity ends by then or has ended, ordered by day and owner."""
    in_use = instruments_for(user).filter(status=InstrumentStatus.ACTIVE, last_verdict=Verdict.SAH)
    return in_use.filter(valid_until__lte=until).order_by("valid_until", "owner__name", "owner", "pk")


def photo_of(instrument: Instrument, shown: str) -> InstrumentPhoto | None:
    """The photo of this instrument that a file name belongs to."""
    return instrument.photos.filter(picture=name_in(shown)).first()


def named(owners: QuerySet[Owner], text: str) -> QuerySet[Owner]:
    """The owners whose name or telephone number contains each of the words."""
    for word in search_terms(text):
        owners = owners.filter(Q(name__icontains=word) | Q(phone__contains=word))
    return owners


def search_owners(owners: QuerySet[Owner], text: str) -> QuerySet[Owner]:
    for word in search_terms(text):
        owners = owners.filter(
            Q(name__icontains=word) | Q(phone__contains=word) | Q(district__icontains=word) | Q(village__icontains=word)
        )
    return owners


def owners_like(
    owners: QuerySet[Owner], *, search: str = "", kind: str | None = None, state: str | None = None
) -> QuerySet[Owner]:
    """With `instrument_count`, counted for the rows that are shown only."""
    owners = owners.filter(kind=kind) if kind else owners
    owners = owners.exclude(closed_on=None) if state == CLOSED else open_owners(owners)
    own = Instrument.objects.filter(owner=OuterRef("pk")).order_by().values("owner").annotate(n=Count("pk"))
    return search_owners(owners, search).annotate(instrument_count=Coalesce(Subquery(own.values("n")), 0))


def instruments_like(
    instruments: QuerySet[Instrument],
    *,
    search: str = "",
    kind: str | None = None,
    status: str | None = None,
    due_from: date | None = None,
    due_before: date | None = None,
    district: str | None = None,
    place: str | None = None,
) -> QuerySet[Instrument]:
    lookups = {
        "kind_code": kind,
        "status": InstrumentStatus.ACTIVE if due_from or due_before else status,
        "valid_until__gte": due_from,
        "valid_until__lt": due_before,
        "owner__district__iexact": district,
        "location__icontains": place,
    }
    instruments = instruments.filter(**{name: value for name, value in lookups.items() if value})
    return search_instruments(instruments, search)


def search_instruments(instruments: QuerySet[Instrument], text: str) -> QuerySet[Instrument]:
    uttp_id = parse_uttp_id(text)
    if uttp_id:
        return instruments.filter(uttp_id=uttp_id)
    words = search_terms(text)
    sought = keys_of_few(
        *(with_plate(Instrument.objects.all(), word) for word in words), *(named_by(word) for word in words)
    )
    for word, plates, owners in zip(words, sought, sought[len(words) :], strict=False):
        instruments = instruments.filter(_bearing(word, plates, owners))
    return instruments


def _bearing(word: str, plates: list[int] | None, owners: list[int] | None) -> Q:
    """Matches a word by keys where it is rare: an OR across two tables would read both whole."""
    if owners is None:
        return says(word)
    return (_on_plate(word) if plates is None else Q(pk__in=plates)) | Q(owner__in=owners)


def named_by(word: str) -> QuerySet[Owner]:
    return Owner.objects.filter(name__icontains=word)


def keys_of_few(*sought: QuerySet[Any]) -> list[list[int] | None]:
    """The keys that each of these finds, with one query; None where they are many, which needs no keys to be fast."""
    parts = [
        rows.order_by().annotate(part=Value(number)).values_list("part", "pk")[: FEW + 1]
        for number, rows in enumerate(sought)
    ]
    keys_of: list[list[int]] = [[] for _rows in sought]
    for number, key in parts[0].union(*parts[1:], all=True) if parts else ():
        keys_of[number].append(key)
    return [keys if len(keys) <= FEW else None for keys in keys_of]


def says(word: str, of: str = "") -> Q:
    """Whether plate, sticker or owner's name contain the word. `of`: the path to the instrument, with `__`."""
    return _on_plate(word, of) | Q(**{f"{of}owner__name__icontains": word})


def _on_plate(word: str, of: str = "") -> Q:
    names = ("brand", "model", "serial_number", "uttp_id")
    return Q(*((f"{of}{name}__icontains", word) for name in names), _connector=Q.OR)


def with_plate(instruments: QuerySet[Instrument], text: str) -> QuerySet[Instrument]:
    """The instruments whose name plate or sticker contain each of the words."""
    for word in search_terms(text):
        instruments = instruments.filter(_on_plate(word))
    return instruments


def similar_owners(owner: Owner) -> list[Owner]:
    """Other owners who may be the same, by the answer that the import gets too; the likeliest first."""
    facts = _likeness_facts(owner)
    alike = [other for other in owners_resembling(owner) if why_alike(facts, _likeness_facts(other))]
    return alike[:MOST_SIMILAR]


def _likeness_facts(owner: Owner) -> dict[str, str]:
    return {name: getattr(owner, name) for name in ("name", "phone", "village", "district")}


def owners_resembling(owner: Owner) -> QuerySet[Owner]:
    """Other owners on the same telephone line or with a name that shares letters with this one's."""
    name, line = plain_name(owner.name).upper(), line_of(owner.phone)
    others = Owner.objects.exclude(pk=owner.pk).annotate(
        likeness=TrigramSimilarity("name", name), line=SUBSCRIBER, capitals=Upper("name")
    )
    same_line = Q(line=line) if line else Q()  # many owners have no phone: that is no likeness
    return others.filter(same_line | Q(capitals__trigram_similar=name)).order_by("-likeness")[:COMPARED]


def same_name_plate(instrument: Instrument) -> Instrument | None:
    """The instrument that already carries this kind, brand, serial number and, of a dispenser, nozzle."""
    instrument.set_plate_key()
    if not instrument.plate_key:
        return None
    return Instrument.objects.exclude(pk=instrument.pk).filter(plate_key=instrument.plate_key).first()


def known_plates(plate_keys: Iterable[str]) -> set[str]:
    """Those of these plates that are registered."""
    plated = Instrument.objects.order_by().exclude(plate_key="")  # as the index has it
    wanted = {key for key in plate_keys if key}
    return set(plated.filter(plate_key__in=wanted).values_list("plate_key", flat=True))


def free_ids(count: int, draw: Callable[[], str] = new_uttp_id) -> list[str]:
    """So many new UTTP IDs that no instrument has, and no two of which are alike."""
    free: set[str] = set()
    while len(free) < count:
        drawn = {draw() for _ in range(count - len(free))}
        taken = Instrument.objects.order_by().filter(uttp_id__in=drawn).values_list("uttp_id", flat=True)
        free |= drawn.difference(taken)
    return list(free)


def learned_heads() -> dict[str, str]:
    """What a column with each head meant in the last import."""
    return dict(ColumnName.objects.values_list("head", "path"))


def taught_kinds() -> dict[str, str]:
    """Code of the kind by each folded word that people have taught; empty for what is no instrument."""
    return dict(KindName.objects.values_list("name", "kind_code"))


def all_owners() -> Iterator[Owner]:
    """All owners, open ones first: they win over a closed owner of the same name."""
    return Owner.objects.order_by(F("closed_on").asc(nulls_first=True), "pk").iterator()


def instruments_matching(
    plate_keys: Iterable[str], uttp_ids: Iterable[str], owners: Iterable[Owner]
) -> Iterator[Instrument]:
    """Instruments with one of these plates or IDs, and those of these owners without a serial number."""
    instruments = Instrument.objects.order_by("pk")
    for piece in _pieces(plate_keys):
        yield from instruments.exclude(plate_key="").filter(plate_key__in=piece)
    for piece in _pieces(uttp_ids):
        yield from instruments.filter(uttp_id__in=piece)
    for piece in _pieces(owner.pk for owner in owners):
        yield from instruments.filter(owner__in=piece, serial_number="", status=InstrumentStatus.ACTIVE)


def _pieces(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while piece := list(islice(rest, PIECE)):
        yield piece


def imports() -> QuerySet[RegisterImport]:
    return RegisterImport.objects.select_related("by")


def imports_untouched_since(moment: datetime) -> QuerySet[RegisterImport]:
    """Imports that nobody has started or changed since then, by the log."""
    of_it = LogEntry.objects.filter(subject_type=RegisterImport._meta.label_lower, subject_id=OuterRef("pk"))
    old = RegisterImport.objects.filter(created_at__lt=moment)
    return old.exclude(Exists(of_it.filter(at__gte=moment)))


def fates_of(register: RegisterImport) -> dict[str, int]:
    """How many rows each fate has."""
    counts = dict(register.rows.order_by().values_list("fate").annotate(n=Count("pk")))
    return {fate.value: counts.get(fate.value, 0) for fate in Fate}


def numbers_of(register: RegisterImport, fate: Fate) -> set[int]:
    """The numbers of the rows with this fate."""
    return set(register.rows.filter(fate=fate).values_list("number", flat=True))


def by_telephone(likes: Iterable[ImportedOwner]) -> tuple[list[ImportedOwner], dict[str, list[ImportedOwner]]]:
    """Look-alikes apart from those who share one telephone number with two others or more, by that number."""
    sharing: dict[str, list[ImportedOwner]] = defaultdict(list)
    for imported in likes:
        sharing[line_of(imported.facts["phone"])].append(imported)
    shared = {owners[0].facts["phone"]: owners for line, owners in sharing.items() if line and len(owners) > 1}
    together = {imported.pk for owners in shared.values() for imported in owners}
    return [imported for imported in likes if imported.pk not in together], shared


def likes_of(register: RegisterImport) -> QuerySet[ImportedOwner]:
    """The owners of an import who may be the same as another one."""
    likes = register.owners.exclude(why="").select_related("like", "like_owner")
    return likes.filter(Q(like__isnull=False) | Q(like_owner__isnull=False))


def rules_on(day: date) -> Rules:
    """The rules of a day: the rows that ship with the kinds, and those that the office added."""
    return Rules(day, added_rows())


def added_rows() -> Mapping[str, Sequence[Dated[Any]]]:
    """The rows that the office added, by code of the parameter."""
    known = all_parameters()
    added: dict[str, list[Dated[Any]]] = defaultdict(list)
    for row in ParameterRow.objects.filter(parameter__in=known):
        value = known[row.parameter].read(row.value)
        added[row.parameter].append(Dated(row.since, value, row.legal_basis, row.confirmed))
    return added
