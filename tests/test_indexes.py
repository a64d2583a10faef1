"""Lists and searches that must stay quick when the office is years old: an index serves them."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from certificates import queries
from certificates.models import Certificate
from portal.queries import certificate_by_number
from tests.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def plan_of(rows: QuerySet[Any]) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return rows.explain()


def test_public_search_by_number_reads_an_index(office: Office) -> None:
    certificate = office.issued()
    assert certificate_by_number(f" {certificate.number.lower()} ") == certificate
    assert "certificate_by_number" in plan_of(Certificate.objects.order_by().filter(number__iexact=certificate.number))


@pytest.mark.parametrize("asked_only", [True, False])
def test_what_awaits_a_document_is_not_sought_in_all_history(office: Office, asked_only: bool) -> None:
    office.issued()
    waiting = office.tested()
    rows = queries.awaiting_document(asked_only=asked_only)
    assert list(rows) == [waiting]
    with connection.cursor() as cursor:  # a few rows are read quickest in the order of any other index
        cursor.execute("SET LOCAL enable_indexscan = off")
    assert "orderitem_without_document" in plan_of(rows)
