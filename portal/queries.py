"""Reads for the public pages: no name, address, phone, e-mail or NIK, and no numbers that can be guessed in order."""

import hashlib
from datetime import date
from typing import Any, cast

from django.db.models import CharField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower
from django.urls import reverse

from certificates.enums import EVER_ISSUED, ValidState
from certificates.models import Certificate
from certificates.render import number_in_title
from portal import whatsapp
from portal.codes import parse_complaint_number
from portal.enums import ArticleSection, Channel, CopyState, FileState, LinkStatus, RequestStatus
from portal.models import Article, Broadcast, Complaint, DataRequest, Invitation, LinkRequest, SurveyAnswer
from services.codes import parse_transaction_number
from services.enums import NEVER_HELD
from services.models import Order
from simetro.core.documents.traces import Traces, traces_of
from simetro.core.kit.phones import REACHABLE, STEPS
from simetro.core.models import User
from uttp.codes import parse_uttp_id
from uttp.enums import InstrumentStatus
from uttp.models import Instrument, Owner
from uttp.queries import open_owners

NAME = "{nama}"  # in the body of a broadcast: the name of whoever reads it


def order_by_number(text: str) -> Order | None:
    """The order with this number, for complaints and surveys; to show an order, use `PublicOrder`."""
    number = parse_transaction_number(text)
    return Order.objects.filter(transaction_number=number).first() if number else None


def instrument_by_id(text: str) -> Instrument | None:
    uttp_id = parse_uttp_id(text)
    return Instrument.objects.select_related("owner").filter(uttp_id=uttp_id).first() if uttp_id else None


def certificate_by_token(*tokens: str) -> Certificate | None:
    """The document that one of these tokens belongs to."""
    readable = [token for token in tokens if token.isascii() and token.isprintable()]
    return Certificate.objects.filter(verify_token__in=readable, status__in=EVER_ISSUED).first()


def certificate_by_number(text: str) -> Certificate | None:
    number = text.strip()
    if "\0" in number:
        return None
    return Certificate.objects.filter(Q(number__iexact=number), status__in=EVER_ISSUED).first() if number else None


def owner_named_by(evidence: str) -> Owner | None:
    """The owner of the order with this number. Letter numbers prove nothing, since they can be guessed in order."""
    order = Order.objects.filter(transaction_number=parse_transaction_number(evidence)).select_related("owner").first()
    return order.owner if order else None


def link_requests() -> QuerySet[LinkRequest]:
    return LinkRequest.objects.select_related("account", "owner")


def open_link_requests() -> QuerySet[LinkRequest]:
    return link_requests().filter(status=LinkStatus.ASKED)


def invitations_to(user: User) -> QuerySet[Invitation]:
    """The invitations to the account's proven e-mail address."""
    invitations = Invitation.objects.select_related("owner", "invited_by")
    return invitations.filter(email=user.email.lower()) if user.email else invitations.none()


def broadcasts() -> QuerySet[Broadcast]:
    return Broadcast.objects.select_related("sidang", "composed_by")


def audience(broadcast: Broadcast) -> QuerySet[Owner]:
    """The owners whom the filters select, with or without an address; `sidang`: those not yet registered for it."""
    owners = open_owners(Owner.objects.order_by("pk"))
    if broadcast.district:
        owners = owners.filter(district__iexact=broadcast.district)
    if broadcast.place:
        instruments = Instrument.objects.filter(owner=OuterRef("pk"), location__icontains=broadcast.place)
        owners = owners.filter(Q(address__icontains=broadcast.place) | Exists(instruments))
    if broadcast.kind_code or broadcast.due_before:
        owners = owners.filter(Exists(_instruments_named_by(broadcast)))
    if broadcast.sidang_id:
        registered = Order.objects.filter(owner=OuterRef("pk"), sidang=broadcast.sidang_id)
        owners = owners.filter(~Exists(registered.exclude(status__in=NEVER_HELD)))
    return owners


def open_channels() -> list[Channel]:
    return [Channel.EMAIL, Channel.WHATSAPP] if whatsapp.is_on() else [Channel.EMAIL]


def recipients(broadcast: Broadcast, channel: Channel) -> QuerySet[Any]:
    """The owners who get the broadcast on this channel, each with the address (`written_to`)."""
    owners = audience(broadcast)
    if channel == Channel.EMAIL:
        return owners.exclude(email="").annotate(written_to=Lower("email"))
    return owners.filter(email="").annotate(written_to=_international("phone")).filter(written_to__regex=REACHABLE)


def reached_by_hand(broadcast: Broadcast) -> QuerySet[Owner]:
    """The owners whom no channel reaches, but who have a phone number."""
    owners = audience(broadcast).filter(email="").exclude(phone="")
    if Channel.WHATSAPP in open_channels():
        owners = owners.annotate(number=_international("phone")).exclude(number__regex=REACHABLE)
    return owners


def first_recipient(broadcast: Broadcast) -> Owner | None:
    firsts = (recipients(broadcast, channel).first() for channel in open_channels())
    return next((owner for owner in firsts if owner), None)


def _international(field: str) -> Combinable:
    """`phones.international` as a database expression."""
    number: Combinable = F(field)
    for pattern, replacement in STEPS:
        parts = (number, Value(pattern), Value(replacement), Value("g"))
        number = Func(*parts, function="regexp_replace", output_field=CharField())
    return number


def _instruments_named_by(broadcast: Broadcast) -> QuerySet[Instrument]:
    instruments = Instrument.objects.filter(owner=OuterRef("pk"), status=InstrumentStatus.ACTIVE)
    if broadcast.kind_code:
        instruments = instruments.filter(kind_code=broadcast.kind_code)
    return instruments.filter(valid_until__lt=broadcast.due_before) if broadcast.due_before else instruments


def text_for(broadcast: Broadcast, owner: Owner) -> str:
    """The body as this owner reads it."""
    return broadcast.body.replace(NAME, owner.name)


def delivery_report(broadcast: Broadcast) -> dict[str, int]:
    """How many copies are in each state."""
    counts = broadcast.copies.order_by().values_list("state").annotate(n=Count("pk"))
    return {str(state): 0 for state in CopyState} | dict(counts)


def known_districts() -> list[str]:
    return list(Owner.objects.order_by("district").values_list("district", flat=True).distinct())


def was_surveyed(transaction_number: str) -> bool:
    return SurveyAnswer.objects.filter(order__transaction_number=transaction_number).exists()


def survey_answers(year: int) -> QuerySet[SurveyAnswer]:
    return SurveyAnswer.objects.filter(answered_at__year=year).order_by("answered_at", "pk")


def complaints() -> QuerySet[Complaint]:
    """All complaints, the most urgent first."""
    return Complaint.objects.select_related("order__owner").order_by(
        F("answered_at").asc(nulls_first=True), "due_on", "pk"
    )


def data_requests() -> QuerySet[DataRequest]:
    """All data requests: the open ones first, by urgency, then the answered ones from the newest."""
    rows = DataRequest.objects.select_related("owner", "asked_by", "decided_by")
    return rows.order_by(F("decided_at").desc(nulls_first=True), "due_at", "pk")


def open_requests_of(user: User) -> list[DataRequest]:
    """The open data requests, read once per request because the menu counts them; there are only ever few."""
    if not hasattr(user, "_open_requests"):
        user._open_requests = list(data_requests().filter(status=RequestStatus.ASKED))  # type: ignore[attr-defined]
    return cast(list[DataRequest], user._open_requests)  # type: ignore[attr-defined]


def governed_by(user: User) -> QuerySet[Owner]:
    """The user's own owners, without those he only acts for."""
    return Owner.objects.filter(account=user)


def complaint_by_number(text: str) -> Complaint | None:
    number = parse_complaint_number(text)
    return Complaint.objects.select_related("order").filter(number=number).first() if number else None


def checked_file(content: bytes, on: date) -> tuple[FileState, Certificate | None]:
    """The state of a sent PDF, and the document that it is or was made from."""
    digest = hashlib.sha256(content).hexdigest()
    if same := Certificate.objects.filter(sha256=digest, status__in=EVER_ISSUED).first():
        state = same.state_on(on)
        return FileState.GENUINE if state == ValidState.VALID else FileState(state.value), same
    source = _certificate_in(traces_of(content))
    return FileState.ALTERED if source else FileState.UNKNOWN, source


def _certificate_in(traces: Traces) -> Certificate | None:
    page = reverse("verify_token", args=["-"]).removesuffix("-")
    tokens = (link.rpartition(page)[2] for link in traces.links if page in link)
    return certificate_by_token(*tokens) or certificate_by_number(number_in_title(traces.title))


def published_articles(on: date, section: ArticleSection = ArticleSection.NEWS) -> QuerySet[Article]:
    return Article.objects.filter(publish_on__lte=on, section=section)


def published_article(slug: str, on: date, section: ArticleSection = ArticleSection.NEWS) -> Article | None:
    readable = slug.isascii() and slug.isprintable()
    return published_articles(on, section).filter(slug=slug).first() if readable else None


def published_with_picture(slug: str, picture: str, on: date) -> Article | None:
    """The article that this picture belongs to, if everybody may read it."""
    return Article.objects.filter(slug=slug, picture=picture, publish_on__lte=on).exclude(picture="").first()
