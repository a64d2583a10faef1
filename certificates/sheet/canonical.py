"""One Sheet always gives the same bytes, whatever the machine, the language or the order of keys."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from certificates.sheet.facts import Sheet

_ADAPTER = TypeAdapter(Sheet)


def canonical(sheet: Sheet) -> bytes:
    """JSON with sorted keys, without blanks, in UTF-8, with ISO dates and canonical quantities."""
    return _written(_ADAPTER.dump_python(sheet, mode="json"))


def sheet_hash(sheet: Sheet) -> str:
    return hashlib.sha256(canonical(sheet)).hexdigest()


def stored_hash(stored: Mapping[str, Any]) -> str:
    """The hash of a sheet as it was stored. A later release may know more fields; they do not change it."""
    return hashlib.sha256(_written(stored)).hexdigest()


def sheet_from(stored: Mapping[str, Any]) -> Sheet:
    """The reverse of `json.loads(canonical(sheet))`. Raises pydantic.ValidationError on anything else."""
    return _ADAPTER.validate_json(json.dumps(stored), strict=True)


def _written(plain: Mapping[str, Any]) -> bytes:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
