from uttp.models.imports import ColumnName, ImportedOwner, ImportRow, KindName, RegisterImport
from uttp.models.register import (
    DUE_SOON,
    SUBSCRIBER,
    Instrument,
    InstrumentPhoto,
    Owner,
    OwnerUserObjectPermission,
    ParameterRow,
)

__all__ = [
    "DUE_SOON",
    "SUBSCRIBER",
    "ColumnName",
    "ImportRow",
    "ImportedOwner",
    "Instrument",
    "InstrumentPhoto",
    "KindName",
    "Owner",
    "OwnerUserObjectPermission",
    "ParameterRow",
    "RegisterImport",
]
