"""Lists and searches that must stay quick when the office is years old: an index serves them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from certificates import queries
from certificates.models import Certificate
from portal.queries import certificate_by_number
from services.orders.queries import orders_for
from simetro.core.log.queries import entries_like, keys_about, keys_naming
from simetro.core.models import User
from simetro.reports.queries import history_like
from tests.office import Office
from uttp.models import Owner
from uttp.queries import instruments_for, named, owners_for, owners_resembling, search_owners, with_plate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def plan_of(rows: QuerySet[Any]) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return rows.explain()


def test_public_search_by_number_reads_an_index(office: Office) -> None:
    certificate = office.issued()
    assert certificate_by_number(f" {certificate.number.lower()} ") == certificate
    assert "certificate_by_number" in plan_of(Certificate.objects.order_by().filter(number__iexact=certificate.number))


def test_owners_are_listed_in_the_order_of_an_index(office: Office) -> None:
    assert "owner_by_name" in plan_of(owners_for(office.admin)[:25])


@pytest.mark.parametrize("asked_only", [True, False])
def test_what_awaits_a_document_is_not_sought_in_all_history(office: Office, asked_only: bool) -> None:
    office.issued()
    waiting = office.tested()
    rows = queries.awaiting_document(asked_only=asked_only)
    assert list(rows) == [waiting]
    with connection.cursor() as cursor:  # a few rows are read quickest in the order of any other index
        cursor.execute("SET LOCAL enable_indexscan = off")
    assert "orderitem_without_document" in plan_of(rows)


@pytest.mark.parametrize(
    ("rows", "indexes"),
    [
        (lambda user: named(owners_for(user), "asri"), {"owner_name_trigram", "owner_phone_trigram"}),
        (lambda user: named(owners_for(user), "nu’man"), {"owner_name_trigram", "owner_phone_trigram"}),
        (
            lambda user: with_plate(instruments_for(user), "sn-77"),
            {
                "instrument_brand_trigram",
                "instrument_model_trigram",
                "instrument_serial_trigram",
                "instrument_id_trigram",
            },
        ),
        (lambda user: orders_for(user).filter(transaction_number__icontains="7KQ4"), {"order_number_trigram"}),
        (lambda user: queries.certificates_for(user).filter(number__icontains="0017"), {"certificate_number_trigram"}),
        (
            lambda user: search_owners(owners_for(user), "asri"),
            {"owner_name_trigram", "owner_phone_trigram", "owner_district_trigram", "owner_village_trigram"},
        ),
        (
            lambda user: queries.certificates_like(queries.certificates_for(user), search="asri"),
            {"certificate_number_trigram", "certificate_name_trigram"},
        ),
    ],
    ids=["owners", "apostrophes", "instruments", "orders", "certificates", "list of owners", "list of certificates"],
)
def test_search_of_the_staff_reads_trigrams(
    office: Office, rows: Callable[[User], QuerySet[Any]], indexes: set[str]
) -> None:
    with connection.cursor() as cursor:  # a few rows are read quickest in the order of any other index
        cursor.execute("SET LOCAL enable_indexscan = off")
    plan = plan_of(rows(office.admin).order_by())
    assert {index for index in indexes if index not in plan} == set()


def test_owners_alike_are_found_by_name_and_by_number(office: Office) -> None:
    plan = plan_of(owners_resembling(Owner(name="Sumber Rejeki", phone="+62 812 3456 7890")))
    assert "owner_name_trigram" in plan
    assert "owner_by_subscriber" in plan


def test_history_goes_on_where_the_last_page_ended(office: Office) -> None:
    office.tested()
    rows = history_like(office.admin).filter(tested_on__lte=date(2026, 1, 1)).order_by("-tested_on", "-pk")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    assert "verification_by_day" in plan_of(rows[:25])


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (lambda: entries_like(person="1")[:25], "logentry_by_actor"),
        (lambda: entries_like(since=date(2026, 1, 1), until=date(2026, 1, 31))[:25], "core_logentry_pkey"),
        (lambda: keys_about("uttp.instrument", 1), "logentry_by_subject"),
        (lambda: keys_naming("terbakar"), "logentry_note_trigram"),
    ],
    ids=["person", "month", "instrument", "words"],
)
def test_the_log_is_searched_by_index(office: Office, rows: Callable[[], QuerySet[Any]], index: str) -> None:
    assert index in plan_of(rows())
