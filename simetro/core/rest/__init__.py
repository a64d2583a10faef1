"""What every endpoint shares: who may, pages, idempotency, problems. Endpoints themselves stay three lines long."""

from simetro.core.rest.auth import Call, bearer, guard
from simetro.core.rest.files import pdf
from simetro.core.rest.house_api import HouseApi
from simetro.core.rest.idempotency import creates
from simetro.core.rest.paging import Listed, Page, paged, paged_of
from simetro.core.rest.problems import problem_body
from simetro.core.rest.schemas import (
    ABSENT,
    Day,
    Facts,
    FilterText,
    Id,
    In,
    Problem,
    QueryId,
    Reason,
    Versioned,
    multiline,
    text,
    version_of,
)

__all__ = [
    "ABSENT",
    "Call",
    "Day",
    "Facts",
    "FilterText",
    "HouseApi",
    "Id",
    "In",
    "Listed",
    "Page",
    "Problem",
    "QueryId",
    "Reason",
    "Versioned",
    "bearer",
    "creates",
    "guard",
    "multiline",
    "paged",
    "paged_of",
    "pdf",
    "problem_body",
    "text",
    "version_of",
]
