from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import File, Query, Router
from ninja.files import UploadedFile

from certificates import files
from portal import queries
from portal.limits import count_check, looked_up, pdf_of
from portal.models import Article
from portal.public_order import PublicOrder, nth_document, public_order_by_number
from portal.render import html_of
from portal.schemas import (
    ArticleOut,
    FileOut,
    FullArticleOut,
    PublicInstrumentOut,
    PublicOrderOut,
    PublicVerificationOut,
    SidangOut,
)
from services.calendar.queries import places_left
from services.models import Sidang
from services.orders import progress
from services.sidang.queries.sidang import public_sidang as announced
from services.sidang.queries.sidang import search_sidang
from simetro.core.kit.errors import NotFound
from simetro.core.rest import Listed, Page, paged, pdf
from simetro.core.web.public_pages import page_url

SHOWN = (
    "id",
    "slug",
    "name",
    "status",
    "starts_on",
    "ends_on",
    "venue",
    "address",
    "district",
    "map_url",
    "note",
)
router = Router(tags=["public"], auth=None)


@router.get("/orders/{transaction_number}", response=PublicOrderOut)
def public_order(request: HttpRequest, transaction_number: str) -> dict[str, Any]:
    return _public_order(looked_up(request, lambda: public_order_by_number(transaction_number)))


def _public_order(order: PublicOrder) -> dict[str, Any]:
    return {
        "transaction_number": order.transaction_number,
        "status": order.status,
        "status_label": order.status_label,
        "place": order.place,
        "submitted_on": order.submitted_on,
        "expected_on": order.expected_on,
        "steps": progress.steps_of(order),
        "items": order.items,
    }


@router.get("/orders/{transaction_number}/certificates/{int:n}.pdf", url_name="public_file_api", **pdf)
def public_file(request: HttpRequest, transaction_number: str, n: int) -> HttpResponseBase:
    return files.issued(looked_up(request, lambda: nth_document(transaction_number, n)))


@router.get("/instruments/{uttp_id}", response=PublicInstrumentOut)
def public_instrument(request: HttpRequest, uttp_id: str) -> dict[str, Any]:
    instrument = looked_up(request, lambda: queries.instrument_by_id(uttp_id))
    return {
        "uttp_id": instrument.uttp_id,
        "kind": instrument.kind_code,
        "kind_name": instrument.kind.name,
        "brand": instrument.brand,
        "capacity": instrument.capacity,
        "last_verified_on": instrument.last_verified_on,
        "valid_until": instrument.valid_until,
        "state": instrument.state_on(timezone.localdate()),
        "district": instrument.owner.district,
    }


@router.post("/certificates/check", response=FileOut, exclude_none=True)
def check_certificate(request: HttpRequest, file: File[UploadedFile]) -> dict[str, Any]:
    count_check(request)
    state, certificate = queries.checked_file(pdf_of(file), timezone.localdate())
    return {"state": state, "number": certificate.number if certificate else None}


@router.get("/certificates/{token}", response=PublicVerificationOut)
def public_certificate(request: HttpRequest, token: str) -> dict[str, Any]:
    certificate = looked_up(request, lambda: queries.certificate_by_token(token))
    return {
        "number": certificate.number,
        "type": certificate.type,
        "state": certificate.state_on(timezone.localdate()),
        "kind": certificate.kind_code,
        "kind_name": certificate.kind.name,
        "issued_on": certificate.issued_on,
        "valid_until": certificate.valid_until,
        "sha256": certificate.sha256,
    }


@router.get("/sidang", response=Listed[SidangOut])
def public_sidang(request: HttpRequest, page: Query[Page]) -> dict[str, Any]:
    listed = paged(search_sidang(announced(timezone.localdate()), page.search), page)
    left = places_left(listed["items"])
    return {**listed, "items": [_sidang(sidang, left[sidang.pk]) for sidang in listed["items"]]}


def _sidang(sidang: Sidang, left: Mapping[str, int]) -> dict[str, Any]:
    return {
        **{name: getattr(sidang, name) for name in SHOWN},
        "opens_at": f"{sidang.opens_at:%H:%M}",
        "closes_at": f"{sidang.closes_at:%H:%M}",
        "kinds": [
            {"kind": kind.code, "kind_name": kind.name, "quota": sidang.quotas[kind.code], "left": left[kind.code]}
            for kind in sidang.kinds
        ],
        "url": page_url("public_sidang_detail", sidang.slug),
        "calendar_url": page_url("public_sidang_detail_calendar", sidang.slug),
    }


@router.get("/news", response=Listed[ArticleOut])
def public_news(request: HttpRequest, page: Query[Page]) -> dict[str, Any]:
    listed = paged(queries.published_articles(timezone.localdate()).filter(title__icontains=page.search), page)
    return {**listed, "items": [_article(article) for article in listed["items"]]}


@router.get("/news/{slug}", response=FullArticleOut)
def public_article(request: HttpRequest, slug: str) -> dict[str, Any]:
    article = queries.published_article(slug, timezone.localdate())
    if article is None:
        raise NotFound
    return {**_article(article), "body_html": html_of(article.body)}


def _article(article: Article) -> dict[str, Any]:
    return {
        "slug": article.slug,
        "title": article.title,
        "summary": article.summary,
        "published_on": article.publish_on,
    }
