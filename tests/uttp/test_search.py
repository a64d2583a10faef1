"""A rare word is sought by keys, a common one row by row: both find the same."""

import pytest

from services.models import Order, Verification
from services.orders.queries import search_orders
from services.testing.queries.history import verifications_like
from tests.office import Office
from uttp import queries
from uttp.models import Instrument

pytestmark = pytest.mark.django_db
WORDS = ("quattro", "SN-1", "asri", "asri quattro", "tiada", "")


@pytest.fixture(params=[0, 2_000], ids=["common", "rare"])
def _few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many count as few: with 0 every word is common."""
    monkeypatch.setattr(queries, "FEW", request.param)


@pytest.fixture
def tested(office: Office) -> dict[str, Verification]:
    asri, other = office.owner(name="Toko Asri"), office.owner(name="Toko Lain")
    scales = {
        "asri": office.scale(asri, brand="Quattro", serial_number="SN-1"),
        "lain": office.scale(other, brand="Quattro", serial_number="SN-2"),
        "camry": office.scale(other, brand="Camry", serial_number="X-1"),
    }
    return {name: office.tested(office.item(scale)) for name, scale in scales.items()}


EXPECTED = {
    "quattro": {"asri", "lain"},
    "SN-1": {"asri"},
    "asri": {"asri"},
    "asri quattro": {"asri"},
    "tiada": set(),
    "": {"asri", "lain", "camry"},
}


@pytest.mark.usefixtures("_few")
@pytest.mark.parametrize("word", WORDS)
def test_instruments_and_tests(tested: dict[str, Verification], word: str) -> None:
    wanted = {tested[name] for name in EXPECTED[word]}
    assert set(verifications_like(Verification.objects.all(), search=word)) == wanted
    instruments = queries.search_instruments(Instrument.objects.all(), word)
    assert set(instruments) == {one.item.instrument for one in wanted}


@pytest.mark.usefixtures("_few")
def test_orders_and_tests_of_an_owner(tested: dict[str, Verification]) -> None:
    asri, camry = tested["asri"], tested["camry"]
    number = asri.item.order.transaction_number
    assert set(search_orders(Order.objects.all(), "asri")) == {asri.item.order}
    assert set(search_orders(Order.objects.all(), number[:6])) == {asri.item.order}
    assert set(search_orders(Order.objects.all(), "tiada")) == set()
    assert set(verifications_like(Verification.objects.all(), owner="lain")) == {tested["lain"], camry}
