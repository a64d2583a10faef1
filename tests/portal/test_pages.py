"""The public face: what it shows to whom, what it never shows, and how light it is."""

import gzip
import hashlib
import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates import actions as certificate_actions
from certificates.models import Certificate
from portal.actions import write_article
from portal.views.news import PER_PAGE
from services.enums import Place
from services.models import Order, OrderItem
from services.orders.actions.orders import cancel_order, schedule_order
from services.repairs.actions.repairs import send_to_repair
from simetro.core.models import Office as OfficeRow
from simetro.core.outbox import deliveries
from tests.office import Office, bad_scale
from tests.pictures import encoded, noise, picture
from uttp.models import Instrument

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

CANARY = {
    "name": "Kanarianto Rahasiawan",
    "address": "Jl. Kenari Tersembunyi 77",
    "phone": "081277788899",
    "email": "kenari@rahasia.test",
    "village": "Desa Kanaria",
}
NIK = "3302019907120042"


def text(response: HttpResponse) -> str:
    """What a person reads, in one line."""
    main = response.content.decode().partition("<main ")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def order_of(certificate: Certificate) -> Order:
    return certificate.lines.first().verification.item.order


def instrument_of(certificate: Certificate) -> Instrument:
    return certificate.lines.first().verification.item.instrument


def status_url(order: Order) -> str:
    return reverse("public_status", args=[order.transaction_number])


def file_url(order: Order, n: int = 1) -> str:
    return reverse("public_file", args=[order.transaction_number, n])


def verify_url(certificate: Certificate) -> str:
    return reverse("verify_token", args=[certificate.verify_token])


# The box


def test_box_takes_every_number(office: Office, client: Client) -> None:
    certificate = office.issued()
    order, instrument = order_of(certificate), instrument_of(certificate)
    wanted = {
        order.transaction_number: status_url(order),
        order.transaction_number.lower().replace("-", " "): status_url(order),
        instrument.uttp_id: reverse("public_instrument", args=[instrument.uttp_id]),
        instrument.uttp_id[2:].replace("-", ""): reverse("public_instrument", args=[instrument.uttp_id]),
        certificate.number: verify_url(certificate),
        f"  {certificate.number.lower()} ": verify_url(certificate),
    }
    found = {typed: client.get(reverse("public_search"), {"q": typed}).headers["Location"] for typed in wanted}
    assert found == wanted


def test_empty_box_asks_for_a_number(client: Client, office: Office) -> None:
    response = client.get(reverse("public_search"), {"q": " "})
    assert "Tulis dulu nomor yang ingin dicari." in response.content.decode()


@pytest.mark.parametrize("typed", ["abc", "7KQ4-M9XD-R2P", "U-7KQ4-M9XE", "500.2.3.15/9999/BID-K/XI/2026", "'", "🐤"])
def test_unknown_and_mistyped_numbers_get_the_same_page(office: Office, client: Client, typed: str) -> None:
    response = client.get(reverse("public_search"), {"q": typed}, follow=True)
    assert (response.status_code, response.headers["X-Robots-Tag"]) == (404, "noindex")
    assert text(response).startswith("Nomor tidak ditemukan")


@pytest.mark.parametrize("typed", ["a\0b", "x" * 121])
def test_what_cannot_be_a_number_is_told_at_the_box(office: Office, client: Client, typed: str) -> None:
    response = client.get(reverse("public_search"), {"q": typed})
    assert response.status_code == 200
    assert 'class="field-error"' in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/status/7KQ4-M9XD-R2P",
        "/status/x",
        "/status/%00",
        "/status/7KQ4-M9XD-R2P/dokumen/1.pdf",
        "/uttp/U-7KQ4-M9XE",
        "/uttp/%F0%9F%90%A4",
        "/verifikasi?q=tidak-ada",
        "/cari?q=tidak-ada",
    ],
)
def test_what_is_not_there_looks_alike_everywhere(office: Office, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert text(response).startswith("Nomor tidak ditemukan Kami tidak mengenal nomor ini.")
    assert 'name="q"' in response.content.decode()


@pytest.mark.parametrize("token", ["%00", "x", "AAAAAAAAAAAAAAAAAAAAAA"])
def test_letter_with_an_unknown_qr_is_told_not_to_be_ours(office: Office, client: Client, token: str) -> None:
    response = client.get(f"/verifikasi/{token}")
    assert (response.status_code, response.headers["X-Robots-Tag"]) == (404, "noindex")
    assert text(response).startswith("Verifikasi SKHP Surat ini tidak tercatat di kantor kami Kode QR-nya tidak cocok")
    assert f'href="{reverse("verify")}"' in response.content.decode()


def test_documents_beyond_the_last_are_not_found(office: Office, client: Client) -> None:
    order = order_of(office.issued())
    assert [client.get(file_url(order, n)).status_code for n in (0, 2, 99999999999999999999)] == [404, 404, 404]


def test_guessing_is_stopped_and_told_when_to_come_back(office: Office, client: Client) -> None:
    codes = [client.get("/status/x").status_code for _ in range(11)]
    assert codes == [404] * 10 + [429]
    refused = client.get("/verifikasi/x", headers={"X-Forwarded-For": "1.2.3.4"})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "Terlalu banyak permintaan" in text(refused)


# Status


def test_status_tells_where_the_order_is_and_who_acts(office: Office, client: Client) -> None:
    order = office.order()
    response = client.get(status_url(order))
    shown = text(response)
    assert shown.startswith(f"Nomor transaksi {order.transaction_number} Diterima Sekarang di Meja layanan")
    assert "UTTP Anda menunggu giliran diuji oleh penera." in shown
    assert "Unduh" not in shown
    assert response.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_status_offers_each_document_once(office: Office, client: Client) -> None:
    owner = office.owner()
    order = office.order(office.scale(owner), office.scale(owner))
    verifications = [office.tested(item) for item in order.items.select_related("order", "instrument")]
    certificate = office.issued(*verifications)
    response = client.get(status_url(order))
    assert response.content.decode().count(file_url(order)) == 1
    assert text(response).count("Sah") == 2
    assert certificate.number in text(response)


def test_status_names_each_document_and_its_instruments_in_the_order_of_issue(office: Office, client: Client) -> None:
    owner = office.owner()
    scales = [office.scale(owner, brand=brand) for brand in ("Quattro", "Sonic", "Camry", "Tora", "Cas", "Nagata")]
    order = office.order(*scales)
    failed, *good = order.items.select_related("order", "instrument")
    skhp = office.issued(*(office.tested(item) for item in good))
    notice = office.issued(office.tested(failed, bad_scale()))
    shown = text(client.get(status_url(order))).partition("Dokumen Anda")[2].partition("Perjalanan order")[0]
    named = [f"Timbangan elektronik {item.brand} · {item.uttp_id}" for item in (scales[1], scales[2], scales[3])]
    assert shown.startswith(f" SKHP {' '.join(named)} dan 2 UTTP lain {skhp.number} Terbit")
    last = f"Surat penolakan Timbangan elektronik Quattro · {scales[0].uttp_id} {notice.number} Terbit"
    assert last in shown.partition("Unduh")[2]


def in_repair(office: Office, place: Place = Place.OFFICE) -> OrderItem:
    item = office.item(place=place)
    if place != Place.OFFICE:
        schedule_order(by=office.admin, order=item.order, on=timezone.localdate(), penera=[office.penera])
        item.order.refresh_from_db()
    office.tested(item, bad_scale())
    item.refresh_from_db()
    return send_to_repair(by=office.admin, item=item, reason="Setel")


def test_status_says_what_the_owner_has_to_repair(office: Office, client: Client) -> None:
    item = in_repair(office)
    shown = text(client.get(status_url(item.order)))
    assert "Ada UTTP yang harus diperbaiki dulu. Bawa kembali setelah diperbaiki" in shown
    assert shown.partition("Sekarang di ")[2].startswith("Pemilik UTTP Perkiraan selesai")
    assert "Pemilik UTTP" in shown.partition("Perjalanan order")[2]


def test_what_is_tested_where_it_stands_is_not_to_be_brought(office: Office, client: Client) -> None:
    shown = text(client.get(status_url(in_repair(office, Place.ON_SITE).order)))
    assert "penera datang lagi menguji" in shown
    assert "Bawa kembali" not in shown


def test_expected_day_that_has_passed_is_told_so(office: Office, client: Client) -> None:
    late, waiting = office.order(), in_repair(office).order
    Order.objects.update(
        expected_on=timezone.localdate() - timedelta(days=1), requested_on=late.requested_on - timedelta(days=30)
    )
    assert "Sudah lewat. Tanyakan ke loket kami" in text(client.get(status_url(late)))
    assert "Sudah lewat karena menunggu perbaikan." in text(client.get(status_url(waiting)))
    Order.objects.update(expected_on=timezone.localdate())
    assert "Sudah lewat" not in text(client.get(status_url(late)))


def test_revoked_document_is_named_as_revoked(office: Office, client: Client) -> None:
    certificate = revoked(office)
    assert "Dicabut, jangan dipakai" in text(client.get(status_url(order_of(certificate))))


def test_public_file_is_byte_for_byte_the_frozen_one(office: Office, client: Client) -> None:
    certificate = office.issued()
    response = client.get(file_url(order_of(certificate)))
    with certificate.file.open() as frozen:
        assert b"".join(response.streaming_content) == frozen.read()
    assert response.headers["Content-Type"] == "application/pdf"
    assert (response.headers["X-Robots-Tag"], "no-store" in response.headers["Cache-Control"]) == ("noindex", True)


# Instruments and certificates


@pytest.mark.parametrize(
    ("days", "state", "meaning"),
    [
        (100, "Sah", "boleh dipakai"),
        (10, "Segera jatuh tempo", "hampir habis"),
        (-1, "Masa berlaku habis", "harus ditera ulang"),
    ],
)
def test_instrument_tells_a_shopper_what_its_state_means(
    office: Office, client: Client, days: int, state: str, meaning: str
) -> None:
    instrument = office.tested().item.instrument
    until = timezone.localdate() + timedelta(days=days)
    Instrument.objects.filter(pk=instrument.pk).update(valid_until=until, last_verified_on=until - timedelta(days=365))
    shown = text(client.get(reverse("public_instrument", args=[instrument.uttp_id])))
    assert shown.startswith(f"ID UTTP {instrument.uttp_id} {state}")
    assert meaning in shown
    assert "Sumpiuh" in shown


def test_rejected_instrument_is_forbidden(office: Office, client: Client) -> None:
    instrument = office.tested(observations=bad_scale()).item.instrument
    shown = text(client.get(reverse("public_instrument", args=[instrument.uttp_id])))
    assert "dilarang dipakai untuk jual beli" in shown


def test_verification_page_tells_state_number_and_hash(office: Office, client: Client) -> None:
    certificate = office.issued()
    shown = text(client.get(verify_url(certificate)))
    assert shown.startswith(f"SKHP {certificate.number} Asli dan berlaku")
    assert certificate.sha256 in shown


def test_verification_page_tells_expired_revoked_and_replaced(office: Office, client: Client) -> None:
    expired, replaced = office.issued(), office.issued()
    Certificate.objects.filter(pk=expired.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    certificate_actions.replace_certificate(by=office.admin, certificate=replaced, reason="Nama")
    certificate_actions.replace_certificate(by=office.kadis, certificate=replaced, reason="Nama")
    draft = Certificate.objects.get(replaces=replaced)
    certificate_actions.submit_certificate(by=office.admin, certificate=draft)
    office.approved(draft)
    deliveries.sweep()
    shown = [text(client.get(verify_url(one))) for one in (expired, revoked(office), replaced)]
    for page, state in zip(shown, ("Asli, masa berlaku habis", "Dicabut", "Diganti"), strict=True):
        assert state in page


def test_rejection_notice_is_genuine_but_says_that_the_instrument_failed(office: Office, client: Client) -> None:
    certificate = office.issued(office.tested(observations=bad_scale()))
    response = client.get(verify_url(certificate))
    assert text(response).startswith(f"Surat penolakan {certificate.number} Batal Alatnya tidak lulus dan dilarang")
    assert "Surat penolakan ini asli, diterbitkan kantor kami." in text(response)
    assert '<div class="result-state bad">' in response.content.decode()


def test_drafts_have_no_verification_page(office: Office, client: Client) -> None:
    assert client.get(verify_url(office.submitted())).status_code == 404


def test_verify_box_leads_to_the_page_of_the_certificate(office: Office, client: Client) -> None:
    certificate = office.issued()
    response = client.get(reverse("verify"), {"q": certificate.number})
    assert response.headers["Location"] == verify_url(certificate)


def revoked(office: Office) -> Certificate:
    certificate = office.issued()
    certificate_actions.revoke_certificate(by=office.admin, certificate=certificate, reason="Salah")
    certificate_actions.revoke_certificate(by=office.kadis, certificate=certificate, reason="Salah")
    certificate.refresh_from_db()
    return certificate


# Nothing personal


def test_no_public_page_or_answer_names_the_owner(office: Office, client: Client) -> None:
    owner = office.owner(nik=NIK, **CANARY)
    certificate = office.issued(office.tested(office.item(office.scale(owner, location="Los Kenari 3"))))
    order, instrument = order_of(certificate), instrument_of(certificate)
    cancelled = cancel_order(by=office.admin, order=office.order(office.scale(owner)), reason=f"Kata {CANARY['name']}")
    paths = [
        "/",
        "/verifikasi",
        status_url(order),
        status_url(cancelled),
        reverse("public_instrument", args=[instrument.uttp_id]),
        verify_url(certificate),
        f"/cari?q={order.transaction_number}",
        f"/api/v1/public/orders/{order.transaction_number}",
        f"/api/v1/public/orders/{cancelled.transaction_number}",
        f"/api/v1/public/instruments/{instrument.uttp_id}",
        f"/api/v1/public/certificates/{certificate.verify_token}",
    ]
    for path in paths:
        response = client.get(path, follow=True)
        assert response.status_code == 200
        whole = (response.content.decode() + str(response.headers)).lower()
        secrets = (*CANARY.values(), NIK, "Kanarianto", "Los Kenari", owner.email)
        assert [secret for secret in secrets if secret.lower() in whole] == [], path


# The owner's account


@pytest.fixture
def own(office: Office) -> Certificate:
    owner = office.owner("Milik Sendiri")
    owner.account = office.owner_account
    owner.save()
    return office.issued(office.tested(office.item(office.scale(owner, brand="Sendiri"))))


def test_owner_sees_his_own_and_nobody_elses(office: Office, own: Certificate, visit) -> None:
    other = office.issued()
    shown = text(visit(office.owner_account).get(reverse("owner_home")))
    assert order_of(own).transaction_number in shown
    assert own.number in shown
    assert instrument_of(own).uttp_id in shown
    assert order_of(other).transaction_number not in shown
    assert "Belum ada order." in text(visit(office.other_account).get(reverse("owner_home")))


def test_owner_downloads_only_his_own(office: Office, own: Certificate, visit) -> None:
    path = reverse("owner_file", args=[own.verify_token])
    response = visit(office.owner_account).get(path)
    assert hashlib.sha256(b"".join(response.streaming_content)).hexdigest() == own.sha256
    assert visit(office.other_account).get(path).status_code == 404
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize("name", ["owner_home", "owner_orders", "owner_instruments", "owner_certificates"])
def test_account_pages_are_for_owners_and_kept_by_nobody(office: Office, own: Certificate, visit, name: str) -> None:
    path = reverse(name)
    assert "no-store" in visit(office.owner_account).get(path).headers["Cache-Control"]
    assert visit(office.admin).get(path).headers["Location"] == reverse("staff_home")
    assert Client().get(path).headers["Location"] == f"{reverse('account_login')}?next={path}"


def test_owner_searches_his_lists(office: Office, own: Certificate, visit) -> None:
    owner = visit(office.owner_account)
    for name, typed in (
        ("orders", order_of(own).transaction_number),
        ("instruments", "sendiri"),
        ("certificates", "BID-K"),
    ):
        path = reverse(f"owner_{name}")
        assert len(owner.get(path, {"search": typed}).context["rows"]) == 1
        assert "Tidak ada yang cocok" in text(owner.get(path, {"search": "zzz"}))


# Light


REFERENCE = re.compile(r'(?:href|src)="(/static/[^"]+)"')
FONT = re.compile(r'url\("([^"]+\.woff2)"\)')


PICTURE = re.compile(r'<img src="(/[^"]+)"')


def weight(page: bytes) -> int:
    """Bytes over the line on first load: page, pictures, style sheets, scripts and the fonts of the Latin alphabet."""
    total = len(gzip.compress(page))
    total += sum(len(Client().get(picture).content) for picture in PICTURE.findall(page.decode()))
    for reference in set(REFERENCE.findall(page.decode())):
        path = Path(finders.find(reference.removeprefix("/static/")))
        total += len(gzip.compress(path.read_bytes()))
        for font in FONT.findall(path.read_text()) if path.suffix == ".css" else ():
            total += (path.parent / font).stat().st_size
    return total


def test_first_load_of_every_public_page_is_light(office: Office, own: Certificate, client: Client) -> None:
    order, instrument = order_of(own), instrument_of(own)
    heavy = encoded(noise(800, 800))
    for number in range(PER_PAGE + 1):
        facts = {"title": f"Kabar {number}", "summary": "Ringkas " * 30, "body": "Isi " * 4000}
        facts |= {"picture": picture(heavy), "picture_text": "Bintik", "publish_on": timezone.localdate()}
        newest = write_article(by=office.admin, **facts)
    paths = [
        "/",
        "/verifikasi",
        "/berita",
        f"/berita/{newest.slug}",
        status_url(order),
        reverse("public_instrument", args=[instrument.uttp_id]),
        verify_url(own),
        "/cari?q=x",
    ]
    weights = {path: weight(client.get(path).content) for path in paths}
    assert {path: size for path, size in weights.items() if size > 100_000} == {}
    pictures = {path: len(PICTURE.findall(client.get(path).content.decode())) for path in ("/", "/berita")}
    assert pictures == {"/": 0, "/berita": PER_PAGE}


def test_public_pages_work_without_javascript(office: Office, client: Client) -> None:
    order = order_of(office.issued())
    page = client.get(status_url(order)).content.decode()
    assert not re.search(r"<(button|a)(?![^>]*needs-js)[^>]*data-(print|share)", page)
    assert not re.search(r"<script(?![^>]*src=)|\sstyle=|\son[a-z]+=", page)


def test_home_tells_address_and_hours(client: Client) -> None:
    OfficeRow.objects.create(hours="Senin-Kamis, 07.30-15.30 WIB", address="Jl. Contoh 1")
    shown = text(client.get("/"))
    assert "Jl. Contoh 1 Jam layanan Senin-Kamis, 07.30-15.30 WIB" in shown


@pytest.mark.parametrize("token", ["%00", "AAAAAAAAAAAAAAAAAAAAAA", "%F0%9F%90%A4"])
def test_a_file_that_is_not_there_is_not_found(office: Office, visit, token: str) -> None:
    assert visit(office.owner_account).get(f"/akun/surat/{token}.pdf").status_code == 404
