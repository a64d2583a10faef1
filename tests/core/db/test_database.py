import pytest
from django.db import connection

from simetro.core.db.database import prepared
from simetro.core.models import User


@pytest.mark.django_db
def test_prepared_statement_is_planned_by_the_server_once() -> None:
    known = "SELECT statement FROM pg_prepared_statements"
    for number in (1, 2):
        assert prepared("SELECT %s::int + 1", [number]) == [(number + 1,)]
    User.objects.count()  # what goes through Django's own cursors is not prepared
    with connection.cursor() as cursor:
        cursor.execute(known)
        assert cursor.fetchall() == [("SELECT $1::int + 1",)]
