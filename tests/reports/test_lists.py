"""Lists as files, the history, the search box, and the life of an instrument."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from services.models import Verification
from services.repairs.actions.repairs import send_to_repair
from simetro.core.models import LogEntry, User
from simetro.core.web import exports
from tests.office import Office, bad_scale
from uttp.actions import transfer_instrument
from uttp.models import Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]
LISTS = ("riwayat", "uttp", "pemilik", "order", "sertifikat/daftar/terbit")
NIK = "3302123456780001"


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    sent = client.get(address).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(sent, newline=""), delimiter=";"))


@pytest.mark.parametrize("name", LISTS)
def test_list_offers_itself_as_a_file(office: Office, visit: Visit, name: str) -> None:
    office.issued(office.tested(office.item(office.scale(office.owner(nik=NIK)))))
    client = visit(office.admin)
    page = client.get(f"/staf/{name}?search=").content.decode()
    assert 'href="?search=&amp;unduh=xlsx"' in page
    book = client.get(f"/staf/{name}?unduh=xlsx")
    assert book["Content-Disposition"].startswith("attachment")
    whole = load_workbook(io.BytesIO(book.getvalue())).active
    assert whole.max_row == 2
    sent = client.get(f"/staf/{name}?unduh=csv").getvalue().decode()
    assert NIK not in sent
    assert "NIK" not in sent
    assert len(sent.splitlines()) == 2


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_file_is_for_those_who_may_open_the_list(office: Office, visit: Visit, name: str, kind: str) -> None:
    for person in (office.penera, office.owner_account):
        assert visit(person).get(f"/staf/{name}?unduh={kind}").status_code == 403
    assert not LogEntry.objects.filter(verb="core.export").exists()


def test_file_obeys_the_filters_and_is_in_the_log(office: Office, visit: Visit) -> None:
    office.scale(office.owner("Warung Asri"), serial_number="AB-1")
    office.scale(office.owner("Toko Beras"))
    rows = rows_of(visit(office.kadis), "/staf/uttp?search=asri&status=active&unduh=csv&page=3")
    assert [row["Pemilik"] for row in rows] == ["Warung Asri"]
    entry = LogEntry.objects.get(verb="core.export")
    assert entry.actor == office.kadis
    assert entry.data == {"list": "instruments", "format": "csv", "search": "status=active", "words": ["search"]}


def test_name_that_would_run_is_harmless_in_a_file(office: Office, visit: Visit) -> None:
    Owner.objects.filter(pk=office.owner().pk).update(name="=HYPERLINK(1)")
    assert [row["Nama"] for row in rows_of(visit(office.admin), "/staf/pemilik?unduh=csv")] == ["'=HYPERLINK(1)"]


def test_unknown_format_shows_the_page(office: Office, visit: Visit) -> None:
    assert visit(office.admin).get("/staf/uttp?unduh=exe").context["page_obj"] is not None


def test_more_rows_than_can_be_sent_are_refused(office: Office, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(exports.MOST, "xlsx", 1)
    office.owner(), office.owner()
    answer = visit(office.admin).get("/staf/pemilik?search=sumber&unduh=xlsx", follow=True)
    assert answer.redirect_chain == [("/staf/pemilik?search=sumber", 302)]
    assert "Terlalu banyak baris" in answer.content.decode()
    assert not LogEntry.objects.filter(verb="core.export").exists()


def history(client: Client, **wanted: Any) -> list[Verification]:
    return list(client.get("/staf/riwayat", wanted).context["page_obj"].object_list)


def test_history_is_narrowed_by_everything(office: Office, visit: Visit) -> None:
    owner = office.owner("Warung Asri", district="Kembaran")
    sidang = office.sidang(venue="Pasar Manis")
    mine = office.scale(owner, serial_number="SN-77", location="Pasar Wage blok A")
    item = office.item(mine, place="sidang", sidang=sidang)
    here = office.tested(item)
    certificate = office.issued(here)
    office.tested(observations=bad_scale())
    client = visit(office.kabid)
    for name, value in {
        "search": "sn-77",
        "owner": "asri",
        "district": "kembaran",
        "market": "manis",
        "place": "sidang",
        "verdict": "sah",
        "certificate": certificate.number[-12:],
    }.items():
        assert history(client, **{name: value}) == [here], name
    assert history(client, market="wage") == [here]
    assert history(client, search=item.order.transaction_number) == [here]
    assert history(client, search=item.order.transaction_number[:7]) == [here]
    assert history(client, penera=office.penera2.pk) == []
    assert history(client, service="tera") == []
    assert history(client, kind="weights") == []
    assert len(history(client, kind="nawi.electronic", service="tera_ulang", penera=office.penera.pk)) == 2
    assert history(client, since=date(2999, 1, 1)) == []


def test_history_tells_what_was_overtaken_by_a_correction(office: Office, visit: Visit) -> None:
    first = office.tested()
    second = office.tested(first.item, bad_scale(), supersedes=first, reason="Salah baca")
    client = visit(office.admin)
    assert history(client, status="counted") == [second]
    assert history(client, status="overtaken") == [first]
    assert history(client) == [second, first]


def test_history_pages_begin_where_the_last_ended(office: Office, visit: Visit) -> None:
    first = office.tested()
    for n in range(59):
        copy = Verification.objects.get(pk=first.pk)
        copy.pk, copy.client_id = None, f"00000000-0000-0000-0000-{n:012}"
        copy.tested_on = first.tested_on - timedelta(days=n % 3)
        copy.save(force_insert=True)
    client, wanted = visit(office.admin), list(Verification.objects.order_by("-tested_on", "-pk"))
    one = client.get("/staf/riwayat").context["page_obj"]
    two = client.get(f"/staf/riwayat?{one.next}").context["page_obj"]
    three = client.get(f"/staf/riwayat?{two.next}").context["page_obj"]
    assert [*one.object_list, *two.object_list, *three.object_list] == wanted
    assert (one.previous, three.next, one.count) == ("", "", 60)
    back = client.get(f"/staf/riwayat?{three.previous}").context["page_obj"]
    assert list(back.object_list) == list(two.object_list)
    start = client.get(f"/staf/riwayat?{back.previous}").context["page_obj"]
    assert (list(start.object_list), start.previous) == (list(one.object_list), "")


@pytest.mark.parametrize("mark", ["x", "2026-13-01_1", "2026-11-26_-1", "2026-11-26_", "_5", "2026-11-26_٣"])
def test_history_forgives_a_page_that_is_none(office: Office, visit: Visit, mark: str) -> None:
    final = office.tested()
    assert history(visit(office.admin), sesudah=mark) == [final]


def test_whole_code_opens_its_page(office: Office, visit: Visit) -> None:
    verification = office.tested()
    certificate, item = office.issued(verification), verification.item
    client = visit(office.admin)
    for typed, page in {
        item.order.transaction_number.lower().replace("-", ""): f"/staf/order/{item.order}",
        item.instrument.uttp_id.lower(): f"/staf/uttp/{item.instrument.uttp_id}",
        f" {certificate.number.lower()} ": f"/staf/sertifikat/{certificate.pk}",
    }.items():
        assert client.get("/staf/cari", {"q": typed}).headers.get("Location") == page


def test_words_find_the_first_of_each_sort(office: Office, visit: Visit) -> None:
    owner = office.owner("Warung Asri", phone="0812999")
    for n in range(6):
        office.scale(owner, serial_number=f"ASRI-{n}")
    client = visit(office.kadis)
    sections = {str(one.title): one for one in client.get("/staf/cari?q=asri").context["sections"]}
    assert [row.title for row in sections["Pemilik"].rows] == ["Warung Asri"]
    assert [row.title for row in sections["UTTP"].rows] == [f"Quattro ASRI-{n}" for n in (5, 4, 3, 2, 1)]
    assert sections["UTTP"].url == "/staf/uttp?search=asri"
    assert client.get(sections["UTTP"].url).context["page_obj"].paginator.count == 6
    assert [row.title for row in client.get("/staf/cari?q=2999").context["sections"][0].rows] == ["Warung Asri"]


def test_part_of_a_number_finds_orders_and_documents(office: Office, visit: Visit) -> None:
    certificate = office.issued()
    order = certificate.verifications.get().item.order
    client = visit(office.admin)
    found = [
        row.title
        for one in client.get(f"/staf/cari?q={order.transaction_number[:6]}").context["sections"]
        for row in one.rows
    ]
    assert found == [order.transaction_number]
    found = [row.title for one in client.get("/staf/cari?q=500.2.3").context["sections"] for row in one.rows]
    assert found == [certificate.number]


def test_penera_finds_his_work_and_no_owner(office: Office, visit: Visit) -> None:
    item = office.item(office.scale(office.owner("Warung Asri"), serial_number="SN-77"))
    client = visit(office.penera)
    page = client.get("/staf/cari?q=asri")
    assert [str(one.title) for one in page.context["sections"]] == ["Pengujian"]
    assert page.context["sections"][0].rows[0].url == f"/staf/pengujian/{item.pk}"
    assert client.get("/staf/cari", {"q": item.instrument.uttp_id}).status_code == 200


@pytest.mark.parametrize("typed", ["", "a", "ab", "  "])
def test_too_little_is_not_sought(office: Office, visit: Visit, typed: str) -> None:
    client = visit(office.admin)
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/staf/cari", {"q": typed})
    assert "Ketik paling sedikit 3" in page.content.decode()
    assert not any("LIKE" in one["sql"] for one in asked)


def test_every_page_of_the_staff_has_the_box(office: Office, visit: Visit) -> None:
    assert 'action="/staf/cari"' in visit(office.penera).get("/staf/pengujian").content.decode()


def test_life_of_an_instrument_stands_in_one_line_of_time(office: Office, visit: Visit) -> None:
    scale = office.scale()
    order = office.order(scale, office.scale(scale.owner))
    item = order.items.get(instrument=scale)
    failed = office.tested(item, bad_scale())
    item.refresh_from_db()
    send_to_repair(by=office.admin, item=item, reason="Ganti pegas")
    passed = office.tested(item)
    corrected = office.tested(item, supersedes=passed, reason="Salah ketik")
    certificate = office.issued(corrected)
    scale.refresh_from_db()
    other = office.order(office.scale())
    transfer_instrument(
        by=office.admin, instrument=scale, owner=office.owner("Toko Beras"), reason="Dijual", version=scale.version
    )
    entries = visit(office.admin).get(f"/staf/uttp/{scale.uttp_id}").context["entries"]
    told = [entry.what for entry in reversed(entries)]
    assert told[0] == "UTTP didaftarkan"
    assert told[-1] == "UTTP berpindah pemilik"
    assert f"Order dicatat: {order}" in told
    assert "Hasil pengujian ditetapkan: Batal" in told
    assert f"Dikembalikan untuk diperbaiki: {order}" in told
    assert "Hasil pengujian ditetapkan: Sah, koreksi: Salah ketik" in told
    assert f"Terbit: {certificate.number}" in told
    assert not any(str(other) in one for one in told)
    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)
    assert {f"/staf/riwayat/{one.pk}" for one in (failed, passed, corrected)} <= {entry.url for entry in entries}


def test_life_tells_nothing_of_the_other_instruments_of_an_order(office: Office, visit: Visit) -> None:
    scale = office.scale()
    neighbour = office.scale(scale.owner)
    order = office.order(scale, neighbour)
    office.tested(order.items.get(instrument=neighbour), bad_scale())
    entries = visit(office.admin).get(f"/staf/uttp/{scale.uttp_id}").context["entries"]
    assert not any("Hasil pengujian" in entry.what for entry in entries)
