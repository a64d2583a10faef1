"""The baseline of the status look-up: a bare ninja view with one indexed read, beside the project under one server."""

from django.http import HttpRequest
from django.urls import include, path
from ninja import NinjaAPI

from services.models import Order

api = NinjaAPI(urls_namespace="bare", docs_url=None, openapi_url=None)


@api.get("/{transaction_number}")
def bare(request: HttpRequest, transaction_number: str) -> dict[str, str]:
    row = Order.objects.filter(transaction_number=transaction_number).values("transaction_number", "status")[0]
    return dict(row)


urlpatterns = [path("bare/", api.urls), path("", include("simetro.urls"))]
