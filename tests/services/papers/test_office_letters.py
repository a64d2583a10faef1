"""The office's letters: surat tugas, berita acara, keterangan pengganti tanda tera."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from services.enums import Place
from services.models import AssignmentLetter, MarkStatement, Order, Verification
from services.orders.actions.orders import cancel_order, schedule_order
from services.papers.actions.mark_statements import state_mark
from services.papers.assignment_letter import assignment_letter_of, render_assignment_letter
from services.papers.mark_statement import mark_statement_of, render_mark_statement
from services.papers.site_report import SiteReport, SiteReportRow, render_site_report
from services.repairs.actions.repairs import send_to_repair
from services.testing.actions.verifications import finalize_verification
from simetro.core.documents.indonesian import long_date, short_date
from simetro.core.kit.errors import Conflict, Forbidden, Invalid
from simetro.core.models import LogEntry, NumberSeries, User
from simetro.core.models import Office as OfficeRow
from tests.office import Office, bad_scale
from tests.paper import archive_problems, pages, site_report
from tests.services.papers.test_observations import LONG, words_of
from tests.services.papers.test_render import form

pytestmark = pytest.mark.django_db
Visit = Callable[[User], Client]


def scheduled(office: Office, *names: str, order: Order | None = None, on: int = 1) -> Order:
    order = order or office.order(place=Place.ON_SITE)
    day = timezone.localdate() + timedelta(days=on)
    team = [office.people[name] for name in names or ("penera",)]
    return schedule_order(by=office.admin, order=order, on=day, penera=team)


def year() -> int:
    return timezone.localdate().year


def number_of(order: Order) -> str:
    return AssignmentLetter.objects.get(order=order).number


class TestNumberOfAnAssignment:
    def test_scheduling_takes_the_next_without_a_gap(self, office: Office) -> None:
        orders = [scheduled(office) for _ in range(3)]
        assert [number_of(order) for order in orders] == [f"500.2.3.15/000{n}/ST/{year()}" for n in (1, 2, 3)]

    def test_rescheduling_keeps_it(self, office: Office) -> None:
        order = scheduled(office)
        first = number_of(order)
        scheduled(office, "penera2", order=order, on=5)
        assert number_of(order) == first
        assert NumberSeries.objects.get(name="assignment").last == 1

    def test_scheduling_that_is_refused_takes_none(self, office: Office) -> None:
        with pytest.raises(Invalid):
            scheduled(office, "admin")
        with pytest.raises(Invalid):
            scheduled(office, on=-9)
        assert number_of(scheduled(office)) == f"500.2.3.15/0001/ST/{year()}"

    def test_work_in_the_office_needs_no_letter(self, office: Office) -> None:
        order = scheduled(office, order=office.order())
        assert not AssignmentLetter.objects.exists()
        with pytest.raises(Conflict, match="di luar kantor"):
            assignment_letter_of(order)

    def test_it_follows_the_offices_template(self, office: Office) -> None:
        OfficeRow(assignment_number_template="ST-{seq}-{year}").save()
        assert number_of(scheduled(office)) == f"ST-1-{year()}"

    def test_an_order_has_one(self, office: Office) -> None:
        order = scheduled(office)
        with pytest.raises(IntegrityError), transaction.atomic():
            AssignmentLetter.objects.create(order=order, number="another")


@pytest.mark.usefixtures("blank_paper")
class TestAssignmentLetter:
    def test_it_says_who_goes_where_when_and_why(self, office: Office) -> None:
        User.objects.filter(username="penera").update(nip="19870118 201001 1 005", rank="Penata Muda (III/a)")
        OfficeRow(head_name="Endang Susilowati", head_rank="Pembina (IV/a)", head_nip="19710430 199703 2 002").save()
        owner = office.owner(LONG)
        scales = [office.scale(owner, location="SPBU 44.531.12"), office.scale(owner)]
        order = scheduled(office, "penera", "penera2", order=office.order(*scales, place=Place.ON_SITE))
        said = words_of(render_assignment_letter(assignment_letter_of(order)).html)
        today = long_date(timezone.localdate())
        for part in (
            f"Nomor: {number_of(order)}",
            "Undang-Undang Nomor 2 Tahun 1981 tentang Metrologi Legal;",
            "Peraturan Menteri Perdagangan Nomor 24 Tahun 2024;",
            f"Order {order.transaction_number} tanggal {today} atas permohonan {LONG}.",
            "1 Penera 19870118 201001 1 005 Penata Muda (III/a) 2 Penera2",
            "Melaksanakan tera ulang atas 2 unit UTTP: 2 unit Timbangan elektronik, tera ulang",
            f"Tanggal pelaksanaan {long_date(timezone.localdate() + timedelta(days=1))}",
            "Tempat SPBU 44.531.12; Jl. Pasar 1, Kebokura, Sumpiuh",
            f"Purwokerto, {today} Kepala Bidang Metrologi Endang Susilowati Pembina (IV/a) NIP 19710430 199703 2 002",
        ):
            assert part in said, part

    def test_a_new_day_and_team_are_printed_under_the_old_number(self, office: Office) -> None:
        order = scheduled(office)
        before = assignment_letter_of(order)
        after = assignment_letter_of(scheduled(office, "penera2", order=order, on=8))
        assert after.number == before.number
        assert [one.name for one in after.officers] == ["Penera2"]
        assert after.on == timezone.localdate() + timedelta(days=8)

    def test_a_cancelled_order_has_no_valid_letter_but_its_number_stays(self, office: Office) -> None:
        order = cancel_order(by=office.admin, order=scheduled(office), reason="Tutup")
        with pytest.raises(Conflict, match="dibatalkan"):
            assignment_letter_of(order)
        assert number_of(scheduled(office)) == f"500.2.3.15/0002/ST/{year()}"

    def test_nobody_is_sent_without_a_name(self, office: Office) -> None:
        order = scheduled(office)
        order.penera.clear()
        with pytest.raises(Conflict, match="belum punya petugas"):
            assignment_letter_of(order)

    def test_without_a_head_there_is_room_for_a_name(self, office: Office) -> None:
        html = render_assignment_letter(assignment_letter_of(scheduled(office))).html
        assert '<p class="name blank"></p>' in html

    def test_at_a_sidang_the_place_is_the_sidang(self, office: Office) -> None:
        order = scheduled(office, order=office.order(place=Place.SIDANG))
        assert assignment_letter_of(order).place == "Sidang tera ulang"


def report(*rows: SiteReportRow) -> SiteReport:
    return SiteReport(
        letterhead=form().letterhead,
        order_number="7KQ4-M9XD-R2P",
        assignment_number="",
        days=(date(2026, 11, 25),),
        place="SPBU 44.531.12",
        officers=(),
        owner=LONG,
        address="Jl. Gatot Subroto 12",
        rows=rows,
        totals=(("Diuji", len(rows)),),
        city="Purwokerto",
    )


def row(number: int) -> SiteReportRow:
    name = f"Tatsuno Sunny S{number:03}"
    return SiteReportRow(
        kind="Pompa ukur BBM",
        instrument=name,
        capacity="Nozel 1, Pertalite",
        uttp_id="U-7KQ4-M9XD",
        service="Tera ulang",
        outcome="Sah",
    )


class TestSiteReport:
    def test_it_tells_instrument_by_instrument_what_came_of_it(self, office: Office) -> None:
        owner = office.owner(LONG)
        names = ("Alpha", "Beta", "Gamma", "Delta")
        scales = [office.scale(owner, brand=name, serial_number=name) for name in names]
        order = scheduled(office, "penera", "penera2", order=office.order(*scales, place=Place.ON_SITE))
        good, bad, mended, waiting = order.items.order_by("pk")
        office.tested(good)
        office.tested(bad, bad_scale())
        office.tested(mended, bad_scale())
        until = timezone.localdate() + timedelta(days=9)
        send_to_repair(by=office.penera, item=mended, reason="Pegas aus", until=until)
        said = words_of(render_site_report(site_report(Order.objects.get(pk=order.pk))).html)
        failed = "Kebenaran: 1 dari 5 pembacaan di luar batas"
        for part in (
            f"Surat tugas {number_of(order)}",
            f"Tanggal {long_date(timezone.localdate())}",
            "Tempat Jl. Pasar 1, Kebokura, Sumpiuh",
            f"Pemilik {LONG}",
            "Petugas Penera; Penera2",
            "Jenis UTTP Timbangan elektronik",
            f"1 Alpha Alpha, Max 6000 g, e = 2 g, kelas III {good.instrument.uttp_id} Tera ulang Sah 2",
            f"{bad.instrument.uttp_id} Tera ulang Batal {failed} 3",
            f"Tera ulang Diperbaiki {failed}; diperbaiki sampai {short_date(until)}: Pegas aus 4",
            f"{waiting.instrument.uttp_id} Tera ulang Menunggu Diuji 3",
            "Diuji 3 · Sah 1 · Batal 1 · Diperbaiki 1 · Belum selesai diuji 1",
            f"Pemilik atau wakilnya {LONG}",
        ):
            assert part in said, part

    def test_nobody_is_named_twice(self, office: Office) -> None:
        order = scheduled(office, "penera", "penera2")
        verification = office.tested(order.items.get())
        verification.testers.add(office.penera2)
        assert sorted(one.name for one in site_report(order).officers) == ["Penera", "Penera2"]

    def test_a_correction_counts_once_and_only_when_final(self, office: Office) -> None:
        old = office.tested()
        draft = office.reading(old.item, bad_scale(), supersedes=old, reason="Salah alat")
        order = Order.objects.get(pk=old.item.order_id)
        assert site_report(order).totals[:3] == (("Diuji", 1), ("Sah", 1), ("Batal", 0))
        finalize_verification(by=office.penera, verification=draft)
        order = Order.objects.get(pk=order.pk)
        assert site_report(order).totals[:3] == (("Diuji", 1), ("Sah", 0), ("Batal", 1))

    def test_without_a_result_there_is_none(self, office: Office) -> None:
        with pytest.raises(Conflict, match="Belum ada hasil"):
            site_report(scheduled(office))

    def test_several_kinds_are_named_in_their_rows(self) -> None:
        other = SiteReportRow(
            kind="Takaran", instrument="X", capacity="", uttp_id="U", service="Tera", outcome="Batal", remark="Bocor"
        )
        said = words_of(render_site_report(report(row(1), other)).html)
        assert "1 Pompa ukur BBM, Tatsuno Sunny S001, Nozel 1, Pertalite U-7KQ4-M9XD" in said
        assert "2 Takaran, X U Tera Batal Bocor" in said

    @pytest.mark.parametrize("rows", [1, 40, 200])
    def test_no_row_is_lost_and_the_signatures_stand_below_the_last(self, rows: int) -> None:
        document = render_site_report(report(*map(row, range(rows))))
        texts = pages(document.pdf)
        assert [n for n in range(rows) if sum(text.count(f"Sunny S{n:03},") for text in texts) != 1] == []
        assert f"Sunny S{rows - 1:03}," in texts[-1]
        assert "Pemilik atau wakilnya" in texts[-1]
        assert all("Order 7KQ4-M9XD-R2P Halaman" in text for text in texts)
        assert archive_problems(document.pdf) == []


REASON = "Badan alat terbuat dari kaca"


class TestMarkStatement:
    def test_it_says_of_what_why_and_until_when(self, office: Office) -> None:
        owner = office.owner(LONG)
        verification = office.tested(office.item(office.scale(owner, serial_number="2205118")))
        statement = state_mark(by=office.admin, verification=verification, reason=f" {REASON} ")
        document = render_mark_statement(mark_statement_of(verification))
        said = words_of(document.html)
        assert verification.valid_until is not None
        for part in (
            f"Nomor: 500.2.3.15/0001/KPT/{year()}",
            "Jenis UTTP Timbangan elektronik",
            "Quattro 2205118",
            f"Pemilik {LONG}",
            "hasil SAH",
            f"Berlaku sampai dengan {long_date(verification.valid_until)}",
            f"tidak dapat dibubuhkan {REASON} Tanda tera",
            f"https://simetro.test/uttp/{verification.item.instrument.uttp_id}",
        ):
            assert part in said, part
        assert document.html.count('class="qr"') == 1
        assert (statement.reason, statement.issued_by) == (REASON, office.admin)
        assert len(pages(document.pdf)) == 1
        assert archive_problems(document.pdf) == []

    @pytest.mark.parametrize("reason", [" ".join(f"kata{n:02}" for n in range(71)), "X" * 500])
    def test_the_longest_reason_is_printed_whole(self, office: Office, reason: str) -> None:
        verification = office.tested()
        state_mark(by=office.admin, verification=verification, reason=reason)
        (text,) = pages(render_mark_statement(mark_statement_of(verification)).pdf)
        assert reason.replace(" ", "") in text.replace(" ", "")

    def test_it_is_logged_with_its_reason(self, office: Office) -> None:
        verification = office.tested()
        statement = state_mark(by=office.penera, verification=verification, reason=REASON)
        entry = LogEntry.objects.get(verb="services.state_mark")
        assert (entry.subject_id, entry.actor) == (verification.pk, office.penera)
        assert entry.data == {"number": statement.number, "reason": REASON}

    def test_numbers_have_no_gap_where_one_is_refused(self, office: Office) -> None:
        first, second = office.tested(), office.tested()
        numbers = [state_mark(by=office.admin, verification=first, reason=REASON).number]
        with pytest.raises(Conflict, match="sudah ada"):
            state_mark(by=office.admin, verification=first, reason="Lain")
        with pytest.raises(Invalid):
            state_mark(by=office.admin, verification=second, reason="  ")
        numbers.append(state_mark(by=office.admin, verification=second, reason=REASON).number)
        assert numbers == [f"500.2.3.15/000{n}/KPT/{year()}" for n in (1, 2)]

    @pytest.mark.parametrize("state", ["draft", "batal"])
    def test_only_a_final_sah_result_gets_one(self, office: Office, state: str) -> None:
        verification = office.reading(office.item()) if state == "draft" else office.tested(observations=bad_scale())
        with pytest.raises(Conflict, match="hasil sah"):
            state_mark(by=office.admin, verification=verification, reason=REASON)
        assert not NumberSeries.objects.filter(name="mark_statement").exists()

    def test_a_correction_ends_it_and_gets_its_own(self, office: Office) -> None:
        old = office.tested()
        state_mark(by=office.admin, verification=old, reason=REASON)
        new = finalize_verification(
            by=office.penera, verification=office.reading(old.item, supersedes=old, reason="Salah catat")
        )
        with pytest.raises(Conflict, match="tidak berlaku lagi"):
            mark_statement_of(old)
        assert state_mark(by=office.admin, verification=new, reason=REASON).number.startswith("500.2.3.15/0002/")

    def test_a_corrected_result_gets_none(self, office: Office) -> None:
        old = office.tested()
        draft = office.reading(old.item, supersedes=old, reason="Salah catat")
        finalize_verification(by=office.penera, verification=draft)
        with pytest.raises(Conflict, match="dari koreksinya"):
            state_mark(by=office.admin, verification=old, reason=REASON)

    def test_another_team_may_not(self, office: Office) -> None:
        verification = office.tested(scheduled(office, "penera").items.get())
        with pytest.raises(Forbidden):
            state_mark(by=office.penera2, verification=verification, reason=REASON)

    @pytest.mark.parametrize("flaw", [{"reason": ""}, {"number": "1"}])
    def test_the_database_keeps_one_with_a_reason_for_each(self, office: Office, flaw: dict[str, str]) -> None:
        known: dict[str, Any] = {"issued_on": timezone.localdate(), "issued_by": office.admin, "reason": REASON}
        first, second = office.tested(), office.tested()
        MarkStatement.objects.create(verification=first, number="1", **known)
        with pytest.raises(IntegrityError), transaction.atomic():
            MarkStatement.objects.create(verification=second, **(known | {"number": "2"} | flaw))
        with pytest.raises(IntegrityError), transaction.atomic():
            MarkStatement.objects.create(verification=first, number="3", **known)


@pytest.mark.usefixtures("blank_paper")
class TestPages:
    @pytest.mark.parametrize(("person", "page"), [("admin", "riwayat"), ("penera", "pengujian/hasil")])
    def test_from_the_result_to_the_printed_statement(
        self, office: Office, visit: Visit, person: str, page: str
    ) -> None:
        verification = office.tested()
        browser, url = visit(office.people[person]), f"/staf/{page}/{verification.pk}"
        assert f'href="{url}/cerapan.pdf"' in browser.get(url).content.decode()
        assert f'href="{url}/keterangan"' in browser.get(url).content.decode()
        empty = browser.post(f"{url}/keterangan", {"reason": ""})
        assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["reason"])
        assert browser.post(f"{url}/keterangan", {"reason": REASON}).headers["Location"] == url
        shown = browser.get(url).content.decode()
        assert f'href="{url}/keterangan.pdf"' in shown
        assert f'href="{url}/keterangan"' not in shown
        assert REASON in shown
        assert MarkStatement.objects.get().verification == verification
        for name in ("cerapan", "keterangan"):
            assert browser.get(f"{url}/{name}.pdf").content.startswith(b"%PDF")

    def test_signatories_print_but_do_not_state(self, office: Office, visit: Visit) -> None:
        verification = office.tested()
        page = visit(office.kabid).get(f"/staf/riwayat/{verification.pk}").content.decode()
        assert "/cerapan.pdf" in page
        assert "/keterangan" not in page

    def test_a_statement_that_exists_is_not_asked_for_again(self, office: Office, visit: Visit) -> None:
        verification = office.tested()
        state_mark(by=office.admin, verification=verification, reason=REASON)
        page = visit(office.admin).get(f"/staf/riwayat/{verification.pk}/keterangan")
        assert page.status_code == 409
        assert "sudah ada" in page.content.decode()

    def test_order_offers_what_can_be_printed(self, office: Office, visit: Visit) -> None:
        browser, order = visit(office.admin), office.order(place=Place.ON_SITE)
        url = f"/staf/order/{order.transaction_number}"
        assert ".pdf" not in browser.get(url).content.decode().replace("formulir.pdf", "")
        for name, why in (("surat-tugas", "Jadwalkan dulu"), ("berita-acara", "Belum ada hasil")):
            refusal = browser.get(f"{url}/{name}.pdf")
            assert refusal.status_code == 409
            assert why in refusal.content.decode()
        scheduled(office, order=order)
        assert f"{url}/surat-tugas.pdf" in browser.get(url).content.decode()
        office.tested(order.items.get())
        assert f"{url}/berita-acara.pdf" in browser.get(url).content.decode()
        for name in ("surat-tugas", "berita-acara"):
            assert browser.get(f"{url}/{name}.pdf").content.startswith(b"%PDF")

    @pytest.mark.parametrize("page", ["riwayat/0/cerapan.pdf", "riwayat/0/keterangan", "riwayat/0/keterangan.pdf"])
    def test_what_is_not_there_is_404(self, office: Office, visit: Visit, page: str) -> None:
        assert visit(office.admin).get(f"/staf/{page}").status_code == 404

    @pytest.mark.parametrize("name", ["surat-tugas", "berita-acara"])
    def test_unknown_order_is_404(self, office: Office, visit: Visit, name: str) -> None:
        assert visit(office.admin).get(f"/staf/order/0000-0000-000/{name}.pdf").status_code == 404


def test_report_asks_as_many_queries_for_five_instruments_as_for_one(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    owner = office.owner()
    order = office.order(*[office.scale(owner, serial_number=str(n)) for n in range(5)])
    for item in order.items.all():
        office.tested(item, bad_scale())
    assert Verification.objects.count() == 5
    with django_assert_max_num_queries(8):
        site_report(Order.objects.get(pk=order.pk))
