from uttp.models.imports import ColumnName, ImportedOwner, ImportRow, RegisterImport
from uttp.models.register import (
    DUE_SOON,
    SUBSCRIBER,
    SUBSCRIBER_DIGITS,
    Instrument,
    InstrumentPhoto,
    Owner,
    OwnerUserObjectPermission,
    ParameterRow,
)

__all__ = [
    "DUE_SOON",
    "SUBSCRIBER",
    "SUBSCRIBER_DIGITS",
    "ColumnName",
    "ImportRow",
    "ImportedOwner",
    "Instrument",
    "InstrumentPhoto",
    "Owner",
    "OwnerUserObjectPermission",
    "ParameterRow",
    "RegisterImport",
]
