from uttp.models.imports import ColumnName, ImportedOwner, ImportRow, RegisterImport
from uttp.models.register import (
    DUE_SOON,
    Instrument,
    InstrumentPhoto,
    Owner,
    OwnerUserObjectPermission,
    ParameterRow,
)

__all__ = [
    "DUE_SOON",
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
