"""Drafting, the four tiers, issue, withdrawal over HTTP."""

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from certificates import actions
from certificates.enums import Acting
from certificates.models import Certificate, StandIn, Tier
from certificates.sheet.canonical import stored_hash
from services.models import Order
from services.testing.actions.verifications import finalize_verification
from simetro.core.models import LogEntry, NumberSeries, User
from simetro.core.models import Office as OfficeRow
from simetro.core.outbox import deliveries
from tests.api.answers import done, fields, problem
from tests.office import NOZZLE, TIERS, Api, Office, bad_scale
from uttp.models import Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
CHAIN = [username for username, _title, _short in TIERS]


def approve(office: Office, certificate: Certificate, *people: str) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    for person in people:
        certificate.refresh_from_db()
        body = {"version": certificate.version}
        answer = done(Api(office.people[person]).post(f"/certificates/{certificate.pk}/approve", body))
        assert answer["version"] == body["version"] + 1
    certificate.refresh_from_db()
    return answer


def stand_in(office: Office, person: User, position: int, since: date, until: date) -> StandIn:
    appointed = StandIn(
        tier=Tier.objects.get(position=position),
        person=person,
        acting=Acting.PLH,
        since=since,
        until=until,
        letter_number="800/1",
    )
    return actions.appoint_stand_in(by=office.superadmin, stand_in=appointed)


def test_final_verifications_that_await_a_document_are_listed(office: Office) -> None:
    owner = office.owner("Sumber Rejeki")
    order = office.order(office.scale(owner), office.scale(owner), office.scale(owner))
    sah, batal, unasked = order.items.all()
    type(unasked).objects.filter(pk=unasked.pk).update(certificate=False)
    finals = [office.tested(sah), office.tested(batal, bad_scale())]
    office.tested(type(unasked).objects.get(pk=unasked.pk))
    desk = Api(office.admin)
    listed = done(desk.get("/certificates/drafting"))
    assert [row["id"] for row in listed["items"]] == [one.pk for one in finals]
    assert done(desk.get("/certificates/drafting?search=rejeki"))["count"] == 2
    assert done(desk.get("/certificates/drafting?search=nobody"))["count"] == 0
    done(desk.post("/certificates", {"verification_ids": [finals[0].pk]}), 201)
    assert [row["id"] for row in done(desk.get("/certificates/drafting"))["items"]] == [finals[1].pk]


def test_draft_tells_of_several_of_one_owner_kind_and_verdict(office: Office) -> None:
    owner = office.owner()
    order = office.order(office.scale(owner), office.scale(owner))
    finals = [office.tested(item) for item in order.items.all()]
    made = done(Api(office.admin).post("/certificates", {"verification_ids": [one.pk for one in finals]}), 201)
    assert (made["type"], made["status"], made["version"]) == ("skhp", "draft", 1)
    assert (made["round"], made["tier"], made["number"], made["sha256"]) == (0, None, None, None)
    assert made["verification_ids"] == [one.pk for one in finals]
    assert made["certificate_name"] == owner.name
    assert Order.objects.get().status == "certifying"


def test_failed_verification_gets_a_rejection_notice(office: Office) -> None:
    final = office.tested(None, bad_scale())
    made = done(Api(office.admin).post("/certificates", {"verification_ids": [final.pk]}), 201)
    assert made["type"] == "rejection"


def test_verifications_that_differ_share_no_document(office: Office) -> None:
    owner = office.owner()
    nozzle = office.scale(owner, kind="fuel_dispenser", attributes=NOZZLE)
    sah = office.tested(office.item(office.scale(owner)))
    others = [
        office.tested(office.item(office.scale(owner)), bad_scale()),
        office.tested(office.item(office.scale(office.owner("Lain")))),
        office.reading(office.item(office.scale(owner))),
    ]
    assert nozzle.kind_code != sah.item.instrument.kind_code
    desk = Api(office.admin)
    for other in others:
        response = desk.post("/certificates", {"verification_ids": [sah.pk, other.pk]})
        assert fields(response) == {"verification_ids"}
    problem(desk.post("/certificates", {"verification_ids": [others[-1].pk]}), 409, "not_final")
    problem(desk.post("/certificates", {"verification_ids": [sah.pk, 10**9]}), 404)
    assert fields(desk.post("/certificates", {"verification_ids": []})) == {"verification_ids"}
    assert fields(desk.post("/certificates", {"verification_ids": ["1"]})) == {"verification_ids.0"}
    assert not Certificate.objects.exists()


def test_live_document_is_the_only_one(office: Office) -> None:
    certificate = office.draft()
    (line,) = certificate.lines.all()
    problem(Api(office.admin).post("/certificates", {"verification_ids": [line.verification_id]}), 409, "has_document")


def test_discarded_document_lets_go_of_its_verifications(office: Office) -> None:
    certificate = office.draft()
    (line,) = certificate.lines.all()
    desk = Api(office.admin)
    assert fields(desk.post(f"/certificates/{certificate.pk}/discard", {})) == {"reason"}
    gone = done(desk.post(f"/certificates/{certificate.pk}/discard", {"reason": "Salah nama", "version": 1}))
    assert (gone["status"], gone["closing_reason"], gone["version"]) == ("discarded", "Salah nama", 2)
    assert Order.objects.get().status == "tested"
    problem(desk.post(f"/certificates/{certificate.pk}/submit"), 409, "wrong_state")
    done(desk.post("/certificates", {"verification_ids": [line.verification_id]}), 201)


def test_draft_is_changed_until_it_is_submitted(office: Office) -> None:
    certificate = office.draft()
    desk = Api(office.admin)
    facts = {"notes": "Satu unit", "certificate_name": "Toko Baru", "certificate_address": "Jl. Baru"}
    changed = done(desk.patch(f"/certificates/{certificate.pk}", {**facts, "version": 1}))
    assert {key: changed[key] for key in facts} == facts
    assert changed["version"] == 2
    assert fields(desk.patch(f"/certificates/{certificate.pk}", {"number": "1"})) == {"number"}
    assert fields(desk.patch(f"/certificates/{certificate.pk}", {"certificate_name": ""})) == {"certificate_name"}
    submitted = done(desk.post(f"/certificates/{certificate.pk}/submit", {"version": 2}))
    assert (submitted["status"], submitted["version"]) == ("in_signoff", 3)
    assert (submitted["round"], submitted["tier"]) == (1, 1)
    problem(desk.patch(f"/certificates/{certificate.pk}", facts), 409, "wrong_state")
    problem(desk.post(f"/certificates/{certificate.pk}/submit"), 409, "wrong_state")
    problem(desk.post(f"/certificates/{certificate.pk}/discard", {"reason": "x"}), 409, "wrong_state")


def test_tiers_approve_in_order_and_the_last_issues(office: Office) -> None:
    certificate = office.submitted()
    for number, person in enumerate(CHAIN, 1):
        for other in CHAIN:
            awaiting = done(Api(office.people[other]).get("/certificates?awaiting=me"))
            assert awaiting["count"] == (1 if other == person else 0)
            if other != person:
                body = {"version": certificate.version}
                problem(Api(office.people[other]).post(f"/certificates/{certificate.pk}/approve", body), 409)
        answer = approve(office, certificate, person)
        assert answer["tier"] == (number + 1 if number < 4 else None)
    assert answer["status"] == "issuing"  # the delivery follows the commit, which a test never makes
    assert answer["number"].startswith("500.2.3.15/0001/BID-K/")
    deliveries.sweep()
    issued = done(Api(office.admin).get(f"/certificates/{certificate.pk}"))
    assert (issued["status"], issued["version"]) == ("issued", answer["version"])
    assert issued["issued_on"] == timezone.localdate().isoformat()
    file = Api(office.admin).get(f"/certificates/{certificate.pk}/file.pdf")
    assert hashlib.sha256(file.getvalue()).hexdigest() == issued["sha256"]
    assert issued["verify_url"] == f"https://simetro.test/verifikasi/{certificate.verify_token}"
    assert [one.person for one in certificate.sign_offs.all()] == [office.people[person] for person in CHAIN]
    assert LogEntry.objects.filter(verb="certificates.approved").count() == 4


@pytest.mark.parametrize("body", [{}, {"version": None}, {"version": "1"}, {"version": 1.5}, {"version": True}])
def test_approve_and_return_need_the_version(office: Office, body: dict[str, Any]) -> None:
    certificate = office.submitted()
    api = Api(office.subkoor)
    assert fields(api.post(f"/certificates/{certificate.pk}/approve", body)) == {"version"}
    assert fields(api.post(f"/certificates/{certificate.pk}/return", {**body, "reason": "x"})) == {"version"}


@pytest.mark.parametrize("off", [-2, -1, 1, 10**20])
def test_approval_of_another_version_is_refused(office: Office, off: int) -> None:
    certificate = office.submitted()
    stale = {"version": certificate.version + off}
    refused = Api(office.subkoor).post(f"/certificates/{certificate.pk}/approve", stale)
    assert problem(refused, 409, "stale_version")["current_version"] == certificate.version
    back = Api(office.subkoor).post(f"/certificates/{certificate.pk}/return", {**stale, "reason": "x"})
    problem(back, 409, "stale_version")
    assert not certificate.sign_offs.exists()


def test_returned_document_begins_a_new_round_with_all_tiers_anew(office: Office) -> None:
    certificate = office.submitted()
    approve(office, certificate, "subkoor")
    path = f"/certificates/{certificate.pk}"
    api = Api(office.kabid)
    assert fields(api.post(f"{path}/return", {"version": certificate.version})) == {"reason"}
    back = done(api.post(f"{path}/return", {"version": certificate.version, "reason": "Alamat salah"}))
    assert (back["status"], back["tier"], back["version"]) == ("returned", None, certificate.version + 1)
    desk = Api(office.admin)
    done(desk.patch(path, {"certificate_address": "Jl. Benar 3"}))
    again = done(desk.post(f"{path}/submit"))
    assert (again["status"], again["round"], again["tier"]) == ("in_signoff", 2, 1)
    certificate.refresh_from_db()
    assert certificate.sheet["address"] == "Jl. Benar 3"
    problem(api.post(f"{path}/approve", {"version": again["version"]}), 409, "may_not_sign")
    approve(office, certificate, *CHAIN)
    rounds = certificate.sign_offs.values_list("round", "tier__position", "decision")
    assert list(rounds) == [
        (1, 1, "approved"),
        (1, 2, "returned"),
        (2, 1, "approved"),
        (2, 2, "approved"),
        (2, 3, "approved"),
        (2, 4, "approved"),
    ]


def test_stand_in_signs_during_his_days_only(office: Office) -> None:
    certificate = office.submitted()
    today = timezone.localdate()
    appointed = stand_in(office, office.kadis, 1, today - timedelta(days=3), today - timedelta(days=1))
    path, body = f"/certificates/{certificate.pk}/approve", {"version": certificate.version}
    problem(Api(office.kadis).post(path, body), 409, "may_not_sign")
    StandIn.objects.filter(pk=appointed.pk).update(since=today + timedelta(days=1), until=today + timedelta(days=2))
    problem(Api(office.kadis).post(path, body), 409, "may_not_sign")
    StandIn.objects.filter(pk=appointed.pk).update(since=today, until=today)
    assert done(Api(office.kadis).get("/certificates?awaiting=me"))["count"] == 1
    done(Api(office.kadis).post(path, body))
    signed = certificate.sign_offs.get()
    assert (signed.person, signed.acting, signed.tier.position) == (office.kadis, "Plh.", 1)


def test_nobody_signs_twice_in_a_round(office: Office) -> None:
    certificate = office.submitted()
    today = timezone.localdate()
    stand_in(office, office.subkoor, 2, today, today)
    approve(office, certificate, "subkoor")
    api = Api(office.subkoor)
    assert done(api.get("/certificates?awaiting=me"))["count"] == 0
    problem(api.post(f"/certificates/{certificate.pk}/approve", {"version": certificate.version}), 409, "may_not_sign")


def test_who_tested_does_not_sign(office: Office) -> None:
    """Not even who typed only the first readings."""
    verification = office.reading(office.item())
    verification.testers.add(office.subkoor)
    finalize_verification(by=office.penera, verification=verification)
    verification.refresh_from_db()
    certificate = office.submitted(verification)
    api = Api(office.subkoor)
    assert done(api.get("/certificates?awaiting=me"))["count"] == 0
    problem(api.post(f"/certificates/{certificate.pk}/approve", {"version": certificate.version}), 409, "may_not_sign")


def test_many_are_approved_at_once_with_a_result_for_each(office: Office) -> None:
    owner = office.owner()
    items = office.order(*(office.scale(owner) for _ in range(3))).items.all()
    first, second, third = [office.submitted(office.tested(item)) for item in items]
    approve(office, third, "subkoor")
    chosen = [
        {"id": third.pk, "version": third.version},
        {"id": 10**12, "version": 1},
        {"id": first.pk, "version": first.version},
        {"id": second.pk, "version": 99},
        {"id": first.pk, "version": first.version},
    ]
    results = done(Api(office.subkoor).post("/certificates/approve", {"items": chosen}))["results"]
    assert [one["id"] for one in results] == [one["id"] for one in chosen]
    outcome = [one.get("status") or one["problem"]["code"] for one in results]
    assert outcome == ["may_not_sign", "not_found", "in_signoff", "stale_version", "stale_version"]
    assert [set(one) for one in results] == [{"id", "problem"}] * 2 + [{"id", "status"}] + [{"id", "problem"}] * 2
    assert set(results[0]["problem"]) == {"type", "title", "status", "detail", "code", "errors"}
    first.refresh_from_db()
    assert first.tier == 2


def test_one_that_breaks_leaves_the_rest_approved(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    broken, fine = (
        office.approved(office.submitted(office.tested(None, readings)), tiers=3) for readings in (None, bad_scale())
    )
    OfficeRow(skhp_number_template="{x").save()
    chosen = [{"id": one.pk, "version": one.version} for one in (broken, fine)]
    first, second = done(Api(office.kadis).post("/certificates/approve", {"items": chosen}))["results"]
    assert (first["problem"]["code"], second["status"]) == ("failed", "issuing")
    assert first["problem"]["detail"].startswith("Surat ini belum disetujui karena ada kesalahan di sistem.")
    broken.refresh_from_db()
    assert (broken.status, broken.tier) == ("in_signoff", 4)
    assert f"certificates.Certificate {broken.pk}, one of several, failed" in caplog.text


def test_sheet_that_an_earlier_release_wrote_is_issued(office: Office) -> None:
    certificate = office.submitted()
    del certificate.sheet["replaces"]
    certificate.sheet_sha256 = stored_hash(certificate.sheet)
    certificate.save()
    assert office.approved(certificate).number


def test_sheet_that_was_altered_is_sent_back_and_not_issued(office: Office) -> None:
    certificate = office.approved(office.submitted(), tiers=3)
    certificate.sheet["owner"] = "Orang Lain"
    certificate.save()
    api, path, body = Api(office.kadis), f"/certificates/{certificate.pk}", {"version": certificate.version}
    problem(api.post(f"{path}/approve", body), 409, "sheet_changed")
    certificate.refresh_from_db()
    assert (certificate.status, certificate.number, certificate.tier) == ("in_signoff", "", 4)
    assert not NumberSeries.objects.exists()
    assert done(api.post(f"{path}/return", body | {"reason": "Isinya berubah"}))["status"] == "returned"


@pytest.mark.parametrize(
    ("items", "wrong"),
    [
        ([], "items"),
        ([{"id": 1, "version": 1}] * 51, "items"),
        ([{"id": 1}], "items.0.version"),
        ([{"version": 1}], "items.0.id"),
        ([{"id": 0, "version": 1}], "items.0.id"),
    ],
)
def test_wrong_choice_is_named(office: Office, items: list[Any], wrong: str) -> None:
    assert fields(Api(office.subkoor).post("/certificates/approve", {"items": items})) == {wrong}


def test_fifty_are_taken(office: Office) -> None:
    body = {"items": [{"id": n, "version": 1} for n in range(10**6, 10**6 + 50)]}
    assert len(done(Api(office.subkoor).post("/certificates/approve", body))["results"]) == 50


def test_owner_sees_only_what_was_issued_to_him(office: Office) -> None:
    certificate = office.submitted()
    Owner.objects.filter(pk=certificate.owner_id).update(account=office.owner_account)
    mine, other = Api(office.owner_account), Api(office.other_account)
    for path in ("", "/file.pdf", "/preview.pdf"):
        problem(mine.get(f"/certificates/{certificate.pk}{path}"), 404)
    assert done(mine.get("/certificates"))["count"] == 0
    office.approved(certificate)
    deliveries.sweep()
    assert done(mine.get(f"/certificates/{certificate.pk}"))["status"] == "issued"
    for path in ("/file.pdf", "/preview.pdf"):
        assert mine.get(f"/certificates/{certificate.pk}{path}").getvalue().startswith(b"%PDF-")
    assert done(mine.get("/certificates"))["count"] == 1
    assert done(other.get("/certificates"))["count"] == 0
    problem(other.get(f"/certificates/{certificate.pk}/file.pdf"), 404)


def test_preview_is_watermarked_and_the_file_waits_for_the_issue(office: Office) -> None:
    certificate = office.submitted()
    api = Api(office.subkoor)
    preview = api.get(f"/certificates/{certificate.pk}/preview.pdf")
    assert (preview.status_code, preview["Content-Type"]) == (200, "application/pdf")
    problem(api.get(f"/certificates/{certificate.pk}/file.pdf"), 409, "not_issued")


def test_revocation_is_asked_by_the_desk_and_effected_by_the_last_tier(office: Office) -> None:
    certificate = office.issued()
    order = Order.objects.get()
    assert order.status == "completed"
    path, why = f"/certificates/{certificate.pk}/revoke", {"reason": "Salah alat"}
    problem(Api(office.kadis).post(path, why), 409, "not_asked")
    problem(Api(office.subkoor).post(path, why), 403, "forbidden")
    problem(Api(office.subkoor).post(path, {}), 403, "forbidden")
    problem(Api(office.penera).post(path, why), 403, "forbidden")
    asked = done(Api(office.admin).post(path, why))
    assert (asked["status"], asked["asked"], asked["version"]) == ("issued", "revoke", certificate.version + 1)
    problem(Api(office.kadis).post(f"/certificates/{certificate.pk}/replace", why), 409, "not_asked")
    revoked = done(Api(office.kadis).post(path, {"reason": "Setuju", "version": asked["version"]}))
    assert (revoked["status"], revoked["closing_reason"], revoked["asked"]) == ("revoked", "Setuju", None)
    order.refresh_from_db()
    assert order.status == "tested"
    problem(Api(office.admin).post(path, why), 409, "wrong_state")
    assert Api(office.admin).get(f"/certificates/{certificate.pk}/file.pdf").getvalue().startswith(b"%PDF-")
    (line,) = certificate.lines.all()
    done(Api(office.admin).post("/certificates", {"verification_ids": [line.verification_id]}), 201)
    verbs = LogEntry.objects.filter(subject_type="certificates.certificate", subject_id=certificate.pk)
    assert set(verbs.values_list("verb", flat=True)) >= {
        "certificates.ask_to_revoke",
        "certificates.revoke_certificate",
    }


def test_replacement_takes_the_place_of_the_document_when_it_is_issued(office: Office) -> None:
    old = office.issued()
    bytes_before = Api(office.admin).get(f"/certificates/{old.pk}/file.pdf").getvalue()
    path, why = f"/certificates/{old.pk}/replace", {"reason": "Nama salah"}
    done(Api(office.superadmin).post(path, why))
    effected = done(Api(office.kadis).post(path, why))
    assert (effected["id"], effected["status"], effected["asked"]) == (old.pk, "issued", None)
    (draft,) = done(Api(office.admin).get("/certificates?status=draft"))["items"]
    assert (draft["replaces"], draft["type"]) == (old.pk, "skhp")
    problem(Api(office.admin).post(path, why), 409, "has_replacement")
    problem(Api(office.admin).post(f"/certificates/{old.pk}/revoke", why), 409, "has_replacement")
    live = {"verification_ids": draft["verification_ids"]}
    problem(Api(office.admin).post("/certificates", live), 409, "has_document")
    done(Api(office.admin).patch(f"/certificates/{draft['id']}", {"certificate_name": "Nama Benar"}))
    done(Api(office.admin).post(f"/certificates/{draft['id']}/submit"))
    new = Certificate.objects.get(pk=draft["id"])
    assert Order.objects.get().status == "completed"
    approve(office, new, *CHAIN)
    old.refresh_from_db()
    assert old.status == "issued"
    deliveries.sweep()
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.status, new.status) == ("replaced", "issued")
    assert new.number != old.number
    assert Api(office.admin).get(f"/certificates/{old.pk}/file.pdf").getvalue() == bytes_before
    assert list(new.lines.values_list("is_current", flat=True)) == [True]
    assert list(old.lines.values_list("is_current", flat=True)) == [False]


def test_discarded_replacement_leaves_the_document_valid(office: Office) -> None:
    old = office.issued()
    path, why = f"/certificates/{old.pk}/replace", {"reason": "Nama salah"}
    done(Api(office.admin).post(path, why))
    done(Api(office.kadis).post(path, why))
    draft = old.replacements.get()
    done(Api(office.admin).post(f"/certificates/{draft.pk}/discard", {"reason": "Tidak jadi"}))
    old.refresh_from_db()
    assert old.status == "issued"
    assert list(old.lines.values_list("is_current", flat=True)) == [True]
    assert Order.objects.get().status == "completed"
    done(Api(office.admin).post(path, why))


def test_only_issued_documents_are_withdrawn(office: Office) -> None:
    certificate = office.draft()
    for act in ("revoke", "replace"):
        path = f"/certificates/{certificate.pk}/{act}"
        problem(Api(office.admin).post(path, {"reason": "x"}), 409, "wrong_state")
        problem(Api(office.subkoor).post(path, {"reason": "x"}), 403, "forbidden")
        assert fields(Api(office.admin).post(path, {"version": 99})) == {"reason"}


def test_certificates_are_filtered(office: Office) -> None:
    owner = office.owner("Toko Maju")
    draft = office.draft(office.tested(office.item(office.scale(owner))))
    waiting = office.submitted(office.tested(None, bad_scale()))
    desk = Api(office.admin)

    def found(query: str) -> list[int]:
        return [row["id"] for row in done(desk.get(f"/certificates?{query}"))["items"]]

    assert found("") == [waiting.pk, draft.pk]
    assert found("status=draft") == [draft.pk]
    assert found("type=rejection") == [waiting.pk]
    assert found(f"owner_id={owner.pk}") == [draft.pk]
    assert found("search=maju") == [draft.pk]
    order = draft.verifications.get().item.order
    assert found(f"search={order.transaction_number.lower()}") == [draft.pk]
    assert found("awaiting=me") == []
    wrong = fields(desk.get("/certificates?status=lost&type=x&owner_id=y&awaiting=you"))
    assert wrong == {"status", "type", "owner_id", "awaiting"}
