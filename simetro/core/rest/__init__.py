"""What every endpoint shares: who may, pages, idempotency, problems. Endpoints themselves stay three lines long."""

from simetro.core.rest.auth import bearer, caller, guard
from simetro.core.rest.files import pdf
from simetro.core.rest.idempotency import creates
from simetro.core.rest.paging import Listed, Page, paged
from simetro.core.rest.schemas import Id, In, QueryId, Reason, Text, Versioned
from simetro.core.rest.service import Service

__all__ = [
    "Id",
    "In",
    "Listed",
    "Page",
    "QueryId",
    "Reason",
    "Service",
    "Text",
    "Versioned",
    "bearer",
    "caller",
    "creates",
    "guard",
    "paged",
    "pdf",
]
