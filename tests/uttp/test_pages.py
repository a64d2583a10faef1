"""The desk's pages of the register, as a browser sends and reads them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from simetro.core.models import LogEntry, User
from tests.office import SCALE, Office
from uttp.actions import change_owner, retire_instrument
from uttp.models import Instrument, Owner

Visit = Callable[[User], Client]
OWNER = {
    "name": "Toko Beras Barokah",
    "kind": "company",
    "phone": "0857 1234 5678",
    "email": "",
    "address": "Jl. Gatot Subroto 12",
    "village": "Kranji",
    "district": "Purwokerto Timur",
    "nik": "",
    "seen": "",
}
PLATE = {f"attributes.{name}": value for name, value in SCALE.items()}


def verbs(row: Owner | Instrument) -> list[str]:
    entries = LogEntry.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk).order_by("pk")
    return list(entries.values_list("verb", flat=True))


def sent(**typed: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **typed}


def plate(owner: Owner, **typed: Any) -> dict[str, Any]:
    known = {"owner": owner.pk, "kind": "nawi.electronic", "brand": "Quattro", "serial_number": "Q-1"}
    return sent(**(known | PLATE | {"model": "", "made_in": "", "location": ""} | typed))


def errors(response: Any) -> dict[str, list[str]]:
    return {name: [str(one) for one in found] for name, found in response.context["form"].errors.items()}


class TestWhoMayOpen:
    @pytest.fixture
    def pages(self, office: Office) -> list[str]:
        instrument = office.scale()
        owner = f"/staf/pemilik/{instrument.owner_id}"
        return ["/staf/pemilik", owner, "/staf/uttp", f"/staf/uttp/{instrument.uttp_id}"]

    @pytest.mark.parametrize(
        ("person", "code"),
        [("admin", 200), ("superadmin", 200), ("kabid", 200), ("penera", 403), ("owner_account", 403)],
    )
    def test_reading_the_register(self, office: Office, visit: Visit, pages: list[str], person: str, code: int) -> None:
        client = visit(office.people[person])
        assert [client.get(page).status_code for page in pages] == [code] * len(pages)

    @pytest.mark.parametrize(("person", "code"), [("admin", 200), ("kabid", 403), ("owner_account", 403)])
    def test_changing_the_register(self, office: Office, visit: Visit, person: str, code: int) -> None:
        instrument = office.scale()
        client = visit(office.people[person])
        owner, uttp = f"/staf/pemilik/{instrument.owner_id}", f"/staf/uttp/{instrument.uttp_id}"
        pages = ["/staf/pemilik/baru", f"{owner}/ubah", "/staf/uttp/baru", f"{uttp}/ubah", f"{uttp}/pindah"]
        assert [client.get(page).status_code for page in [*pages, f"{uttp}/tidak-dipakai"]] == [code] * 6

    @pytest.mark.parametrize(("person", "code"), [("superadmin", 200), ("admin", 403)])
    def test_deleting_from_the_register(self, office: Office, visit: Visit, person: str, code: int) -> None:
        instrument = office.scale()
        client = visit(office.people[person])
        pages = [f"/staf/pemilik/{instrument.owner_id}/hapus", f"/staf/uttp/{instrument.uttp_id}/hapus"]
        assert [client.get(page).status_code for page in pages] == [code, code]

    def test_signatory_reads_without_buttons(self, office: Office, visit: Visit) -> None:
        instrument = office.scale()
        page = visit(office.kabid).get(f"/staf/uttp/{instrument.uttp_id}").content.decode()
        assert ("Ubah data" in page, "Catat order" in page) == (False, False)


class TestOwners:
    def test_registering_leads_to_the_new_owner(self, office: Office, visit: Visit) -> None:
        response = visit(office.admin).post("/staf/pemilik/baru", sent(**OWNER) | {"nik": "3302010101900001"})
        owner = Owner.objects.get()
        assert response.url == f"/staf/pemilik/{owner.pk}"
        assert (owner.name, owner.account, owner.nik_masked) == ("Toko Beras Barokah", None, "3302********0001")
        assert verbs(owner) == ["uttp.register_owner"]

    def test_registering_twice_with_one_form_makes_one_owner(self, office: Office, visit: Visit) -> None:
        client, form = visit(office.admin), sent(**OWNER)
        responses = [client.post("/staf/pemilik/baru", form) for _ in range(2)]
        assert responses[0].url == responses[1].url
        assert Owner.objects.count() == 1

    def test_saved_form_with_other_content_is_refused(self, office: Office, visit: Visit) -> None:
        client, form = visit(office.admin), sent(**OWNER)
        client.post("/staf/pemilik/baru", form)
        response = client.post("/staf/pemilik/baru", form | {"name": "Warung Makan Sederhana", "phone": "081100001111"})
        assert response.status_code == 422
        assert "sudah tersimpan" in errors(response)["__all__"][0]

    def test_similar_owner_is_asked_about_once_and_never_refused(self, office: Office, visit: Visit) -> None:
        known = office.owner("Toko Beras Barokah")
        client, form = visit(office.admin), sent(**OWNER)
        question = client.post("/staf/pemilik/baru", form)
        assert "Mungkin sudah terdaftar" in question.content.decode()
        assert question.context["alike"] == [known]
        assert Owner.objects.count() == 1
        response = client.post("/staf/pemilik/baru", form | {"seen": question.context["form"]["seen"].value()})
        assert response.status_code == 302
        assert Owner.objects.count() == 2

    def test_typed_data_survives_an_error(self, office: Office, visit: Visit) -> None:
        response = visit(office.admin).post("/staf/pemilik/baru", sent(**OWNER) | {"phone": "besok", "nik": "12"})
        assert response.status_code == 422
        assert errors(response) == {
            "phone": ["Tulis nomor telepon dengan angka, misalnya 0812 3456 7890."],
            "nik": ["NIK terdiri dari 16 angka."],
        }
        assert 'value="Toko Beras Barokah"' in response.content.decode()

    def test_new_owner_comes_back_to_the_page_that_asked(self, office: Office, visit: Visit) -> None:
        response = visit(office.admin).post("/staf/pemilik/baru?kembali=/staf/order/baru", sent(**OWNER))
        assert response.url == f"/staf/order/baru?pemilik={Owner.objects.get().pk}"

    def test_new_owner_never_leads_to_another_site(self, office: Office, visit: Visit) -> None:
        response = visit(office.admin).post("/staf/pemilik/baru?kembali=//jahat.example/x", sent(**OWNER))
        assert response.url == f"/staf/pemilik/{Owner.objects.get().pk}"

    def test_viewing_is_logged_and_nik_is_masked(self, office: Office, visit: Visit) -> None:
        owner = office.owner(nik="3302010101900001")
        page = visit(office.admin).get(f"/staf/pemilik/{owner.pk}").content.decode()
        assert ("3302********0001" in page, "3302010101900001" in page) == (True, False)
        assert verbs(owner) == ["uttp.register_owner", "uttp.view_owner"]

    def test_change_logs_only_what_was_changed(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        typed = {name: getattr(owner, name) for name in OWNER if name not in ("nik", "seen")}
        form = typed | {"phone": "081299998888", "version": 1, "nik": "", "reason": "Nomor baru"}
        response = visit(office.admin).post(f"/staf/pemilik/{owner.pk}/ubah", form)
        owner.refresh_from_db()
        assert (response.status_code, owner.phone, owner.version) == (302, "081299998888", 2)
        assert LogEntry.objects.get(verb="uttp.change_owner").data == {"fields": ["phone"], "reason": "Nomor baru"}

    def test_stale_change_is_refused_in_words(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        change_owner(by=office.admin, owner=owner, phone="081100000000")
        typed = {name: getattr(owner, name) for name in OWNER if name not in ("nik", "seen")}
        response = visit(office.admin).post(
            f"/staf/pemilik/{owner.pk}/ubah", typed | {"name": "Lain", "version": 1, "reason": "Ganti"}
        )
        assert response.status_code == 422
        assert "sudah diubah orang lain" in errors(response)["__all__"][0]
        owner.refresh_from_db()
        assert owner.name == "Sumber Rejeki"

    def test_nik_is_kept_unless_typed_or_forgotten(self, office: Office, visit: Visit) -> None:
        owner = office.owner(nik="3302010101900001")
        client, url = visit(office.admin), f"/staf/pemilik/{owner.pk}/ubah"
        typed = {name: getattr(owner, name) for name in OWNER if name not in ("nik", "seen")}
        typed |= {"reason": "Dibetulkan"}
        client.post(url, typed | {"nik": "", "version": 1})
        owner.refresh_from_db()
        assert owner.nik_masked == "3302********0001"
        client.post(url, typed | {"forget_nik": "on", "version": owner.version})
        owner.refresh_from_db()
        assert owner.nik_masked == ""

    def test_delete_asks_a_reason_and_is_logged(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        client, url = visit(office.superadmin), f"/staf/pemilik/{owner.pk}/hapus"
        assert errors(client.post(url, {"version": 1, "reason": " "})) == {"reason": ["Isian ini wajib diisi."]}
        assert client.post(url, {"version": 1, "reason": "Dicatat dua kali"}).url == "/staf/pemilik"
        assert not Owner.objects.exists()
        assert LogEntry.objects.get(verb="uttp.delete_owner").data["reason"] == "Dicatat dua kali"

    def test_delete_refuses_an_owner_of_instruments(self, office: Office, visit: Visit) -> None:
        owner = office.scale().owner
        url = f"/staf/pemilik/{owner.pk}/hapus"
        response = visit(office.superadmin).post(url, {"version": 1, "reason": "Salah"})
        assert "masih dipakai" in errors(response)["__all__"][0]
        assert Owner.objects.filter(pk=owner.pk).exists()

    def test_list_searches_and_filters(self, office: Office, visit: Visit) -> None:
        office.owner("Sumber Rejeki")
        office.owner("SPBU Wangon", kind="company")
        client = visit(office.admin)

        def names(query: str) -> list[str]:
            return [owner.name for owner in client.get(f"/staf/pemilik{query}").context["page_obj"]]

        assert names("") == ["SPBU Wangon", "Sumber Rejeki"]
        assert names("?search=wangon") == ["SPBU Wangon"]
        assert names("?kind=person") == ["Sumber Rejeki"]
        assert names("?kind=martian&page=zzz") == ["SPBU Wangon", "Sumber Rejeki"]
        assert names("?search=tidak+ada") == []

    def test_picker_finds_owners_and_offers_a_new_one(self, office: Office, visit: Visit) -> None:
        owner = office.owner("Sumber Rejeki")
        page = visit(office.admin).get("/staf/pemilik/cari?owner_q=sumber&kembali=/staf/order/baru").content.decode()
        assert f'value="{owner.pk}"' in page
        assert 'href="/staf/pemilik/baru?nama=sumber&amp;kembali=%2Fstaf%2Forder%2Fbaru"' in page

    @pytest.mark.parametrize("query", ["owner_q=%00", "owner_q=a&kembali=https://jahat.example", ""])
    def test_picker_bears_odd_questions(self, office: Office, visit: Visit, query: str) -> None:
        response = visit(office.admin).get(f"/staf/pemilik/cari?{query}")
        assert response.status_code == 200
        assert "jahat" not in response.content.decode()


class TestInstruments:
    def test_fields_follow_the_kind(self, office: Office, visit: Visit) -> None:
        client = visit(office.admin)
        scale = client.post("/staf/uttp/isian", {"kind": "nawi.electronic", "attributes.unit": "kg"}).content.decode()
        nozzle = client.post("/staf/uttp/isian", {"kind": "fuel_dispenser"}).content.decode()
        assert ('name="attributes.accuracy_class"' in scale, "Kapasitas maksimum" in scale) == (True, True)
        assert ('name="attributes.fuel"' in nozzle, "L/min" in nozzle) == (True, True)
        assert "Pilih jenis UTTP" in client.post("/staf/uttp/isian", {"kind": "sulap"}).content.decode()

    def test_one_more_line_keeps_what_is_typed(self, office: Office, visit: Visit) -> None:
        typed = {"kind": "nawi.electronic", "attributes.max": "6000", "attributes.ranges.0.max": "3000"}
        page = visit(office.admin).post("/staf/uttp/isian", typed | {"more": "ranges"}).content.decode()
        assert 'name="attributes.ranges.1.max"' in page
        assert ('value="6000"' in page, 'value="3000"' in page) == (True, True)

    def test_equal_instruments_are_registered_from_a_list(self, office: Office, visit: Visit) -> None:
        typed = plate(office.owner(), serial_number="1") | {"others": " 2 \n\n3\n"}
        page = visit(office.admin).post("/staf/uttp/baru", typed, follow=True).content.decode()
        assert sorted(Instrument.objects.values_list("serial_number", flat=True)) == ["1", "2", "3"]
        assert ", dan 2 lainnya yang sama." in page

    def test_list_with_a_known_serial_number_says_which(self, office: Office, visit: Visit) -> None:
        typed = plate(office.owner(), serial_number="1") | {"others": "2\n1"}
        answer = visit(office.admin).post("/staf/uttp/baru", typed)
        assert answer.context["form"].errors["others"][0].startswith("1: ")
        assert not Instrument.objects.exists()

    def test_registering_reads_the_plate(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        typed = plate(owner, **{"attributes.max": "6", "attributes.min": "0,04", "attributes.unit": "kg"})
        typed |= {"attributes.e": "0,002", "attributes.d": "0.002"}
        response = visit(office.admin).post("/staf/uttp/baru", typed)
        instrument = Instrument.objects.get()
        assert response.url == f"/staf/uttp/{instrument.uttp_id}"
        assert instrument.attributes["min"] == "0.04"
        assert verbs(instrument) == ["uttp.register_instrument"]

    @pytest.mark.parametrize(("pressed", "most"), [("3000", "3000"), ("3", "3")])
    def test_a_doubtful_number_is_asked_about_with_both_readings(
        self, office: Office, visit: Visit, pressed: str, most: str
    ) -> None:
        owner = office.owner()
        step = "1" if pressed == "3000" else "0,001"
        typed = plate(owner, **{"attributes.max": "3.000", "attributes.min": "20", "attributes.unit": "kg"})
        typed |= {"attributes.e": "", "attributes.d": ""}
        desk = visit(office.admin)
        page = desk.post("/staf/uttp/baru", typed).content.decode()
        assert [value for value in ("3000", "3") if f'data-as="{value}"' in page] == ["3000", "3"]
        assert not Instrument.objects.exists()
        answer: dict[str, Any] = typed | {
            "attributes.max": ["3.000", pressed],
            "attributes.e": step,
            "attributes.d": step,
        }
        desk.post("/staf/uttp/baru", answer | {"attributes.min": "20" if pressed == "3000" else "0,02"})
        assert Instrument.objects.get().attributes["max"] == most

    def test_a_step_settles_what_a_point_means(self, office: Office, visit: Visit) -> None:
        visit(office.admin).post("/staf/uttp/baru", plate(office.owner(), **{"attributes.max": "6.000"}))
        assert Instrument.objects.get().attributes["max"] == "6000"

    @pytest.mark.parametrize("nothing", ["-", "tidak ada", "N/A"])
    def test_a_sign_for_nothing_on_a_plate_is_stored_empty(self, office: Office, visit: Visit, nothing: str) -> None:
        signs = dict.fromkeys(("brand", "model", "serial_number", "made_in"), nothing)
        answer = visit(office.admin).post("/staf/uttp/baru", plate(office.owner()) | signs)
        instrument = Instrument.objects.get()
        assert [getattr(instrument, name) for name in signs] == [""] * 4
        assert "tanpa merek" in visit(office.admin).get(answer["Location"]).content.decode()

    def test_a_set_is_shown_as_people_write_it(self, office: Office, visit: Visit) -> None:
        items = [{"nominal": "1000", "unit": "g", "count": "1"}, {"nominal": "0.5", "unit": "g", "count": "2"}]
        weights = office.scale(kind="weights", attributes={"accuracy_class": "M2", "items": items})
        page = visit(office.admin).get(weights.get_absolute_url()).content.decode()
        assert "1 x 1.000 g; 2 x 0,5 g" in page

    def test_lines_left_empty_are_no_ranges(self, office: Office, visit: Visit) -> None:
        lines = {
            "attributes.ranges.0.max": "",
            "attributes.ranges.1.max": "3000",
            "attributes.ranges.1.e": "1",
            "attributes.ranges.1.d": "1",
            "attributes.ranges.2.max": "6000",
            "attributes.ranges.2.e": "2",
            "attributes.ranges.2.d": "2",
        }
        visit(office.admin).post("/staf/uttp/baru", plate(office.owner(), **lines))
        assert [one["max"] for one in Instrument.objects.get().attributes["ranges"]] == ["3000", "6000"]

    def test_contradictions_stand_at_their_fields(self, office: Office, visit: Visit) -> None:
        response = visit(office.admin).post("/staf/uttp/baru", plate(office.owner(), **{"attributes.e": "3"}))
        assert (response.status_code, Instrument.objects.count()) == (422, 0)
        assert "attributes.e" in errors(response)

    def test_contradiction_in_a_line_stands_in_that_line(self, office: Office, visit: Visit) -> None:
        lines = {
            "attributes.ranges.0.max": "",
            "attributes.ranges.1.max": "6000",
            "attributes.ranges.1.e": "7",
            "attributes.ranges.1.d": "7",
        }
        response = visit(office.admin).post("/staf/uttp/baru", plate(office.owner(), **lines))
        assert "attributes.ranges.1.e" in errors(response)

    def test_duplicate_links_to_the_instrument_that_exists(self, office: Office, visit: Visit) -> None:
        twin = office.scale(serial_number="Q-1")
        response = visit(office.admin).post("/staf/uttp/baru", plate(office.owner("Lain")))
        assert (response.status_code, Instrument.objects.count()) == (422, 1)
        assert f'<a href="/staf/uttp/{twin.uttp_id}">Buka UTTP itu</a>' in response.content.decode()

    def test_registering_twice_with_one_form_makes_one_instrument(self, office: Office, visit: Visit) -> None:
        client, form = visit(office.admin), plate(office.owner(), serial_number="")
        responses = [client.post("/staf/uttp/baru", form) for _ in range(2)]
        assert responses[0].url == responses[1].url
        assert Instrument.objects.count() == 1

    def test_button_for_another_line_saves_nothing(self, office: Office, visit: Visit) -> None:
        response = visit(office.admin).post("/staf/uttp/baru", plate(office.owner()) | {"more": "ranges"})
        assert (response.status_code, Instrument.objects.count()) == (200, 0)
        assert 'name="attributes.ranges.0.max"' in response.content.decode()

    @pytest.mark.parametrize("owner", ["0", "abc", "9" * 40, "-1", "\x00"])
    def test_unknown_owner_is_refused_beside_the_field(self, office: Office, visit: Visit, owner: str) -> None:
        response = visit(office.admin).post("/staf/uttp/baru", plate(office.owner()) | {"owner": owner})
        assert response.status_code == 422
        assert list(errors(response)) == ["owner"]

    def test_change_takes_new_facts_and_keeps_the_rest(self, office: Office, visit: Visit) -> None:
        instrument = office.scale(serial_number="Q-1", location="Pasar Wage")
        typed = PLATE | {"brand": "Quattro", "serial_number": "Q-2", "location": "Pasar Wage", "version": 1}
        address = f"/staf/uttp/{instrument.uttp_id}/ubah"
        assert list(errors(visit(office.admin).post(address, typed))) == ["reason"]
        response = visit(office.admin).post(address, typed | {"reason": "Salah baca"})
        instrument.refresh_from_db()
        assert (response.status_code, instrument.serial_number, instrument.attributes) == (302, "Q-2", SCALE)
        assert LogEntry.objects.get(verb="uttp.change_instrument").data == {
            "before": {"serial_number": "Q-1"},
            "reason": "Salah baca",
        }

    def test_transfer_tells_why(self, office: Office, visit: Visit) -> None:
        instrument, heir = office.scale(), office.owner("Ahli Waris")
        url = f"/staf/uttp/{instrument.uttp_id}/pindah"
        response = visit(office.admin).post(url, {"owner": heir.pk, "reason": "Dijual", "version": 1})
        instrument.refresh_from_db()
        assert (response.status_code, instrument.owner) == (302, heir)
        assert verbs(instrument)[-1] == "uttp.transfer_instrument"

    def test_transfer_to_the_same_owner_is_refused_on_the_page(self, office: Office, visit: Visit) -> None:
        instrument = office.scale()
        form = {"owner": instrument.owner_id, "reason": "Dijual", "version": 1}
        response = visit(office.admin).post(f"/staf/uttp/{instrument.uttp_id}/pindah", form)
        assert "sudah milik pemilik tersebut" in errors(response)["__all__"][0]

    def test_retired_instrument_cannot_be_ordered(self, office: Office, visit: Visit) -> None:
        instrument = office.scale()
        client, url = visit(office.admin), f"/staf/uttp/{instrument.uttp_id}"
        client.post(f"{url}/tidak-dipakai", {"reason": "Rusak", "version": 1})
        page = client.get(url).content.decode()
        assert ("Tidak dipakai lagi" in page, "Catat order" in page) == (True, False)
        again = client.post(f"{url}/tidak-dipakai", {"reason": "Rusak", "version": 2})
        assert "sudah dinyatakan" in errors(again)["__all__"][0]

    def test_delete_refuses_what_was_ordered(self, office: Office, visit: Visit) -> None:
        instrument = office.item().instrument
        url = f"/staf/uttp/{instrument.uttp_id}/hapus"
        response = visit(office.superadmin).post(url, {"reason": "Salah", "version": 1})
        assert "masih dipakai" in errors(response)["__all__"][0]

    def test_list_filters(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        active = office.scale(owner, serial_number="A-1")
        retired = office.scale(owner, serial_number="B-2")
        retire_instrument(by=office.admin, instrument=retired, reason="Rusak")
        client = visit(office.admin)

        def found(query: str) -> list[Instrument]:
            return list(client.get(f"/staf/uttp{query}").context["page_obj"])

        assert found("?status=active") == [active]
        assert found("?search=b-2") == [retired]
        assert found(f"?search={active.uttp_id.lower()}") == [active]
        assert found("?kind=fuel_dispenser") == []
        assert found("?due_before=kemarin&search=%00") == [retired, active]

    @pytest.mark.parametrize("uttp_id", ["U-0000-0001", "x", "U-7KQ4-M9XD-1", "%00"])
    def test_unknown_id_is_not_found(self, office: Office, visit: Visit, uttp_id: str) -> None:
        assert visit(office.admin).get(f"/staf/uttp/{uttp_id}").status_code == 404

    def test_id_is_read_as_people_type_it(self, office: Office, visit: Visit) -> None:
        instrument = office.scale()
        typed = instrument.uttp_id.lower().replace("-", " ")
        assert visit(office.admin).get(f"/staf/uttp/{typed}").status_code == 200


@pytest.mark.parametrize("page", ["/staf/pemilik", "/staf/uttp", "/staf/pemilik/{owner}"])
def test_number_of_queries_does_not_grow_with_rows(
    office: Office, visit: Visit, django_assert_max_num_queries: Any, page: str
) -> None:
    owner = office.owner()
    for number in range(5):
        office.scale(owner, serial_number=f"S-{number}")
        office.owner(f"Pemilik {number}")
    client = visit(office.admin)
    with django_assert_max_num_queries(15):
        client.get(page.format(owner=owner.pk))


def test_text_that_turns_or_hides_what_is_printed_is_refused(office: Office, visit: Visit) -> None:
    scale = office.scale()
    url = f"/staf/uttp/{scale.uttp_id}/ubah"
    page = visit(office.admin).post(url, {"brand": "Camry\u202eyrmaC", "version": scale.version})
    assert "Tulis dalam satu baris tanpa tanda kendali." in str(page.context["form"].errors["brand"])


def test_form_that_is_stale_leads_to_the_newest(office: Office, visit: Visit) -> None:
    owner = office.owner()
    url = f"/staf/pemilik/{owner.pk}/ubah"
    browser = visit(office.admin)
    typed = browser.get(url).context["form"].initial
    facts = {name: value for name, value in typed.items() if value is not None} | {"reason": "Nomor baru"}
    assert browser.post(url, facts | {"phone": "081111111111"}).status_code == 302
    assert "Buka yang terbaru di tab lain" in browser.post(url, facts | {"phone": "082222222222"}).text
