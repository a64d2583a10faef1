"""Limits for public pages: generous for look-ups that find something, tight for misses, which may be guesses."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from simetro.core.db import ratelimit
from simetro.core.db.ratelimit import Limit, client_address
from simetro.core.kit.errors import Invalid, NotFound

MINUTE, DAY = 60, 86400
LARGEST_FILE = 5 * 1024 * 1024
CHECKS = Limit("file-check", 20, MINUTE)  # a file costs more than a number
COMPLAINTS = Limit("complaint", 5, DAY)  # from one address
REGISTRATIONS = Limit("registration", 20, DAY)  # a village officer signs up his neighbours
HITS = Limit("lookup-hit", 60, MINUTE)
MISSES = (Limit("lookup-miss", 10, MINUTE), Limit("lookup-miss-day", 100, DAY))

T = TypeVar("T")


def count_check(request: HttpRequest) -> None:
    ratelimit.count(client_address(request), CHECKS)


def count_complaint(request: HttpRequest) -> None:
    ratelimit.count(client_address(request), COMPLAINTS)


def count_registration(request: HttpRequest) -> None:
    ratelimit.count(client_address(request), REGISTRATIONS)


def looked_up(request: HttpRequest, find: Callable[[], T | None]) -> T:
    """The result of `find`. Raises NotFound or TooManyRequests; unknown and mistyped numbers are treated alike."""
    address = client_address(request)
    ratelimit.count(address, HITS, look=MISSES)
    row = find()
    if row is None:
        ratelimit.take_back(address, HITS)
        ratelimit.count(address, *MISSES)
        raise NotFound
    return row


def pdf_of(file: "UploadedFile[Any]") -> bytes:
    """The bytes of the uploaded PDF. Raises Invalid where it cannot be a document of the office."""
    if (file.size or 0) > LARGEST_FILE:
        raise Invalid.field("file", _("Berkas ini lebih besar dari 5 MB, jadi bukan surat dari kami."))
    content: bytes = file.read()
    if b"%PDF-" not in content[:1024]:
        sentence = _("Ini bukan berkas PDF. Pilih berkas surat seperti yang diterima atau diunduh.")
        raise Invalid.field("file", sentence)
    return content
