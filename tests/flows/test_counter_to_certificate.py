"""The main job over HTTP: a new scale from the counter to the file that its owner downloads."""

import hashlib
from uuid import uuid4

import pytest

from tests.office import SCALE, TIERS, Api, Office, good_scale

OWNER = {
    "name": "Sumber Rejeki",
    "kind": "person",
    "phone": "0812 3456 7890",
    "address": "Jl. Pasar 1",
    "district": "Sumpiuh",
    "village": "Kebokura",
}
pytestmark = pytest.mark.django_db(transaction=True)


def test_scale_goes_from_counter_to_downloaded_certificate(office: Office) -> None:
    desk = Api(office.admin)
    owner = desk.post("/owners", OWNER).json()
    instrument = desk.post(
        "/instruments",
        {"owner_id": owner["id"], "kind": "nawi.electronic", "brand": "Quattro", "attributes": SCALE},
    ).json()
    order = desk.post(
        "/orders",
        {
            "owner_id": owner["id"],
            "place": "office",
            "items": [{"instrument_id": instrument["id"], "service": "tera", "certificate": True}],
        },
    ).json()
    assert order["status"] == "accepted"

    office.usual_standard()
    penera = Api(office.penera)
    item = order["items"][0]["id"]
    readings = {"client_id": str(uuid4()), "tested_on": order["requested_on"], "observations": good_scale("tera")}
    readings["standards"] = [standard["id"] for standard in penera.get("/standards").json() if standard["fit"]]
    verification = penera.post(f"/order-items/{item}/verifications", readings).json()
    final = penera.post(f"/verifications/{verification['id']}/finalize").json()
    assert (final["status"], final["evaluation"]["verdict"]) == ("final", "sah")

    drafting = desk.get("/certificates/drafting").json()
    assert [row["id"] for row in drafting["items"]] == [final["id"]]
    certificate = desk.post("/certificates", {"verification_ids": [final["id"]]}).json()
    certificate = desk.post(f"/certificates/{certificate['id']}/submit").json()
    for username, _title, _short in TIERS:
        signatory = Api(office.people[username])
        assert signatory.get("/certificates?awaiting=me").json()["count"] == 1
        approval = {"version": certificate["version"]}
        certificate = signatory.post(f"/certificates/{certificate['id']}/approve", approval).json()
    assert certificate["status"] == "issued"

    public = Api(None)
    status = public.get(f"/public/orders/{order['transaction_number'].lower().replace('-', ' ')}").json()
    assert status["status"] == "completed"
    assert [step["done"] for step in status["steps"]] == [True] * 6
    file = public.get(f"/public/orders/{order['transaction_number']}/certificates/1.pdf")
    assert hashlib.sha256(file.getvalue()).hexdigest() == certificate["sha256"]
    token = certificate["verify_url"].rsplit("/", 1)[1]
    assert public.get(f"/public/certificates/{token}").json()["state"] == "valid"
    assert public.get(f"/public/instruments/{instrument['uttp_id']}").json()["state"] == "sah"
