"""Surat tugas of a sidang, what is frozen of one, and who may open it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from services.enums import Place
from services.models import AssignmentEdition, AssignmentLetter, Order, Sidang
from services.orders.actions.orders import cancel_order
from services.papers.actions.assignments import assignment_for, assignment_of, issue_assignment
from services.sidang.actions.sidang import cancel_sidang
from simetro.core.documents import warm
from simetro.core.documents.engine import Engine
from simetro.core.documents.indonesian import long_date
from simetro.core.kit.errors import Conflict
from simetro.core.models import LogEntry, User
from simetro.core.models import Office as OfficeRow
from simetro.core.outbox import deliveries
from tests.office import Office
from tests.paper import site_report
from tests.services.papers.test_office_letters import scheduled, year
from tests.services.sidang.test_actions import changed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]


def issued(office: Office, *team: User, **facts: Any) -> Sidang:
    sidang = office.sidang(penera=team or (office.penera,), **facts)
    issue_assignment(by=office.admin, sidang=sidang)
    return sidang


def content(client: Client, address: str) -> bytes:
    return bytes(client.get(address).content)


class TestOfASidang:
    def test_it_names_team_days_and_place_under_the_next_number(self, office: Office) -> None:
        scheduled(office)
        last = timezone.localdate() + timedelta(days=1)
        sidang = issued(office, office.penera, office.penera2, ends_on=last, quotas={"weights": 3})
        letter = AssignmentLetter.objects.get(sidang=sidang)
        assert letter.number == f"500.2.3.15/0002/ST/{year()}"
        said = letter.editions.get().sheet
        assert [one["name"] for one in said["officers"]] == ["Penera", "Penera2"]
        assert (said["on"], said["until"]) == (sidang.starts_on.isoformat(), last.isoformat())
        assert (said["place"], said["hours"]) == ("Pasar Wage, Jl. Pasar 2, Sumpiuh", "08.00-12.00 WIB")
        assert said["work"] == ["Anak timbangan, tera dan tera ulang"]
        entry = LogEntry.objects.get(verb="services.issue_assignment")
        assert (entry.subject_id, entry.actor, entry.data) == (sidang.pk, office.admin, {"number": letter.number})

    def test_it_is_printed_like_that_of_an_order(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        printed: list[str] = []
        monkeypatch.setattr(Engine, "pdf", lambda _, html, *_args, **_how: printed.append(html) or b"%PDF-1.7")
        sidang = issued(office)
        deliveries.sweep()
        day = long_date(sidang.starts_on)
        assert f'Tanggal pelaksanaan</th><td class="plain value">{day}</td>' in printed[-1]
        assert "Melaksanakan tera dan tera ulang pada Sidang Pasar Wage:" in printed[-1]
        assert "Pemilik" not in printed[-1]

    @pytest.mark.parametrize("flaw", ["no team", "twice", "cancelled"])
    def test_it_is_refused_and_takes_no_number(self, office: Office, flaw: str) -> None:
        sidang = office.sidang(penera=() if flaw == "no team" else (office.penera,))
        if flaw == "twice":
            issue_assignment(by=office.admin, sidang=sidang)
        if flaw == "cancelled":
            cancel_sidang(by=office.admin, sidang=sidang, reason="x")
        before = AssignmentLetter.objects.count()
        with pytest.raises(Conflict):
            issue_assignment(by=office.admin, sidang=sidang)
        assert AssignmentLetter.objects.count() == before

    def test_a_change_of_team_is_put_into_it_and_one_of_quota_is_not(self, office: Office) -> None:
        sidang = issued(office)
        changed(office, sidang, (office.penera,), quotas={"nawi.electronic": 9})
        assert AssignmentEdition.objects.count() == 1
        changed(office, sidang, (office.penera2,))
        first, second = AssignmentEdition.objects.all()
        assert first.letter == second.letter
        assert [one["name"] for one in second.sheet["officers"]] == ["Penera2"]

    def test_its_team_cannot_be_emptied(self, office: Office) -> None:
        sidang = issued(office)
        with pytest.raises(Conflict, match="belum punya tim"):
            changed(office, sidang, ())
        assert list(sidang.penera.all()) == [office.penera]

    def test_a_cancelled_sidang_has_none_that_is_valid(self, office: Office) -> None:
        sidang = cancel_sidang(by=office.admin, sidang=issued(office), reason="Banjir")
        with pytest.raises(Conflict, match="dibatalkan"):
            assignment_for(sidang)

    def test_a_letter_is_of_an_order_or_of_a_sidang(self, office: Office) -> None:
        order, sidang = office.order(), office.sidang()
        for of in ({}, {"order": order, "sidang": sidang}):
            with pytest.raises(IntegrityError), transaction.atomic():
                AssignmentLetter.objects.create(number="x", **of)


class TestFrozen:
    def test_what_was_printed_stays_when_office_and_names_change(self, office: Office) -> None:
        order = scheduled(office)
        deliveries.sweep()
        edition = AssignmentEdition.objects.get()
        first = edition.file.read()
        OfficeRow(head_name="Kepala baru").save()
        User.objects.filter(username="penera").update(name="Nama lain")
        opened = assignment_of(order)
        assert (opened.pk, opened.sha256, opened.file.read()) == (edition.pk, edition.sha256, first)
        edition.file.close()
        opened.file.close()

    def test_it_is_laid_out_once(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        order, times = scheduled(office), []
        warm()
        monkeypatch.setattr(Engine, "pdf", lambda *_args, **_how: times.append(1) or b"%PDF-1.7")
        assignment_of(order)
        deliveries.sweep()
        assignment_of(order)
        assert times == [1]

    def test_a_new_day_is_a_new_edition_and_the_old_one_is_kept(self, office: Office) -> None:
        order = scheduled(office)
        first = assignment_of(order)
        second = assignment_of(scheduled(office, order=order, on=4))
        first.refresh_from_db()
        assert first.letter == second.letter
        assert first.sha256 != second.sha256
        assert first.sheet["on"] != second.sheet["on"]

    def test_the_same_day_and_team_again_is_the_same_edition(self, office: Office) -> None:
        order = scheduled(office)
        scheduled(office, order=order)
        assert AssignmentEdition.objects.count() == 1

    def test_one_that_was_numbered_before_is_issued_when_it_is_opened(self, office: Office) -> None:
        order = scheduled(office)
        AssignmentEdition.objects.all().delete()
        assert assignment_of(order).file


class TestWhoOpensIt:
    def test_a_penera_opens_what_names_him(self, office: Office, visit: Visit) -> None:
        order, sidang = scheduled(office), issued(office)
        page = visit(office.penera).get("/staf/pengujian/surat-tugas").content.decode()
        for address in (f"/staf/order/{order}/surat-tugas.pdf", f"/staf/sidang/{sidang.pk}/surat-tugas.pdf"):
            assert address in page
            assert content(visit(office.penera), address) == content(visit(office.admin), address)
            assert visit(office.penera2).get(address).status_code == 404
        assert "Belum ada surat tugas" in visit(office.penera2).get("/staf/pengujian/surat-tugas").content.decode()

    def test_void_letters_are_not_listed(self, office: Office, visit: Visit) -> None:
        cancel_order(by=office.admin, order=scheduled(office), reason="Tutup")
        cancel_sidang(by=office.admin, sidang=issued(office), reason="Banjir")
        assert "Belum ada surat tugas" in visit(office.penera).get("/staf/pengujian/surat-tugas").content.decode()

    def test_the_desk_issues_it_on_the_page_of_the_sidang(self, office: Office, visit: Visit) -> None:
        sidang, desk = office.sidang(penera=(office.penera,)), visit(office.admin)
        assert "Terbitkan surat tugas" in desk.get(f"/staf/sidang/{sidang.pk}").content.decode()
        desk.post(f"/staf/sidang/{sidang.pk}/surat-tugas", {"version": sidang.version})
        page = desk.get(f"/staf/sidang/{sidang.pk}").content.decode()
        assert f">{AssignmentLetter.objects.get().number}</a>" in page
        assert "Terbitkan surat tugas" not in page

    def test_the_site_report_of_an_order_there_names_it(self, office: Office) -> None:
        sidang = issued(office)
        office.tested(office.item(place=Place.SIDANG, sidang=sidang))
        report = site_report(Order.objects.get())
        assert report.assignment_number == AssignmentLetter.objects.get().number
