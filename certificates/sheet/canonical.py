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
    return _written(_ADAPTER.dump_python(sheet, mode="json"))


def sheet_hash(sheet: Sheet) -> str:
    return hashlib.sha256(canonical(sheet)).hexdigest()


def stored_hash(stored: Mapping[str, Any]) -> str:
    """Of a sheet as it was stored, which a later release of this program may read with more fields."""
    return hashlib.sha256(_written(stored)).hexdigest()


def sheet_from(stored: Mapping[str, Any]) -> Sheet:
    """Back from `json.loads(canonical(sheet))`; raises pydantic.ValidationError on anything else."""
    return _ADAPTER.validate_json(json.dumps(stored), strict=True)


def _written(plain: Mapping[str, Any]) -> bytes:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
