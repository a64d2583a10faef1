from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from certificates.actions.notices import TOPIC as LATE_NOTICE
from certificates.enums import CertificateStatus
from certificates.models import Certificate
from services.enums import OrderStatus, SidangStatus
from services.models import Order, Sidang, StampMove, Verification
from services.testing.queries.standards import standards
from services.testing.rules import is_fit, why_standards_unfit
from simetro.core.models import Delivery, User
from simetro.core.models.record import DeliveryState
from simetro.demo.people import PEOPLE
from uttp.kinds import all_kinds
from uttp.models import Instrument, Owner
from uttp.queries import rules_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


@pytest.fixture
def printed() -> str:
    out = StringIO()
    call_command("demo", seed=7, stdout=out)
    return out.getvalue()


def test_demo_fills_an_office_and_keeps_it(printed: str) -> None:
    assert set(Order.objects.values_list("status", flat=True)) == set(OrderStatus.values)
    wanted = set(CertificateStatus.values) - {CertificateStatus.ISSUING}
    assert set(Certificate.objects.values_list("status", flat=True)) == wanted
    assert set(Certificate.objects.filter(status="in_signoff").values_list("tier", flat=True)) == {1, 2, 3, 4}
    assert (Owner.objects.count(), Instrument.objects.count()) == (61, 401)  # and the owner of the worked sheet
    assert {user.username for user in User.objects.all() if user.check_password("demo")} == {row[0] for row in PEOPLE}
    owed = Delivery.objects.exclude(state=DeliveryState.DONE)
    assert set(owed.values_list("state", "topic")) <= {(DeliveryState.PENDING, LATE_NOTICE)}
    assert not owed.filter(due_at__lte=timezone.now()).exists()
    assert set(Sidang.objects.values_list("status", flat=True)) == set(SidangStatus.values) - {SidangStatus.CLOSED}
    assert Order.objects.filter(queue_number__isnull=False).count() == 5
    assert set(StampMove.objects.values_list("move", flat=True)) == {"received", "handed", "used", "damaged"}
    worked = Verification.objects.get(item__order__owner__name="Warung Bu Darsih")
    assert (worked.verdict, worked.item.service) == ("batal", "tera")
    final = Verification.objects.filter(status="final")
    assert not final.filter(standards=None).exists()
    rules = rules_on(timezone.localdate())
    assert [
        kind.code for kind in all_kinds() if not any(is_fit(standard, rules, kind=kind) for standard in standards())
    ] == []
    assert not any(
        why_standards_unfit(verification.standards.all(), verification.item.instrument, verification.tested_on)
        for verification in final
    )

    again = StringIO()
    call_command("demo", stdout=again)
    assert again.getvalue() == printed
    numbers = [line.split()[0] for line in printed.splitlines() if line.startswith("  ")]
    assert Order.objects.filter(transaction_number__in=numbers).count() == 3
