from enum import StrEnum


class FileState(StrEnum):
    """What a PDF that somebody sends is, by its bytes; `altered`: made from a document of ours, and changed since."""

    GENUINE = "genuine"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    ALTERED = "altered"
    UNKNOWN = "unknown"
