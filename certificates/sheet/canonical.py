"""One Sheet, one sequence of bytes, whatever the machine, the language or the order of keys."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from certificates.sheet.facts import Sheet

_ADAPTER = TypeAdapter(Sheet)


def canonical(sheet: Sheet) -> bytes:
    """Sorted keys, no blanks, UTF-8, dates ISO 8601, quantities as their one written form."""
    plain = _ADAPTER.dump_python(sheet, mode="json")
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sheet_hash(sheet: Sheet) -> str:
    return hashlib.sha256(canonical(sheet)).hexdigest()


def sheet_from(stored: Mapping[str, Any]) -> Sheet:
    """Back from `json.loads(canonical(sheet))`; raises pydantic.ValidationError on anything else."""
    return _ADAPTER.validate_json(json.dumps(stored), strict=True)
