"""A list is counted no further than one can page through it."""

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory

from simetro.core.models import User
from simetro.core.web import listing
from tests.office import Office
from uttp.models import Owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def owners(office: Office, monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr(listing, "MOST_PAGED", 5)
    monkeypatch.setattr(listing, "MOST_COUNTED", 3)
    for number in range(7):
        office.owner(name=f"Toko {number}")
    return office.admin


def page(address: str) -> "listing.Page[Owner]":
    return listing.page_of(RequestFactory().get(address), Owner.objects.all(), 2)


@pytest.mark.parametrize(("address", "count", "pages"), [("/", 5, 3), ("/?search=toko", 3, 2)])
def test_a_long_list_says_that_there_is_more(owners: User, address: str, count: int, pages: int) -> None:
    paginator = page(address).paginator
    assert (paginator.count, paginator.num_pages, paginator.is_uncounted) == (count, pages, True)


def test_what_can_be_paged_through_is_counted_to_the_row(owners: User) -> None:
    Owner.objects.filter(name__gt="Toko 4").delete()
    paginator = page("/").paginator
    assert (paginator.count, paginator.is_uncounted) == (5, False)


def test_page_of_a_long_list_leads_to_the_search(owners: User, visit: Callable[[User], Client]) -> None:
    text = visit(owners).get("/staf/pemilik").content.decode()
    assert "1–5 dari lebih dari 5. Cari atau saring untuk melihat yang lain." in text
