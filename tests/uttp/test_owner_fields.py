import pytest
from django.utils import translation

from simetro.core.settings.personal_data import personal_data
from tests.office import Office
from uttp.columns.heads import TARGETS
from uttp.columns.owners import PATHS
from uttp.exports import OWNERS
from uttp.forms.owners import NewOwnerForm
from uttp.models import Owner
from uttp.owner_fields import FORGOTTEN_FIELDS, OWNER_FIELDS
from uttp.schemas import OwnerIn, OwnerOut, OwnerPatch

NAMES = [field.name for field in OWNER_FIELDS]
OF_THE_OFFICE = {"id", "account", "version", "created_at"}


def test_each_fact_of_an_owner_is_described() -> None:
    editable = {field.name for field in Owner._meta.concrete_fields if field.editable}
    assert editable - OF_THE_OFFICE == set(NAMES)


def test_each_fact_is_asked_for_and_told() -> None:
    assert list(NewOwnerForm().fields) == [*NAMES, "nik", "once", "seen"]
    for schema in (OwnerIn, OwnerPatch, OwnerOut):
        assert set(NAMES) <= set(schema.model_fields), schema
    assert [str(column.label) for column in OWNERS.fields][: len(NAMES)] == [
        str(field.heading or field.label) for field in OWNER_FIELDS
    ]


def test_copy_of_his_data_holds_each_fact(office: Office) -> None:
    owner = office.owner("Sari", email="sari@contoh.test")
    [facts] = personal_data(owner, None)[0].rows
    assert [(fact.code, fact.value) for fact in facts][: len(NAMES)] == [(name, getattr(owner, name)) for name in NAMES]
    assert {fact.code: fact.shown for fact in facts}["kind"] == "Perorangan"


def test_import_reads_all_but_the_kind_which_the_name_tells() -> None:
    assert [f"owner.{name}" for name in NAMES if name != "kind"] == list(PATHS)
    assert [target.path for target in TARGETS if target.required] == ["owner.name", "kind"]


def test_only_what_documents_name_outlives_his_erasure() -> None:
    assert set(NAMES) - {field.name for field in FORGOTTEN_FIELDS} == {"name", "kind", "address", "village", "district"}


@pytest.mark.parametrize(("language", "label"), [("id", "Desa/kelurahan"), ("en", "Village (desa/kelurahan)")])
def test_label_is_what_the_model_calls_it(language: str, label: str) -> None:
    village = next(field for field in OWNER_FIELDS if field.name == "village")
    with translation.override(language):
        assert str(village.label) == label
