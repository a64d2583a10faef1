"""The super admin reads who did and saw what."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from simetro.core.log import queries
from simetro.core.log.audit import record, record_list, record_view
from simetro.core.log.entry_subjects import all_entry_subjects
from simetro.core.log.phrases import Deed
from simetro.core.models import LogEntry, User
from simetro.core.web.listing import PER_PAGE
from tests.office import Office
from tests.test_queries import fill
from uttp.actions import change_owner, retire_instrument

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]
PAGE = "/staf/catatan"


def rows(client: Client, **search: Any) -> list[queries.LogRow]:
    found: list[queries.LogRow] = client.get(PAGE, search).context["rows"]
    return found


def said(client: Client, **search: Any) -> list[str]:
    return [str(row.phrase.what) for row in rows(client, **search)]


@pytest.fixture
def reader(office: Office, visit: Visit) -> Client:
    return visit(office.superadmin)


def test_a_row_says_who_did_what_to_what_and_leads_there(office: Office, reader: Client) -> None:
    instrument = office.scale(office.owner())
    retire_instrument(by=office.admin, instrument=instrument, reason="Rusak berat")
    row = rows(reader)[0]
    assert (row.who, row.role, row.phrase.what) == ("Admin", "Admin", "Dinyatakan tidak dipakai lagi")
    assert (row.noun, row.label, row.url) == ("UTTP", instrument.uttp_id, f"/staf/uttp/{instrument.uttp_id}")
    assert [(fact.label, fact.text) for fact in row.facts] == [("Alasan", "Rusak berat")]


def test_names_are_those_of_today_and_who_is_gone_has_none(office: Office, reader: Client) -> None:
    owner = office.owner(name="Nama Lama")
    change_owner(by=office.admin, owner=owner, name="Nama Baru")
    record(None, "uttp.delete_owner", type(owner)(pk=owner.pk + 999))
    gone, *known = rows(reader, noun="uttp.owner")
    assert (gone.label, gone.url, gone.who) == ("tidak ada lagi", "", "Sistem")
    assert {row.label for row in known} == {"Nama Baru"}
    assert "Nama Lama" not in reader.get(PAGE).content.decode()


def test_it_is_narrowed_by_day_person_kind_of_deed_and_object(office: Office, reader: Client) -> None:
    owner = office.owner()
    record(None, "core.sign_in_failed", office.penera, step="password")
    record_view(office.penera, "uttp.view_owner", owner)
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)
    assert said(reader, deed=Deed.VIEW) == ["Data pemilik dibuka"]
    assert said(reader, person=office.penera.pk) == ["Data pemilik dibuka"]
    assert said(reader, person="sistem", deed=Deed.SECURITY) == ["Gagal masuk"]
    assert said(reader, noun="uttp.owner", deed=Deed.CHANGE) == ["Pemilik didaftarkan"]
    assert said(reader, noun="uttp.owner", since=today, until=today) == ["Data pemilik dibuka", "Pemilik didaftarkan"]
    assert said(reader, since=tomorrow) == []
    assert said(reader, until=today - timedelta(days=1)) == []


def test_words_find_the_object_or_the_reason(office: Office, reader: Client) -> None:
    item = office.item(office.scale(office.owner(name="Toko Asri")))
    retire_instrument(by=office.admin, instrument=item.instrument, reason="Terbakar di gudang")
    assert {row.label for row in rows(reader, search="asri")} == {"Toko Asri"}
    assert {row.noun for row in rows(reader, search=item.order.transaction_number.lower())} == {"Order"}
    assert {row.label for row in rows(reader, search=item.instrument.uttp_id)} == {item.instrument.uttp_id}
    assert said(reader, search="terbakar") == ["Dinyatakan tidak dipakai lagi"]
    assert rows(reader, search="tidak pernah ditulis") == []


def test_an_object_has_its_own_log_with_the_lists_that_showed_it(office: Office, reader: Client) -> None:
    owner, other = office.owner(name="Toko Asri"), office.owner(name="Toko Lain")
    record_list(office.penera, "owner_list", [owner.pk, other.pk])
    record_list(office.penera, "owner_list", [other.pk])
    answer = reader.get(PAGE, {"objek": f"uttp.owner:{owner.pk}"})
    assert "Toko Asri" in answer.content.decode()
    shown, made = answer.context["rows"]
    assert [str(row.phrase.what) for row in (shown, made)] == ["Daftar dibuka", "Pemilik didaftarkan"]
    told = {fact.label: fact.plain_text for fact in shown.facts}
    assert told == {"Daftar": "Pemilik UTTP", "Yang terlihat": "Toko Asri, Toko Lain"}


@pytest.mark.parametrize("wrong", ["uttp.owner", "uttp.owner:x", "'; --:1", "uttp.owner:1:2"])
def test_what_is_no_object_is_ignored(office: Office, reader: Client, wrong: str) -> None:
    office.owner()
    assert "Pemilik didaftarkan" in said(reader, objek=wrong)


def test_pages_go_by_key(office: Office, reader: Client) -> None:
    owner = office.owner()
    for number in range(PER_PAGE):
        record(office.admin, "core.save_office", owner, number=number)
    first = reader.get(PAGE, {"noun": "uttp.owner"}).context["page_obj"]
    second = reader.get(f"{PAGE}?{first.next}").context
    assert (first.previous, len(first.object_list)) == ("", PER_PAGE)
    assert [str(row.phrase.what) for row in second["rows"]] == ["Pemilik didaftarkan"]
    assert reader.get(f"{PAGE}?{second['page_obj'].previous}").context["page_obj"].object_list == first.object_list


def test_it_is_taken_along_and_that_is_told(office: Office, reader: Client) -> None:
    retire_instrument(by=office.admin, instrument=office.scale(office.owner()), reason="=1+1")
    answer = reader.get(PAGE, {"unduh": "csv", "noun": "uttp.instrument"})
    head, newest, *_rest = csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";")
    assert head[1:4] == ["Siapa", "Peran", "Apa"]
    assert (newest[1], newest[3], newest[-1]) == ("Admin", "Dinyatakan tidak dipakai lagi", "Alasan: =1+1")
    last = LogEntry.objects.latest("pk")
    assert (last.verb, last.data["list"]) == ("core.export", "log")


def test_every_sort_of_object_has_a_name(office: Office) -> None:
    fill(office)
    types = set(LogEntry.objects.order_by().values_list("subject_type", flat=True))
    assert types <= set(all_entry_subjects())


def test_who_may_reads_it_from_the_object(office: Office, visit: Visit, reader: Client) -> None:
    owner = office.owner()
    link = f"{PAGE}?objek=uttp.owner%3A{owner.pk}"
    assert link in reader.get(f"/staf/pemilik/{owner.pk}").content.decode()
    assert "Siapa melihat" not in visit(office.admin).get(f"/staf/pemilik/{owner.pk}").content.decode()


def test_the_last_day_there_is_can_be_asked_for(office: Office, reader: Client) -> None:
    office.owner()
    assert "Pemilik didaftarkan" in said(reader, until="9999-12-31", since="0001-01-01")
