import pytest

from uttp.likeness import identity, plain_name, why_alike


def person(name: str, phone: str = "", village: str = "Sirau") -> dict[str, str]:
    return {"name": name, "phone": phone, "village": village, "district": "Kemranjen"}


@pytest.mark.parametrize(
    "name",
    [
        "Pak Ma'ruf",
        "BU MARUF",
        "Mbah Ma’ruf",
        "H. Maʼruf",
        "Hj. Ma`ruf",
        "H Ma'ruf",
        "Bpk. Maruf",
        "CV Ma'ruf",
        "Ma'ruf, CV",
    ],
)
def test_titles_bodies_and_apostrophes_do_not_count_for_likeness(name: str) -> None:
    assert plain_name(name) == "maruf"


@pytest.mark.parametrize(
    ("name", "other", "is_same"),
    [
        ("Pak Budi", "BUDI", True),
        ("PT Maju Jaya", "Maju Jaya PT", True),
        ("PT. Maju Jaya", "maju jaya, P.T.", True),
        ("CV Maju Jaya", "Maju Jaya, CV.", True),
        ("H. Budi", "Budi", False),
        ("Hj. Siti", "Siti", False),
        ("PT Maju Jaya", "CV Maju Jaya", False),
    ],
)
def test_unasked_only_forms_of_address_and_the_place_of_a_body_differ(name: str, other: str, is_same: bool) -> None:
    assert (identity(name) == identity(other)) is is_same


@pytest.mark.parametrize(
    ("owner", "other", "why"),
    [
        (person("Sari", "081234567890"), person("Budi", "+62 812-3456-7890"), "nomor teleponnya sama"),
        (person("H. Ahmad Fauzi"), person("Ahmad Fauzy"), "namanya mirip, di desa yang sama"),
        (person("Mbah Surip"), person("Surip"), "namanya mirip, di desa yang sama"),
        (person("Sumber Rejeki", village="Tambak"), person("Toko Sumber Rezeki"), "namanya mirip, di tempat lain"),
        (person("Slamet", village="Tambak"), person("Slamet"), ""),
        (person("Sari"), person("Budi"), ""),
        (person("SPBU 44.531.07"), person("SPBU 44.531.08"), ""),
        (person("Toko Rukun 1"), person("Toko Rukun 2"), ""),
        (person("Sari", "1"), person("Sari Dewi Ningsih", "2"), ""),
    ],
)
def test_why_two_may_be_one(owner: dict[str, str], other: dict[str, str], why: str) -> None:
    assert why_alike(owner, other) == why_alike(other, owner) == why
