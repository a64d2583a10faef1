from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF; `relationship` is the /AFRelationship of PDF/A-3."""

    name: str
    content: bytes
    description: str
    modified: datetime
    relationship: str = "Data"
