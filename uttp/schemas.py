from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Schema
from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema, create_model

from simetro.core.rest import ABSENT, Day, Facts, FilterText, Id, In, Page, QueryId, Reason, Versioned, text
from uttp.enums import InstrumentStatus, OwnerKind
from uttp.kinds import Kind, Rules
from uttp.models import Instrument, Owner
from uttp.owner_fields import OWNER_FIELDS, OwnerField

S = TypeVar("S", bound=Schema)
Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[+(]?[0-9][0-9 ()./-]{4,28}$")]
Nik = Annotated[str, StringConstraints(pattern=r"^([0-9]{16})?$")]


def _email(value: str) -> str:
    try:
        if value:
            validate_email(value)
    except ValidationError as error:
        raise ValueError("Tulis alamat e-mail yang lengkap, misalnya nama@contoh.id.") from error
    return value


_EMAIL_SCHEMA = {"anyOf": [{"type": "string", "format": "email", "maxLength": 254}, {"const": ""}]}
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254),
    AfterValidator(_email),
    WithJsonSchema(_EMAIL_SCHEMA),
]


_TYPES = {"kind": OwnerKind, "phone": Phone, "email": Email}


def _written(field: OwnerField) -> Any:
    """The type of this owner field in a request."""
    return _TYPES.get(field.name) or Annotated[str, text(field.max_length, least=0 if field.is_optional else 1)]


def _with_owner_fields(described: Callable[[OwnerField], tuple[Any, Any]]) -> Callable[[type[S]], type[S]]:
    """Completes a schema by what an owner tells of himself; `described` gives type and default of each field."""

    def completed(schema: type[S]) -> type[S]:
        fields: dict[str, Any] = {field.name: described(field) for field in OWNER_FIELDS}
        return create_model(
            schema.__name__, __base__=schema, __module__=schema.__module__, __doc__=schema.__doc__, **fields
        )

    return completed


@_with_owner_fields(lambda field: (_written(field), "" if field.is_optional else ...))
class OwnerIn(In):
    nik: Nik = ""


@_with_owner_fields(lambda field: (_written(field), ABSENT))
class OwnerPatch(Versioned):
    nik: Nik = ABSENT


@_with_owner_fields(lambda field: (OwnerKind if field.name == "kind" else str, ...))
class OwnerOut(Schema):
    id: int
    nik_masked: str
    version: int
    not_printable: Annotated[str, Field(description="characters of name and address that no document can show")]


class SimilarOwner(Schema):
    id: int
    name: str
    district: str


class RegisteredOwner(OwnerOut):
    similar: list[SimilarOwner]


class InstrumentIn(In):
    owner_id: Id
    kind: Annotated[str, text(40)]
    brand: Annotated[str, text(80, least=0)] = ""
    model: Annotated[str, text(80, least=0)] = ""
    serial_number: Annotated[str, text(80, least=0)] = ""
    made_in: Annotated[str, text(80, least=0)] = ""
    attributes: Facts
    location: Annotated[str, text(200, least=0)] = ""


class InstrumentPatch(Versioned):
    brand: Annotated[str, text(80, least=0)] = ABSENT
    model: Annotated[str, text(80, least=0)] = ABSENT
    serial_number: Annotated[str, text(80, least=0)] = ABSENT
    made_in: Annotated[str, text(80, least=0)] = ABSENT
    attributes: Facts = ABSENT
    location: Annotated[str, text(200, least=0)] = ABSENT


class Transfer(Reason):
    owner_id: Id


class InstrumentOut(Schema):
    id: int
    uttp_id: str
    owner_id: int
    kind: str = Field(alias="kind_code")
    brand: str
    model: str
    serial_number: str
    made_in: str
    attributes: dict[str, Any]
    capacity: str
    location: str
    status: InstrumentStatus
    last_verified_on: date | None
    verified_note: str
    last_verdict: str | None
    valid_until: date | None
    version: int
    not_printable: Annotated[str, Field(description="characters of its plate that no document can show")]

    @staticmethod
    def resolve_last_verdict(instrument: Instrument) -> str | None:
        return instrument.last_verdict or None


class InstrumentQuery(Page):
    owner_id: QueryId | None = None
    kind: FilterText | None = None
    due_before: Day | None = None
    status: InstrumentStatus | None = None


class KindTestOut(Schema):
    code: str
    label: str
    required_for: list[str]
    items: list[str] | None = None


class AttributeOut(Schema):
    code: str
    label: str
    type: str
    unit: str | None = None
    choices: list[str] | None = None
    required: bool


class KindOut(Schema):
    code: str
    family: str
    name: str
    name_en: str
    group: str
    on_site_only: bool
    period_months: int
    legal_basis: str
    confirmed: bool
    attributes: list[AttributeOut]
    tests: list[KindTestOut]


def registered_owner(owner: Owner, similar: list[Owner]) -> dict[str, Any]:
    return {**OwnerOut.from_orm(owner).dict(), "similar": similar}


def kind_out(kind: Kind, rules: Rules) -> dict[str, Any]:
    period = rules.row(kind.period)
    return {
        "code": kind.code,
        "family": kind.family,
        "name": kind.name,
        "name_en": kind.name_en,
        "group": kind.group,
        "on_site_only": kind.on_site_only,
        "period_months": period.value,
        "legal_basis": period.legal_basis,
        "confirmed": period.confirmed,
        "attributes": [
            {
                "code": field.code,
                "label": field.label,
                "type": field.type,
                "unit": field.unit or None,
                "choices": [choice.value for choice in field.choices] or None,
                "required": field.required,
            }
            for field in kind.attributes
        ],
        "tests": [
            {
                "code": test.code,
                "label": test.label,
                "required_for": [str(service) for service in test.required_for],
                "items": [item.code for item in test.items] or None,
            }
            for test in kind.tests
        ],
    }
