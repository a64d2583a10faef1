"""One of everything, belonging to one owner account, and how to name it in an address."""

import re
from dataclasses import dataclass

from django.utils import timezone

from certificates.models import Certificate, Tier
from portal.actions import ask_about_data, ask_link, complain, compose_broadcast, invite, write_article
from portal.enums import ArticleSection, Wish
from portal.models import Article, Broadcast, Complaint, DataRequest, Invitation, LinkRequest
from services.models import Order, OrderItem, Registration, Sidang, StampMove, Standard, Verification
from simetro.core.models import User
from tests.office import Office
from tests.pictures import picture
from uttp.actions import add_photo, start_import
from uttp.models import Instrument, InstrumentPhoto, Owner, RegisterImport


@dataclass
class World:
    """An order of `owner_account`, tested by `penera`, whose certificate is issued."""

    owner: Owner
    instrument: Instrument
    order: Order
    item: OrderItem
    verification: Verification
    standard: Standard
    certificate: Certificate
    article: Article
    sidang: Sidang
    link: LinkRequest
    broadcast: Broadcast
    page: Article
    complaint: Complaint
    invitation: Invitation
    photo: InstrumentPhoto
    registration: Registration
    register: RegisterImport
    stamp: StampMove
    tier: Tier
    person: User
    data_request: DataRequest

    def by_slug(self) -> list[tuple[str, Sidang | Article]]:
        return [("sidang", self.sidang), ("informasi", self.page), ("berita", self.article), ("", self.article)]

    def address(self, route: str) -> str:
        """The route with its parameters filled in."""
        noun = next((noun for part, noun in NOUNS if part in f"/{route}"), "order")
        names = {
            "id": str(getattr(self, noun).pk),
            "number": self._number(route),
            "transaction_number": self.order.transaction_number,
            "uttp_id": self.instrument.uttp_id,
            "token": self.certificate.verify_token,
            "n": "1",
            "account": str(self.link.account_id),
            "invitation": str(self.invitation.pk),
            "noun": "jenjang",
            "tab": "terbit",
            "slug": next(row.slug for part, row in self.by_slug() if part in route),
            "name": (self.article if "berita" in route else self.photo).picture,
            "code": self.stamp.kind.code if "staf/cap" in route else self.instrument.kind_code,
        }
        filled = re.sub(r"<(?:\w+:)?(\w+)>|{(\w+)}", lambda found: names[found[1] or found[2]], route)
        return filled if filled.startswith("/") else f"/{filled}"

    def _number(self, route: str) -> str:
        if "pengaduan" in route:
            return self.complaint.number
        is_sign_up = "pendaftaran" in route or "datang" in route
        return self.registration.number if is_sign_up else self.order.transaction_number


# The first part that the route contains tells what its `id` is of.
NOUNS = (
    ("pengaturan/data", "tier"),
    ("pengaturan/orang", "person"),
    ("/owners", "owner"),
    ("/instruments", "instrument"),
    ("/order-items", "item"),
    ("/orders", "order"),
    ("/verifications", "verification"),
    ("/certificates", "certificate"),
    ("/akun/ajakan", "invitation"),
    ("staf/impor", "register"),
    ("/pemilik", "owner"),
    ("staf/pengujian/hasil", "verification"),
    ("staf/pengujian", "item"),
    ("staf/riwayat", "verification"),
    ("staf/standar", "standard"),
    ("staf/cap", "stamp"),
    ("staf/sertifikat", "certificate"),
    ("staf/berita", "article"),
    ("staf/sidang", "sidang"),
    ("staf/tautan", "link"),
    ("staf/siaran", "broadcast"),
    ("staf/pengaduan", "complaint"),
    ("staf/data-pribadi", "data_request"),
)


def make_world(office: Office) -> World:
    owner = office.owner()
    owner.account = office.owner_account
    owner.save()
    item = office.item(office.scale(owner))
    verification = office.tested(item)
    certificate = office.issued(verification)
    item.refresh_from_db()
    order = Order.objects.get(pk=item.order_id)
    news = {"title": "Libur", "summary": "Kapan", "body": "Besok", "publish_on": timezone.localdate()}
    article = write_article(by=office.admin, picture=picture(), picture_text="Timbangan", **news)
    sidang, standard = office.sidang(), office.standard()
    link = ask_link(by=office.other_account, owner=office.owner(), evidence="1")
    told = compose_broadcast(by=office.admin, subject="Sidang", body="Datanglah")
    page = write_article(by=office.admin, section=ArticleSection.PAGE, **news)
    complaint = complain(order=order, text="Terlambat")
    invitation = invite(by=office.owner_account, owner=owner, email="pegawai@contoh.test")
    photo = add_photo(by=office.admin, instrument=item.instrument, picture=picture())
    return World(
        owner=owner,
        instrument=item.instrument,
        order=order,
        item=item,
        verification=verification,
        standard=standard,
        certificate=certificate,
        article=article,
        sidang=sidang,
        link=link,
        broadcast=told,
        page=page,
        complaint=complaint,
        invitation=invitation,
        photo=photo,
        stamp=office.stamped(verification),
        tier=Tier.objects.get(position=4),
        person=office.penera,
        data_request=ask_about_data(by=office.owner_account, owner=owner, wish=Wish.ERASURE),
        registration=office.registration(sidang),
        register=start_import(by=office.admin, name="lama.csv", content=b"Nama;Jenis\nSari;Dacin\n"),
    )
