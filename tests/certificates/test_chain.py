"""The chain of tiers stands still under the documents that are on their way through it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from certificates import actions
from certificates.models import Certificate, Tier
from simetro.core.kit.errors import Invalid
from simetro.core.models import User
from tests.office import Office

pytestmark = pytest.mark.django_db


def save(office: Office, tier: Tier) -> Tier:
    return actions.save_tier(by=office.superadmin, tier=tier, members=[office.kadis])


def tier_with(position: int, **facts: Any) -> Tier:
    return Tier(position=position, title="Asisten", short="Asisten", **facts)


@pytest.fixture
def under_way(office: Office) -> Certificate:
    return office.submitted()


@pytest.mark.parametrize("position", [0, 5, 9])
def test_tier_is_not_moved_while_documents_wait(office: Office, under_way: Certificate, position: int) -> None:
    tier = Tier.objects.get(position=1)
    tier.position = position
    with pytest.raises(Invalid) as refusal:
        save(office, tier)
    assert [error.field for error in refusal.value.errors] == ["position"]
    assert Tier.objects.get(pk=tier.pk).position == 1


def test_tier_is_not_put_before_others_while_documents_wait(office: Office, under_way: Certificate) -> None:
    with pytest.raises(Invalid):
        save(office, tier_with(0))
    assert Tier.objects.count() == 4


def test_title_and_members_change_and_a_tier_is_added_at_the_end_at_any_time(
    office: Office, under_way: Certificate
) -> None:
    tier = Tier.objects.get(position=2)
    tier.title = "Kepala Bidang"
    assert list(save(office, tier).members.all()) == [office.kadis]
    assert save(office, tier_with(5)).pk


def test_chain_is_put_in_another_order_when_nothing_is_under_way(office: Office) -> None:
    office.draft()
    tier = Tier.objects.get(position=4)
    tier.position = 7
    save(office, tier)
    assert save(office, tier_with(4)).pk


def test_admin_says_it_beside_the_field(
    office: Office, under_way: Certificate, visit: Callable[[User], Client]
) -> None:
    tier = Tier.objects.get(position=1)
    data = {"position": 8, "title": tier.title, "short": tier.short, "members": [office.subkoor.pk]}
    page = visit(office.superadmin).post(f"/admin/certificates/tier/{tier.pk}/change/", data)
    assert page.status_code == 200
    assert page.context["adminform"].form.errors.keys() == {"position"}
    assert "Urutan jenjang tidak dapat diubah" in page.content.decode()
