"""Owners, instruments and kinds over HTTP."""

from typing import Any

import pytest
from django.utils import timezone

from simetro.core.log.audit import history_of
from tests.api.answers import done, fields, problem
from tests.api.test_problems import OWNER
from tests.office import NOZZLE, SCALE, Api, Office
from uttp.kinds import all_kinds
from uttp.models import Instrument, Owner

pytestmark = pytest.mark.django_db
NIK = "3302123456780001"


def test_owner_is_registered_read_changed_and_logged(office: Office) -> None:
    desk = Api(office.admin)
    made = done(desk.post("/owners", {**OWNER, "email": "ibu@sumber.test", "nik": NIK}), 201)
    assert made["similar"] == []
    assert (made["version"], made["email"]) == (1, "ibu@sumber.test")
    assert done(desk.get(f"/owners/{made['id']}"))["name"] == OWNER["name"]
    changed = done(desk.patch(f"/owners/{made['id']}", {"village": "Sumpiuh", "version": 1}))
    assert changed == {**{key: value for key, value in made.items() if key != "similar"}} | {
        "village": "Sumpiuh",
        "version": 2,
    }
    owner = Owner.objects.get(pk=made["id"])
    assert [(entry.verb, entry.actor) for entry in history_of(owner)] == [
        ("uttp.change_owner", office.admin),
        ("uttp.view_owner", office.admin),
        ("uttp.register_owner", office.admin),
    ]


@pytest.mark.parametrize("phone", ["(0281) 637-500", "+62 812 3456 7890", "0281.637.500"])
def test_telephone_numbers_are_taken_as_people_write_them(office: Office, phone: str) -> None:
    assert done(Api(office.admin).post("/owners", {**OWNER, "phone": phone}), 201)["phone"] == phone


def test_nik_is_kept_encrypted_and_shown_masked(office: Office) -> None:
    desk = Api(office.admin)
    response = desk.post("/owners", {**OWNER, "nik": NIK})
    assert done(response, 201)["nik_masked"] == "3302********0001"
    assert NIK not in Owner.objects.get().nik_encrypted
    assert all(NIK.encode() not in desk.get(path).content for path in ("/owners", f"/owners/{response.json()['id']}"))


@pytest.mark.parametrize("other", [{"name": "Sumber Rezeki"}, {"name": "Toko Lain", "phone": OWNER["phone"]}])
def test_likeness_to_another_owner_is_flagged_and_never_refused(office: Office, other: dict[str, str]) -> None:
    desk = Api(office.admin)
    first = done(desk.post("/owners", OWNER), 201)
    second = done(desk.post("/owners", {**OWNER, **other}), 201)
    assert second["similar"] == [{"id": first["id"], "name": first["name"], "district": first["district"]}]


def test_owner_account_is_not_told_of_other_owners(office: Office) -> None:
    office.owner()
    mine = done(Api(office.owner_account).post("/owners", OWNER), 201)
    assert mine["similar"] == []
    assert Owner.objects.get(pk=mine["id"]).account == office.owner_account


@pytest.mark.parametrize("mark", ["\n", "\t", "\r"], ids=["newline", "tab", "return"])
def test_names_and_addresses_are_one_line(office: Office, mark: str) -> None:
    name = f"Sumber{mark}Rejeki"
    desk = Api(office.admin)
    wrong = desk.post("/owners", {**OWNER, "name": name, "address": name, "village": name})
    assert fields(wrong) == {"name", "address", "village"}
    scale = office.scale()
    wrong = desk.patch(f"/instruments/{scale.pk}", {"brand": name, "location": name})
    assert fields(wrong) == {"brand", "location"}


def test_reasons_may_have_several_lines(office: Office) -> None:
    scale = office.scale()
    done(Api(office.admin).post(f"/instruments/{scale.pk}/retire", {"reason": "Rusak berat.\nDilebur."}))
    assert history_of(scale).first().data == {"reason": "Rusak berat.\nDilebur."}


def test_owner_account_sees_and_changes_its_own_record_only(office: Office) -> None:
    mine = done(Api(office.owner_account).post("/owners", OWNER), 201)
    for api, status in ((Api(office.owner_account), 200), (Api(office.other_account), 404)):
        assert api.get(f"/owners/{mine['id']}").status_code == status
        assert api.patch(f"/owners/{mine['id']}", {"village": "Tambak"}).status_code == status
    assert done(Api(office.other_account).get("/owners")) == {"items": [], "count": 0}
    assert done(Api(office.owner_account).get("/owners"))["count"] == 1


def test_instrument_is_registered_as_its_name_plate_says(office: Office) -> None:
    owner = office.owner()
    body = {
        "owner_id": owner.pk,
        "kind": "nawi.electronic",
        "brand": "Quattro",
        "model": "A12E",
        "serial_number": "001",
        "made_in": "Indonesia",
        "attributes": SCALE,
        "location": "Pasar Sumpiuh",
    }
    made = done(Api(office.admin).post("/instruments", body), 201)
    row = Instrument.objects.get()
    assert made == {
        **body,
        "id": row.pk,
        "uttp_id": row.uttp_id,
        "capacity": row.capacity,
        "status": "active",
        "last_verified_on": None,
        "verified_note": "",
        "last_verdict": None,
        "valid_until": None,
        "version": 1,
        "not_printable": "",
    }
    assert done(Api(office.penera).get(f"/instruments/{row.pk}")) == made
    assert [entry.verb for entry in history_of(row)] == ["uttp.register_instrument"]


@pytest.mark.parametrize(
    ("brand", "serial", "status"),
    [
        ("Quattro", "SN-1", 409),
        ("QUATTRO", " sn-1 ", 409),
        ("Quattro", "SN-2", 201),
        ("Quatro", "SN-1", 201),
        ("Quattro", "", 201),
    ],
)
def test_same_name_plate_is_refused_with_the_one_that_exists(
    office: Office, brand: str, serial: str, status: int
) -> None:
    known = office.scale(serial_number="SN-1")
    office.scale(serial_number="")
    body = {"owner_id": office.owner().pk, "kind": "nawi.electronic", "brand": brand, "attributes": SCALE}
    response = Api(office.admin).post("/instruments", {**body, "serial_number": serial})
    if status == 409:
        assert problem(response, 409, "duplicate")["uttp_id"] == known.uttp_id
    assert response.status_code == status


@pytest.mark.parametrize("apostrophe", ["’", "ʼ", "`"])
def test_a_plate_in_another_spelling_is_the_same_plate(office: Office, apostrophe: str) -> None:
    office.scale(brand="Re\u0301gal'S", serial_number="SN'1")
    body = {"owner_id": office.owner().pk, "kind": "nawi.electronic", "attributes": SCALE}
    plate = {"brand": f"RÉGAL{apostrophe}s", "serial_number": f"sn{apostrophe}1"}
    problem(Api(office.admin).post("/instruments", {**body, **plate}), 409, "duplicate")


def test_nozzles_of_one_pump_are_instruments_of_their_own(office: Office) -> None:
    body = {"owner_id": office.owner().pk, "kind": "fuel_dispenser", "brand": "Tatsuno", "serial_number": "T1"}
    api = Api(office.admin)
    first, second = (done(api.post("/instruments", {**body, "attributes": NOZZLE | {"nozzle": n}}), 201) for n in "12")
    again = problem(api.post("/instruments", {**body, "attributes": NOZZLE | {"nozzle": "2"}}), 409, "duplicate")
    assert again["uttp_id"] == second["uttp_id"]
    renamed = api.patch(f"/instruments/{first['id']}", {"attributes": NOZZLE | {"nozzle": "2"}})
    assert problem(renamed, 409, "duplicate")["uttp_id"] == second["uttp_id"]


@pytest.mark.parametrize("nothing", ["-", "– ", "- -", ".", "N/A", "Tidak ada", "tdk ada", "none"])
def test_a_sign_for_nothing_on_a_plate_is_stored_empty(office: Office, nothing: str) -> None:
    body = {"owner_id": office.owner().pk, "kind": "nawi.electronic", "attributes": SCALE}
    signs = dict.fromkeys(("brand", "model", "serial_number", "made_in"), nothing)
    made = done(Api(office.admin).post("/instruments", {**body, **signs}), 201)
    assert [made[name] for name in signs] == [""] * 4
    changed = done(Api(office.admin).patch(f"/instruments/{made['id']}", {"brand": "Sonic", "model": nothing}))
    assert (changed["brand"], changed["model"]) == ("Sonic", "")


@pytest.mark.parametrize(
    ("known", "other"),
    [
        ({"name": "Pak Ahmad Fauzi"}, {"name": "H. Ahmad Fauzi"}),
        ({"name": "CV Sumber Rejeki"}, {"name": "Sumber Rejeki, CV"}),
        ({"name": "Mbah Ma'ruf Hasan"}, {"name": "Bu Ma’ruf Hasan"}),
        ({"name": "Ali", "phone": "0812 3456 7890"}, {"name": "Budi", "phone": "+6281234567890"}),
    ],
)
def test_owners_alike_are_told_whatever_stands_around_their_names(
    office: Office, known: dict[str, str], other: dict[str, str]
) -> None:
    body = {"kind": "person", "phone": "0811111111", "address": "Los 9", "district": "Sumpiuh", "village": "Kebokura"}
    api = Api(office.admin)
    first = done(api.post("/owners", {**body, **known}), 201)
    second = done(api.post("/owners", {**body, "phone": "0822222222", **other}), 201)
    assert [owner["id"] for owner in second["similar"]] == [first["id"]]


def test_another_kind_may_carry_the_same_brand_and_serial_number(office: Office) -> None:
    scale = office.scale(serial_number="SN-1")
    body = {"owner_id": scale.owner_id, "brand": scale.brand, "serial_number": "SN-1"}
    body |= {"kind": "fuel_dispenser", "attributes": NOZZLE}
    done(Api(office.admin).post("/instruments", body), 201)


def test_change_into_the_name_plate_of_another_is_refused(office: Office) -> None:
    known, other = office.scale(serial_number="SN-1"), office.scale(serial_number="SN-2")
    response = Api(office.admin).patch(f"/instruments/{other.pk}", {"serial_number": "sn-1"})
    assert problem(response, 409, "duplicate")["uttp_id"] == known.uttp_id
    other.refresh_from_db()
    assert (other.serial_number, other.version) == ("SN-2", 1)


@pytest.mark.parametrize(
    ("kind", "attributes", "wrong"),
    [
        ("nawi.electronic", {**SCALE, "e": "3"}, "attributes.e"),
        ("nawi.electronic", {**SCALE, "d": "5"}, "attributes.d"),
        ("nawi.electronic", {**SCALE, "max": 6000}, "attributes.max"),
        ("nawi.electronic", {**SCALE, "max": "6,0"}, "attributes.max"),
        ("nawi.electronic", {**SCALE, "max": "6e3"}, "attributes.max"),
        ("nawi.electronic", {**SCALE, "max": "NaN"}, "attributes.max"),
        ("nawi.electronic", {**SCALE, "max": " 6000"}, "attributes.max"),
        ("nawi.electronic", {**SCALE, "max": "6000\n"}, "attributes.max"),
        ("nawi.electronic", {**SCALE, "max": "٦٠٠٠"}, "attributes.max"),
        ("nawi.electronic", {**SCALE, "max": "1234567890123456"}, "attributes.max"),
        ("nawi.electronic", {**SCALE, "colour": "red"}, "attributes.colour"),
        ("nawi.electronic", {}, "attributes.max"),
        ("unknown", SCALE, "kind"),
    ],
)
def test_wrong_attributes_are_named_and_nothing_is_stored(
    office: Office, kind: str, attributes: dict[str, Any], wrong: str
) -> None:
    body = {"owner_id": office.owner().pk, "kind": kind, "brand": "Quattro", "attributes": attributes}
    assert wrong in fields(Api(office.admin).post("/instruments", body))
    assert not Instrument.objects.exists()


def test_wrong_attributes_leave_an_instrument_as_it_is(office: Office) -> None:
    scale = office.scale()
    wrong = {"brand": "Other", "attributes": {**SCALE, "e": "3"}, "version": 99}
    assert "attributes.e" in fields(Api(office.admin).patch(f"/instruments/{scale.pk}", wrong))
    scale.refresh_from_db()
    assert (scale.brand, scale.attributes, scale.version) == ("Quattro", SCALE, 1)


def test_owner_account_registers_for_itself_only(office: Office) -> None:
    mine, other = office.owner(), office.owner("Toko Lain")
    mine.account = office.owner_account
    mine.save()
    body = {"kind": "nawi.electronic", "brand": "Quattro", "attributes": SCALE}
    api = Api(office.owner_account)
    made = done(api.post("/instruments", {**body, "owner_id": mine.pk}), 201)
    problem(api.post("/instruments", {**body, "owner_id": other.pk}), 404)
    problem(Api(office.other_account).get(f"/instruments/{made['id']}"), 404)
    assert [row["id"] for row in done(api.get("/instruments"))["items"]] == [made["id"]]


def test_owner_account_does_not_change_the_plate_that_a_verdict_speaks_of(office: Office) -> None:
    owner = office.owner()
    owner.account = office.owner_account
    owner.save()
    scale = office.scale(owner, brand="Quattro")
    api = Api(office.owner_account)
    path = f"/instruments/{scale.pk}"
    assert done(api.patch(path, {"serial_number": "A1"}))["serial_number"] == "A1"
    office.tested(office.item(scale))
    for forged in ({"brand": "Nagata"}, {"model": "X"}, {"serial_number": "A2"}, {"made_in": "Jepang"}):
        problem(api.patch(path, forged), 409, "plate_is_verified")
    problem(api.patch(path, {"attributes": {**SCALE, "max": "3000"}}), 409, "plate_is_verified")
    changed = done(api.patch(path, {"location": "Kios 7", "brand": "Quattro", "attributes": SCALE}))
    assert (changed["location"], changed["brand"], changed["attributes"]) == ("Kios 7", "Quattro", SCALE)
    assert done(Api(office.admin).patch(path, {"brand": "Nagata"}))["brand"] == "Nagata"
    assert history_of(scale).first().data == {"before": {"brand": "Quattro"}}


def test_transfer_moves_the_instrument_and_says_why(office: Office) -> None:
    scale, buyer = office.scale(), office.owner("Pembeli")
    desk = Api(office.admin)
    moved = done(desk.post(f"/instruments/{scale.pk}/transfer", {"owner_id": buyer.pk, "reason": "Dijual"}))
    assert (moved["owner_id"], moved["version"]) == (buyer.pk, 2)
    entry = history_of(scale).first()
    assert entry is not None
    assert (entry.verb, entry.data["reason"], entry.data["after"]) == ("uttp.transfer_instrument", "Dijual", buyer.pk)
    again = {"owner_id": buyer.pk, "reason": "Dijual"}
    problem(desk.post(f"/instruments/{scale.pk}/transfer", again), 409, "same_owner")
    problem(desk.post(f"/instruments/{scale.pk}/transfer", {"owner_id": 10**9, "reason": "x"}), 404)
    assert fields(desk.post(f"/instruments/{scale.pk}/transfer", {})) == {"owner_id", "reason"}


def test_retired_instrument_is_retired_once(office: Office) -> None:
    scale = office.scale()
    desk = Api(office.admin)
    assert fields(desk.post(f"/instruments/{scale.pk}/retire", {"reason": "  "})) == {"reason"}
    gone = done(desk.post(f"/instruments/{scale.pk}/retire", {"reason": "Rusak"}))
    assert (gone["status"], gone["version"]) == ("retired", 2)
    problem(desk.post(f"/instruments/{scale.pk}/retire", {"reason": "Rusak"}), 409, "already_retired")


def test_final_verification_shows_on_the_instrument(office: Office) -> None:
    scale = office.scale()
    final = office.tested(office.item(scale))
    shown = done(Api(office.admin).get(f"/instruments/{scale.pk}"))
    today = timezone.localdate()
    assert shown["last_verified_on"] == today.isoformat()
    assert shown["last_verdict"] == "sah"
    assert shown["valid_until"] == final.valid_until.isoformat()
    assert shown["version"] == 2


def test_instruments_are_filtered(office: Office) -> None:
    owner = office.owner()
    due, fresh = office.scale(owner), office.scale(owner, brand="Nagata")
    station = office.owner("SPBU")
    nozzle = office.scale(station, kind="fuel_dispenser", attributes=NOZZLE)
    office.tested(office.item(due))
    desk = Api(office.admin)

    def found(query: str) -> set[int]:
        page = done(desk.get(f"/instruments?{query}"))
        assert page["count"] == len(page["items"])
        return {row["id"] for row in page["items"]}

    assert found("") == {due.pk, fresh.pk, nozzle.pk}
    assert found(f"owner_id={station.pk}") == {nozzle.pk}
    assert found("kind=nawi.electronic") == {due.pk, fresh.pk}
    assert found("kind=unknown") == set()
    assert found("status=active&search=nagata") == {fresh.pk}
    assert found("due_before=2999-01-01") == {due.pk}
    assert found(f"due_before={timezone.localdate()}") == set()
    assert found(f"search={due.uttp_id.lower().replace('-', '%20')}") == {due.pk}
    done(desk.post(f"/instruments/{due.pk}/retire", {"reason": "Rusak"}))
    assert found("status=retired") == {due.pk}
    assert fields(desk.get("/instruments?status=lost")) == {"status"}
    assert fields(desk.get("/instruments?due_before=1699920000")) == {"due_before"}
    assert fields(desk.get("/instruments?owner_id=x")) == {"owner_id"}


def test_kinds_are_a_plain_array_that_says_what_each_takes(office: Office) -> None:
    response = Api(office.penera).get("/kinds")
    assert response.status_code == 200
    kinds = {kind["code"]: kind for kind in response.json()}
    assert list(kinds) == [kind.code for kind in all_kinds()]
    members = {"code", "family", "name", "name_en", "group", "on_site_only", "period_months", "legal_basis"}
    for kind in kinds.values():
        assert set(kind) == members | {"confirmed", "attributes", "tests"}
        for attribute in kind["attributes"]:
            assert {"code", "label", "type", "required"} <= set(attribute)
            assert set(attribute) <= {"code", "label", "type", "unit", "choices", "required"}
            assert None not in attribute.values()
        for test in kind["tests"]:
            assert {"code", "label", "required_for"} <= set(test) <= {"code", "label", "required_for", "items"}
            assert set(test["required_for"]) <= {"tera", "tera_ulang"}
    scale = {test["code"]: test for test in kinds["nawi.electronic"]["tests"]}
    assert scale["tare"]["required_for"] == ["tera"]
    assert scale["discrimination"]["required_for"] == []
    assert scale["visual"]["items"]
