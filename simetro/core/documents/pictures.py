"""Pictures that people send: only their pixels are kept, in sizes that a page can bear, outside the web root."""

import hashlib
import secrets
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from simetro.core.db.storage import keep
from simetro.core.kit.errors import Invalid
from simetro.core.models import Delivery
from simetro.core.outbox.deliveries import deliver

FORGET = "core.forget_picture"
LARGEST_FILE = 5 * 1024 * 1024
MOST_PIXELS = 24_000_000
MAGIC = ((0, b"\xff\xd8\xff"), (0, b"\x89PNG\r\n\x1a\n"), (8, b"WEBP"))
FORMATS = ("JPEG", "PNG", "WEBP")
SMALL, TINY = "-kecil", "-mini"  # suffixes of the file names of the smaller sizes
QUALITIES = (80, 60, 40, 20, 5)


@dataclass(frozen=True)
class Size:
    ending: str
    edge: int  # px, of the longer side
    most_bytes: int | None  # the quality is lowered until the file is no larger


SIZES = (Size("", 1600, None), Size(SMALL, 400, 24_000), Size(TINY, 128, 2_000))


@dataclass(frozen=True)
class Picture:
    """WebP by ending. `name`: a hash of what is shown, and a chance that no other upload of the same has."""

    name: str
    width: int
    height: int
    files: dict[str, bytes]


def picture_of(file: IO[bytes], size: int) -> Picture:
    """Raises Invalid with what to do instead."""
    if size > LARGEST_FILE:
        raise Invalid.field("picture", _("Gambar ini lebih besar dari 5 MB. Perkecil dulu, atau pilih yang lain."))
    content = file.read(LARGEST_FILE + 1)
    if not any(content[at:].startswith(magic) for at, magic in MAGIC):
        raise Invalid.field("picture", _("Ini bukan gambar JPG, PNG, atau WebP. Pilih foto dari kamera atau galeri."))
    try:
        image = _decoded(content)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Invalid.field("picture", _("Gambar ini rusak dan tidak dapat dibuka. Pilih gambar lain.")) from error
    files = {size.ending: _encoded(image, size) for size in SIZES}
    width, height = _within(image, SIZES[0].edge).size
    name = f"{hashlib.sha256(files['']).hexdigest()[:32]}{secrets.token_hex(4)}"
    return Picture(name, width, height, files)


def _decoded(content: bytes) -> Image.Image:
    """The pixels only: upright, on white, no larger than needed, without any metadata of the file."""
    too_many = Invalid.field("picture", _("Gambar ini lebih dari 24 megapiksel. Perkecil dulu, lalu pilih lagi."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_many from None
    if image.width * image.height > MOST_PIXELS:
        raise too_many
    image.draft("RGB", (SIZES[0].edge, SIZES[0].edge))  # a JPEG decodes quicker to a part of its size
    return _within(_flat(ImageOps.exif_transpose(image)), SIZES[0].edge)


def _flat(image: Image.Image) -> Image.Image:
    ground = Image.new("RGB", image.size, "white")
    see_through = image.convert("RGBA") if image.has_transparency_data else None
    ground.paste(see_through or image.convert("RGB"), mask=see_through)
    return ground


def _within(image: Image.Image, edge: int) -> Image.Image:
    smaller = image.copy()
    smaller.thumbnail((edge, edge))
    return smaller


def _encoded(image: Image.Image, size: Size) -> bytes:
    shown = _within(image, size.edge)
    encoded = b""
    for quality in QUALITIES:
        file = BytesIO()
        shown.save(file, "WEBP", quality=quality)
        encoded = file.getvalue()
        if size.most_bytes is None or len(encoded) <= size.most_bytes:
            break
    return encoded


def keep_picture(picture: Picture) -> None:
    """Stores the files. Call it before the row is saved: a file without a row harms nobody, the reverse does."""
    for ending, content in picture.files.items():
        keep(_path(picture.name, ending), content)


def owe_forgetting(name: str) -> Delivery:
    """Removes the picture's files after the current transaction commits; no other row may name them."""
    return deliver(FORGET, name=name)


def forget(payload: dict[str, str]) -> None:
    for size in SIZES:
        default_storage.delete(_path(payload["name"], size.ending))


def _path(name: str, ending: str) -> str:
    return f"pictures/{name[:2]}/{name}{ending}.webp"


def name_in(shown: str) -> str:
    """The name of the picture that this file name belongs to."""
    return shown.removesuffix(SMALL).removesuffix(TINY)


def content_of(shown: str) -> bytes | None:
    """The bytes of the file with this name; None where it is gone."""
    name = name_in(shown)
    try:
        with default_storage.open(_path(name, shown.removeprefix(name))) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def picture_file(shown: str, *, is_public: bool = False) -> HttpResponse:
    """Serves the file of that name, which the caller found in a row; `is_public`: proxies may cache it for long."""
    content = content_of(shown)
    if content is None:
        raise Http404
    headers = {
        "Content-Disposition": f'attachment; filename="{shown}.webp"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "public, max-age=604800, immutable" if is_public else "private, no-store",
    }
    return HttpResponse(content, content_type="image/webp", headers=headers)
