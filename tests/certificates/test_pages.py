"""The pages of the desk and of the signatories, as a browser meets them."""

import re
import time
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certificates import actions
from certificates.enums import Acting, CertificateStatus
from certificates.models import Certificate, StandIn, Tier
from simetro.core.models import Delivery, LogEntry, User
from simetro.core.outbox import deliveries
from tests.office import Office, bad_scale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

PASSWORD = "kata sandi yang panjang"


@pytest.fixture
def sign_in(office: Office):
    """A browser whose person has just typed the password."""

    def enter(user: User) -> Client:
        user.set_password(PASSWORD)
        user.save()
        client = Client()
        response = client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
        assert response.status_code == 302
        return client

    return enter


def later(client: Client) -> None:
    """Six minutes pass since the password was typed."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - 360
    session.save()


def text(response: HttpResponse) -> str:
    """What a person reads, in one line."""
    main = response.content.decode().partition("<main ")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def said(response: HttpResponse) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def url(name: str, certificate: Certificate) -> str:
    return reverse(f"certificate_{name}", args=[certificate.pk])


def tab(code: str) -> str:
    return reverse("certificate_tab", args=[code])


def approve(client: Client, certificate: Certificate, version: int | None = None) -> HttpResponse:
    return client.post(
        url("approve", certificate), {"version": version or certificate.version}, follow=True, secure=True
    )


# Drafting


def test_desk_drafts_what_one_document_may_tell_of(office: Office, visit) -> None:
    owner = office.owner()
    order = office.order(office.scale(owner), office.scale(owner))
    for item in order.items.select_related("order", "instrument"):
        office.tested(item)
    desk = visit(office.admin)

    page = desk.get(reverse("certificate_list"))
    (group,) = page.context["groups"]
    chosen = [verification.pk for verification in group]
    response = desk.post(reverse("certificate_draft"), {"verifications": chosen}, follow=True)

    certificate = Certificate.objects.get()
    assert [line.verification_id for line in certificate.lines.all()] == sorted(chosen)
    assert response.redirect_chain == [(url("detail", certificate), 302)]
    assert said(response) == "Draf tersusun. Periksa isinya, lalu kirim ke verifikasi berjenjang."


def test_different_verdicts_stand_in_different_groups(office: Office, visit) -> None:
    owner = office.owner()
    order = office.order(office.scale(owner), office.scale(owner))
    good, bad = order.items.select_related("order", "instrument")
    office.tested(good)
    office.tested(bad, bad_scale())
    groups = visit(office.admin).get(tab("perlu-disusun")).context["groups"]
    assert [[one.verdict for one in group] for group in groups] == [["sah"], ["batal"]]


def test_drafting_twice_makes_one_document_and_says_so(office: Office, visit) -> None:
    verification = office.tested()
    desk = visit(office.admin)
    for _ in range(2):
        response = desk.post(reverse("certificate_draft"), {"verifications": [verification.pk]}, follow=True)
    assert Certificate.objects.count() == 1
    assert said(response) == "Sebagian pengujian baru saja dibuatkan surat. Inilah yang masih menunggu."


@pytest.mark.parametrize("sent", [{}, {"verifications": "x"}, {"verifications": "99999999999999999999"}])
def test_drafting_nothing_known_is_told_in_words(office: Office, visit, sent: dict[str, str]) -> None:
    response = visit(office.admin).post(reverse("certificate_draft"), sent, follow=True)
    assert response.status_code == 200
    assert said(response)
    assert not Certificate.objects.exists()


def test_desk_changes_a_draft_and_keeps_what_was_typed_on_errors(office: Office, visit) -> None:
    certificate = office.draft()
    desk = visit(office.admin)
    typed = {"version": certificate.version, "certificate_name": "", "certificate_address": "Jl. Baru 2", "notes": "A"}
    refused = desk.post(url("change", certificate), typed)
    assert refused.status_code == 422
    assert 'value="Jl. Baru 2"' in refused.content.decode()

    desk.post(url("change", certificate), typed | {"certificate_name": "UD Baru"})
    certificate.refresh_from_db()
    assert (certificate.certificate_name, certificate.certificate_address) == ("UD Baru", "Jl. Baru 2")


def test_change_of_what_somebody_else_changed_is_refused(office: Office, visit) -> None:
    certificate = office.draft()
    actions.change_certificate(by=office.superadmin, certificate=certificate, notes="Lain")
    typed = {"version": 1, "certificate_name": "UD Baru", "certificate_address": "Jl. Baru 2", "notes": ""}
    response = visit(office.admin).post(url("change", certificate), typed)
    assert "Data ini sudah diubah orang lain" in text(response)
    certificate.refresh_from_db()
    assert certificate.notes == "Lain"


def test_desk_submits_a_draft(office: Office, visit) -> None:
    certificate = office.draft()
    response = visit(office.admin).post(url("submit", certificate), {"version": certificate.version}, follow=True)
    certificate.refresh_from_db()
    assert (certificate.status, certificate.tier) == ("in_signoff", 1)
    assert said(response).startswith("Terkirim.")


def test_desk_discards_with_a_reason_only(office: Office, visit) -> None:
    certificate = office.draft()
    desk = visit(office.admin)
    without = desk.post(url("discard", certificate), {"version": certificate.version, "reason": " "})
    assert without.status_code == 422
    desk.post(url("discard", certificate), {"version": certificate.version, "reason": "Salah alat"})
    certificate.refresh_from_db()
    assert (certificate.status, certificate.closing_reason) == ("discarded", "Salah alat")
    assert "Salah alat" in text(desk.get(url("detail", certificate)))


# Signing


def test_inbox_shows_oldest_first_with_count_and_since_when(office: Office, visit) -> None:
    newer, older = office.submitted(), office.submitted()
    older.waiting_since = timezone.now() - timedelta(days=3)
    older.save()
    page = visit(office.subkoor).get(reverse("certificate_list"))
    assert [row.pk for row, _tier in page.context["rows"]] == [older.pk, newer.pk]
    assert text(page).startswith("Sertifikat 2 surat menunggu Anda, yang terlama sejak")


def test_inbox_of_another_tier_is_empty(office: Office, visit) -> None:
    office.submitted()
    page = visit(office.kabid).get(reverse("certificate_list"))
    assert page.context["rows"] == []
    assert "Tidak ada yang menunggu di sini" in text(page)


def test_signatory_approves_in_two_taps(office: Office, sign_in) -> None:
    certificate = office.submitted()
    signatory = sign_in(office.subkoor)
    assert url("detail", certificate) in signatory.get(reverse("certificate_list")).content.decode()
    response = approve(signatory, certificate)
    certificate.refresh_from_db()
    assert certificate.tier == 2
    assert said(response).strip() == "Disetujui. Berikutnya: Kepala Bidang Metrologi."


def test_last_approval_tells_the_number(office: Office, sign_in) -> None:
    certificate = office.approved(office.submitted(), tiers=3)
    response = approve(sign_in(office.kadis), certificate)
    certificate.refresh_from_db()
    assert said(response).strip() == f"Disetujui. Surat nomor {certificate.number} terbit."


def test_approving_later_asks_for_the_password_and_goes_on(office: Office, sign_in) -> None:
    certificate = office.submitted()
    signatory = sign_in(office.subkoor)
    later(signatory)
    asked = signatory.post(url("approve", certificate), {"version": certificate.version})
    certificate.refresh_from_db()
    assert certificate.tier == 1
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    done = signatory.post(asked.headers["Location"], {"password": PASSWORD, "next": url("approve", certificate)})
    certificate.refresh_from_db()
    assert certificate.tier == 2
    assert done.headers["Location"] == reverse("certificate_list")


@pytest.mark.parametrize("name", ["return", "revoke", "replace"])
def test_every_decision_needs_a_fresh_password(office: Office, visit, name: str) -> None:
    certificate = office.submitted()
    response = visit(office.subkoor).post(url(name, certificate), {"version": certificate.version, "reason": "A"})
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    certificate.refresh_from_db()
    assert certificate.status == CertificateStatus.IN_SIGNOFF


def test_the_second_of_two_signers_is_told(office: Office, sign_in) -> None:
    certificate = office.submitted()
    actions.save_tier(by=office.superadmin, tier=Tier.objects.get(position=1), members=[office.subkoor, office.sekdis])
    seen = certificate.version
    approve(sign_in(office.subkoor), certificate, seen)
    response = approve(sign_in(office.sekdis), certificate, seen)
    assert said(response).startswith("Belum disetujui: surat ini berubah sejak Anda membukanya.")
    assert certificate.sign_offs.count() == 1


def test_signatory_returns_with_a_reason_that_the_drafter_reads(office: Office, sign_in, visit) -> None:
    certificate = office.submitted()
    sent = {"version": certificate.version, "reason": "Alamat belum lengkap"}
    response = sign_in(office.subkoor).post(url("return", certificate), sent, follow=True)
    assert said(response) == "Surat dikembalikan kepada penyusunnya dengan alasan Anda."
    page = visit(office.admin).get(url("detail", certificate))
    assert "Alamat belum lengkap" in text(page)
    assert page.context["lacking"] == []


def test_detail_offers_a_decision_only_to_the_tier_whose_turn_it_is(office: Office, visit) -> None:
    certificate = office.submitted()
    assert url("approve", certificate) in visit(office.subkoor).get(url("detail", certificate)).content.decode()
    for user in (office.kabid, office.admin):
        assert url("approve", certificate) not in visit(user).get(url("detail", certificate)).content.decode()


def test_detail_shows_readings_limits_verdicts_and_who_approved(office: Office, visit) -> None:
    certificate = office.approved(office.submitted(), tiers=1)
    page = visit(office.kabid).get(url("detail", certificate))
    assert [step.who for step in page.context["approvals"]] == ["Subkoor"]
    shown = text(page)
    for fact in ("Sumber Rejeki", "BKD (g)", "Kebenaran", certificate.sheet_sha256, "Quattro"):
        assert fact in shown


def test_page_says_whom_to_appoint(office: Office, visit) -> None:
    certificate = office.submitted()
    office.kabid.is_active = False
    office.kabid.save()
    assert "Tunjuk penandatangan: Kepala Bidang Metrologi" in text(visit(office.admin).get(tab("verifikasi")))
    assert "Tidak ada yang dapat menyetujui Kepala Bidang Metrologi" in text(
        visit(office.admin).get(url("detail", certificate))
    )


def test_stand_in_finds_the_certificate_in_his_inbox(office: Office, sign_in) -> None:
    certificate = office.submitted()
    today = timezone.localdate()
    actions.appoint_stand_in(
        by=office.superadmin,
        stand_in=StandIn(
            tier=Tier.objects.get(position=1),
            person=office.kabid,
            acting=Acting.PLH,
            since=today,
            until=today,
            letter_number="1",
        ),
    )
    approve(sign_in(office.kabid), certificate)
    assert certificate.sign_offs.get().acting == "Plh."


# Many at once


def test_many_are_approved_in_one_confirmation_with_a_result_each(office: Office, sign_in) -> None:
    fine, changed = office.submitted(), office.submitted()
    chosen = [f"{fine.pk}:{fine.version}", f"{changed.pk}:{changed.version}"]
    signatory = sign_in(office.subkoor)
    confirmation = signatory.get(reverse("certificate_choose"), {"chosen": chosen})
    assert {row.pk for row in confirmation.context["rows"]} == {fine.pk, changed.pk}

    actions.return_certificate(by=office.subkoor, certificate=changed, version=changed.version, reason="Salah")
    response = signatory.post(reverse("certificate_approve_many"), {"chosen": chosen}, follow=True)
    assert text(response).startswith("Menunggu Anda 1 dari 2 surat disetujui")
    results = {certificate.pk: (is_done, said) for certificate, is_done, said in response.context["rows"]}
    assert results[fine.pk] == (True, "Disetujui. Berikutnya: Kepala Bidang Metrologi.")
    assert results[changed.pk][0] is False
    fine.refresh_from_db()
    assert fine.tier == 2


def test_confirmation_leaves_out_what_changed_meanwhile(office: Office, visit) -> None:
    certificate = office.submitted()
    page = visit(office.subkoor).get(reverse("certificate_choose"), {"chosen": f"{certificate.pk}:99"})
    assert page.context["rows"] == []
    assert "1 surat berubah atau sudah diputuskan orang lain" in text(page)


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ([], "Pilih dulu surat yang akan disetujui."),
        (["1"], "Pilihan tidak terbaca. Pilih kembali suratnya."),
        (["1:x"], "Pilihan tidak terbaca. Pilih kembali suratnya."),
        ([f"{n}:1" for n in range(1, 52)], "Paling banyak 50 surat sekali setuju. Kurangi pilihannya."),
    ],
)
def test_a_choice_that_cannot_be_approved_is_told(office: Office, sign_in, chosen: list[str], sentence: str) -> None:
    signatory = sign_in(office.subkoor)
    assert said(signatory.get(reverse("certificate_choose"), {"chosen": chosen}, follow=True)) == sentence
    assert said(signatory.post(reverse("certificate_approve_many"), {"chosen": chosen}, follow=True)) == sentence


def test_fifty_are_chosen_on_one_page(office: Office, visit) -> None:
    page = visit(office.subkoor).get(reverse("certificate_list"))
    assert page.context["page_obj"].paginator.per_page == 50


# Withdrawal


def test_desk_asks_and_the_last_tier_revokes(office: Office, visit, sign_in) -> None:
    certificate = office.issued()
    desk = visit(office.admin)
    desk.post(url("ask_to_revoke", certificate), {"version": certificate.version, "reason": "Salah alat"})
    certificate.refresh_from_db()
    assert (certificate.status, certificate.asked) == ("issued", "revoke")

    head = sign_in(office.kadis)
    assert "Salah alat" in text(head.get(reverse("certificate_list")))
    assert "Salah alat" in text(head.get(url("revoke", certificate)))
    head.post(url("revoke", certificate), {"version": certificate.version, "reason": "Salah alat"})
    certificate.refresh_from_db()
    assert certificate.status == "revoked"
    assert LogEntry.objects.filter(verb="certificates.revoke_certificate", actor=office.kadis).count() == 1


def test_replacement_is_drafted_when_the_last_tier_agrees(office: Office, visit, sign_in) -> None:
    certificate = office.issued()
    desk = visit(office.admin)
    desk.post(url("ask_to_replace", certificate), {"version": certificate.version, "reason": "Nama keliru"})
    certificate.refresh_from_db()
    head = sign_in(office.kadis)
    head.post(url("replace", certificate), {"version": certificate.version, "reason": "Nama keliru"})
    draft = Certificate.objects.get(replaces=certificate)
    page = desk.get(url("detail", certificate))
    assert page.context["replacement"] == draft
    assert url("ask_to_revoke", certificate) not in page.content.decode()


def test_other_tiers_may_not_revoke(office: Office, visit, sign_in) -> None:
    certificate = office.issued()
    actions.revoke_certificate(by=office.admin, certificate=certificate, reason="Salah")
    certificate.refresh_from_db()
    sent = {"version": certificate.version, "reason": "Salah"}
    response = sign_in(office.kabid).post(url("revoke", certificate), sent)
    assert "Hanya penandatangan jenjang terakhir" in text(response)
    certificate.refresh_from_db()
    assert certificate.status == "issued"


# Files


def test_preview_is_a_pdf_and_the_issued_file_is_the_frozen_one(office: Office, visit) -> None:
    certificate = office.draft()
    desk = visit(office.admin)
    assert desk.get(url("preview", certificate)).content.startswith(b"%PDF")
    assert "Surat ini belum terbit." in text(desk.get(url("file", certificate)))
    actions.submit_certificate(by=office.admin, certificate=certificate)
    certificate = office.approved(certificate)
    deliveries.sweep()
    certificate.refresh_from_db()
    served = b"".join(desk.get(url("file", certificate)).streaming_content)
    with certificate.file.open() as frozen:
        assert served == frozen.read()


# Who, and how


@pytest.mark.parametrize("code", ["perlu-disusun", "draf", "verifikasi", "terbit", "dicabut", "menunggu", "lain"])
def test_tabs_follow_the_role(office: Office, visit, code: str) -> None:
    desk = {"perlu-disusun", "draf", "verifikasi", "terbit", "dicabut"}
    signatory = {"menunggu", "verifikasi", "terbit", "dicabut"}
    assert visit(office.admin).get(tab(code)).status_code == (200 if code in desk else 404)
    assert visit(office.subkoor).get(tab(code)).status_code == (200 if code in signatory else 404)
    assert visit(office.penera).get(tab(code)).status_code == 403
    assert Client().get(tab(code)).status_code == 302


@pytest.mark.parametrize("code", ["menunggu", "perlu-disusun", "draf", "verifikasi", "terbit", "dicabut"])
def test_tabs_ask_as_often_for_one_row_as_for_three(office: Office, visit, code: str) -> None:
    make = {
        "menunggu": office.submitted,
        "perlu-disusun": office.tested,
        "draf": office.draft,
        "verifikasi": office.submitted,
        "terbit": office.issued,
        "dicabut": lambda: actions.discard_certificate(by=office.admin, certificate=office.draft(), reason="A"),
    }[code]
    client = visit(office.subkoor if code == "menunggu" else office.admin)
    counts = []
    for _ in (1, 3):
        make()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(tab(code))
        counts.append(len(asked))
        make()
    assert counts[0] == counts[1] <= 15


@pytest.mark.parametrize("stage", ["draft", "submitted", "issued"])
def test_detail_asks_at_most_fifteen_times(office: Office, visit, stage: str) -> None:
    certificate = getattr(office, stage)()
    client = visit(office.subkoor)
    with CaptureQueriesContext(connection) as asked:
        client.get(url("detail", certificate))
    assert len(asked) <= 15


@pytest.mark.parametrize(
    "query", ["search=%00", "type=x", "tier=99999999999999999999", "status=1", "page=x", "asked=%27"]
)
@pytest.mark.parametrize("code", ["menunggu", "verifikasi", "terbit", "dicabut"])
def test_filters_forgive_what_they_cannot_read(office: Office, visit, code: str, query: str) -> None:
    assert visit(office.subkoor).get(f"{tab(code)}?{query}").status_code == 200


def test_search_finds_by_name_number_and_order(office: Office, visit) -> None:
    certificate = office.issued(office.tested(office.item(office.scale(office.owner("Toko Berkah")))))
    office.issued()
    order = certificate.lines.get().verification.item.order
    for typed in ("berkah", certificate.number, order.transaction_number.lower().replace("-", " ")):
        page = visit(office.admin).get(tab("terbit"), {"search": typed})
        assert [row.pk for row, _tier in page.context["rows"]] == [certificate.pk]


def test_addresses_of_buttons_lead_to_the_page_with_the_button(office: Office, visit) -> None:
    certificate = office.submitted()
    signatory = visit(office.subkoor)
    assert signatory.get(url("approve", certificate)).headers["Location"] == url("detail", certificate)
    assert signatory.get(reverse("certificate_approve_many")).headers["Location"] == reverse("certificate_list")


def test_home_shows_the_work_that_waits(office: Office, visit) -> None:
    office.tested()
    office.submitted(office.tested(office.item(office.scale(office.owner("Toko Berkah")))))
    desk = {card.title: card.count for card in visit(office.admin).get(reverse("staff_home")).context["cards"]}
    assert desk["Surat yang perlu disusun"] == 1
    signatory = visit(office.subkoor).get(reverse("staff_home")).context["cards"]
    assert [(card.count, card.rows[0].title) for card in signatory if card.title == "Menunggu persetujuan Anda"] == [
        (1, "Toko Berkah")
    ]


def test_super_admin_sees_deliveries_that_were_given_up(office: Office, visit) -> None:
    Delivery.objects.create(topic="core.mail", state="dead", attempts=8, due_at=timezone.now())
    page = visit(office.superadmin).get(reverse("staff_home"))
    assert [card.count for card in page.context["cards"] if card.title == "Kiriman yang gagal"] == [1]
    assert "dicoba 8 kali" in text(page)


def test_a_certificate_that_is_not_there_is_not_found(office: Office, visit) -> None:
    desk = visit(office.admin)
    assert [desk.get(f"/staf/sertifikat/{pk}").status_code for pk in (0, 999, 99999999999999999999)] == [404] * 3


@pytest.mark.parametrize("version", ["", "x", "99999999999999999999", "-1"])
def test_a_version_that_nobody_saw_approves_nothing(office: Office, sign_in, version: str) -> None:
    certificate = office.submitted()
    response = sign_in(office.subkoor).post(url("approve", certificate), {"version": version}, follow=True)
    assert said(response).startswith("Belum disetujui")
    assert not certificate.sign_offs.exists()
