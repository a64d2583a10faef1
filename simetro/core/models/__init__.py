from simetro.core.models.access import ApiToken, EOfficeSession, User, people_with
from simetro.core.models.office import Office, OfficeSettings
from simetro.core.models.record import (
    Delivery,
    IdempotentAnswer,
    LogEntry,
    MutedAddress,
    NumberSeries,
    RateCount,
    RetentionPeriod,
    RetentionRun,
)
from simetro.core.models.versioned import VersionedModel

__all__ = [
    "ApiToken",
    "Delivery",
    "EOfficeSession",
    "IdempotentAnswer",
    "LogEntry",
    "MutedAddress",
    "NumberSeries",
    "Office",
    "OfficeSettings",
    "RateCount",
    "RetentionPeriod",
    "RetentionRun",
    "User",
    "VersionedModel",
    "people_with",
]
