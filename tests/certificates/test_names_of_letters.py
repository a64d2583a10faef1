"""How lists tell the documents of one owner apart."""

import pytest
from django.test import Client
from django.urls import reverse

from simetro.core.models import User
from tests.certificates.test_pages import PASSWORD, tab, text
from tests.office import Office, bad_scale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def signed_in(user: User) -> Client:
    """By the form: approving needs a password typed lately."""
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    return client


def test_letters_of_one_owner_are_told_apart_wherever_they_are_chosen(office: Office) -> None:
    owner = office.owner()
    first, second = (office.scale(owner, serial_number=serial) for serial in ("SN-1", "SN-2"))
    one = office.submitted(office.tested(office.item(first)))
    two = office.submitted(*(office.tested(office.item(scale)) for scale in (second, office.scale(owner))))
    names = (f"Quattro SN-1 · {first.uttp_id} ", f"Quattro SN-2 · {second.uttp_id} dan 1 lain ")
    signatory = signed_in(office.subkoor)
    chosen = {"chosen": [f"{certificate.pk}:{certificate.version}" for certificate in (one, two)]}
    pages = [signatory.get(tab("menunggu")), signatory.get(reverse("certificate_choose"), chosen)]
    pages.append(signatory.post(reverse("certificate_approve_many"), chosen, follow=True))
    for page in pages:
        assert [name in text(page) for name in names] == [True, True]


def test_order_lists_its_letters_by_name_in_the_order_of_issue(office: Office, visit) -> None:
    owner = office.owner()
    order = office.order(*(office.scale(owner, serial_number=serial) for serial in ("SN-1", "SN-2", "SN-3")))
    drafted, failed, passed = (
        office.tested(item, seen) for item, seen in zip(order.items.all(), (None, bad_scale(), None), strict=True)
    )
    office.draft(drafted)
    skhp, notice = office.issued(passed), office.issued(failed)
    page = visit(office.admin).get(reverse("order_detail", args=[order.transaction_number]))
    (section,) = (one for one in page.context["related"] if one.title == "Surat")
    assert [row.title for row in section.rows[:2]] == [skhp.number, notice.number]
    kinds = [row.detail.partition(" · U-")[0] for row in section.rows]
    named = [
        f"{letter} · Timbangan elektronik Quattro {serial}"
        for letter, serial in (("SKHP", "SN-3"), ("Surat penolakan", "SN-2"), ("SKHP", "SN-1"))
    ]
    assert kinds == named
