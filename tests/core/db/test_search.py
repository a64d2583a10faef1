"""Apostrophes and Unicode forms are one thing wherever something is sought, and text is stored in one form."""

from importlib import import_module
from typing import Any
from unicodedata import normalize

import pytest
from django.apps import apps
from django.db import connection

from certificates.queries import certificates_like, search_awaiting
from services.models import Order
from services.orders.queries import search_orders
from services.sidang.queries.sidang import sidang_like
from services.testing.queries.history import verifications_like
from simetro.core.accounts.people import people_like
from simetro.core.kit.text import APOSTROPHES
from simetro.core.models import User
from tests.office import Api, Office
from uttp.models import Instrument, Owner
from uttp.queries import instruments_like, named, search_instruments, search_owners

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

SIGNS = [*APOSTROPHES]
COMPOSED, APART = normalize("NFC", "Réné Hậu"), normalize("NFD", "Réné Hậu")


@pytest.mark.parametrize("typed", SIGNS)
@pytest.mark.parametrize("stored", ["'", "’", "ʼ", "`"])
def test_an_owner_is_found_by_any_apostrophe(office: Office, stored: str, typed: str) -> None:
    owner = office.owner(f"H. Ma{stored}ruf", village=f"Nga{stored}")
    assert list(search_owners(Owner.objects.all(), f"ma{typed}RUF")) == [owner]
    assert list(search_owners(Owner.objects.all(), f"nga{typed}")) == [owner]
    assert list(named(Owner.objects.all(), f"h. a{typed}r")) == [owner]


@pytest.mark.parametrize(("stored", "typed"), [(COMPOSED, APART), (APART, COMPOSED), (APART, APART)])
def test_accents_are_found_together_and_apart(office: Office, stored: str, typed: str) -> None:
    """The one form that is stored is what a form and the API make of it."""
    made = Api(office.admin).post("/owners", _owner(stored)).json()
    assert made["name"] == Owner.objects.get().name == COMPOSED
    assert [owner.pk for owner in search_owners(Owner.objects.all(), typed.lower())] == [made["id"]]


@pytest.mark.parametrize("word", ["Ma\\ruf", "Ma%ruf", "Ma_ruf", "Maruf", 'Ma"ruf'])
def test_other_signs_stay_what_they_are(office: Office, word: str) -> None:
    office.owner("Ma’ruf Sejati")
    assert not named(Owner.objects.all(), word).exists()


def test_a_word_without_an_apostrophe_finds_no_other(office: Office) -> None:
    office.owner("Ma-ruf")
    assert not named(Owner.objects.all(), "maruf").exists()


@pytest.mark.parametrize(("stored", "typed"), [("’", "'"), ("`", "ʼ"), ("'", "`")])
class TestEveryRoom:
    """Each list of the house finds what was written with another apostrophe."""

    def test_instruments(self, office: Office, stored: str, typed: str) -> None:
        scale = office.scale(brand=f"O{stored}Haus", serial_number=f"A{stored}1", location=f"Los Ba{stored}a")
        for word in (f"o{typed}haus", f"a{typed}1"):
            assert list(search_instruments(Instrument.objects.all(), word)) == [scale]
        assert list(instruments_like(Instrument.objects.all(), place=f"ba{typed}a")) == [scale]

    def test_orders_and_tests(self, office: Office, stored: str, typed: str) -> None:
        verification = office.tested(office.item(office.scale(office.owner(f"Nu{stored}man"))))
        order, word = verification.item.order, f"nu{typed}man"
        assert list(search_orders(Order.objects.all(), word)) == [order]
        every = type(verification).objects.all()
        assert list(verifications_like(every, search=word)) == [verification]
        assert list(verifications_like(every, owner=word)) == [verification]
        assert list(search_awaiting(every, word)) == [verification]

    def test_certificates(self, office: Office, stored: str, typed: str) -> None:
        certificate = office.draft(office.tested(office.item(office.scale(office.owner(f"Nu{stored}man")))))
        assert list(certificates_like(type(certificate).objects.all(), search=f"nu{typed}man")) == [certificate]

    def test_sidang_and_people(self, office: Office, stored: str, typed: str) -> None:
        sidang = office.sidang(name=f"Pasar Ju{stored}mat")
        User.objects.filter(pk=office.penera.pk).update(name=f"Rif{stored}at")
        assert list(sidang_like(search=f"ju{typed}mat")) == [sidang]
        assert list(people_like(search=f"rif{typed}at")) == [office.penera]

    def test_search_box_picker_and_lists(self, office: Office, visit: Any, stored: str, typed: str) -> None:
        office.owner(f"Nu{stored}man Jaya")
        office.owner("Numan Lain")
        desk = visit(office.admin)
        for address in ("/staf/cari?q=", "/staf/pemilik?search="):
            page = desk.get(f"{address}nu{typed}man").content.decode()
            assert ("man Jaya" in page, "Numan Lain" in page) == (True, False), address
        assert Api(office.admin).get("/owners", {"search": f"nu{typed}man"}).json()["count"] == 1


def _owner(name: str) -> dict[str, Any]:
    known = {"kind": "person", "phone": "081234567890", "address": "Jl. 1", "district": "Sumpiuh", "village": "Sirau"}
    return known | {"name": name}


class TestStored:
    def test_by_a_form(self, office: Office, visit: Any) -> None:
        from uuid import uuid4

        typed = _owner(APART) | {"once": uuid4(), "address": APART}
        visit(office.admin).post("/staf/pemilik/baru", typed)
        assert Owner.objects.values_list("name", "address").get() == (COMPOSED, COMPOSED)

    @pytest.mark.parametrize("letter", ["é", "ậ", "ü"])
    def test_letters_are_counted_as_they_are_stored(self, office: Office, letter: str) -> None:
        longest = normalize("NFD", letter * 200)
        assert Api(office.admin).post("/owners", _owner(longest)).status_code == 201
        assert Api(office.admin).post("/owners", _owner(longest + "x")).status_code == 422

    def test_plates_and_attributes_by_the_api(self, office: Office) -> None:
        attributes = {"fuel": normalize("NFD", "Pertamax é"), "nozzle": "1", "q_max": "50", "q_min": "5"}
        typed = {"owner_id": office.owner().pk, "kind": "fuel_dispenser", "brand": APART, "attributes": attributes}
        made = Api(office.admin).post("/instruments", typed).json()
        assert (made["brand"], made["attributes"]["fuel"]) == (COMPOSED, "Pertamax é")

    def test_before_it_was_so(self, office: Office) -> None:
        """The migrations bring older rows to the same form; a twin that is there already stays as it was."""
        owner, sidang, scale = office.owner("x"), office.sidang(), office.scale(brand="x", serial_number="1")
        Owner.objects.filter(pk=owner.pk).update(name=APART)
        Instrument.objects.filter(pk=scale.pk).update(brand=APART)
        type(sidang).objects.filter(pk=sidang.pk).update(venue=APART)
        User.objects.filter(pk=office.penera.pk).update(name=APART)
        for module in ("uttp.migrations.0014", "services.migrations.0022", "simetro.core.migrations.0016"):
            with connection.schema_editor() as editor:
                import_module(f"{module}_compose_names").compose(apps, editor)
        for row, field in ((owner, "name"), (scale, "brand"), (sidang, "venue"), (office.penera, "name")):
            row.refresh_from_db()
            assert getattr(row, field) == COMPOSED
