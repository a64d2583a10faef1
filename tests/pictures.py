"""Pictures as people send them."""

import random
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from simetro.core.documents.pictures import Picture, picture_of

GPS = {0x8825: {1: "S", 2: (7.0, 25.0, 29.0), 3: "E", 4: (109.0, 14.0, 3.0)}}


def noise(width: int, height: int) -> Image.Image:
    """What compresses worst."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


def encoded(image: Image.Image, format: str = "JPEG", **facts: Any) -> bytes:
    file = BytesIO()
    image.save(file, format, **facts)
    return file.getvalue()


def photo(width: int = 640, height: int = 480, *, turned: int = 1, **facts: Any) -> bytes:
    """A telephone's photo: where it was taken, with what, and how it was held. Its left half is red."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turned, "Telepon Rahasia"
    exif.get_ifd(0x8825).update(GPS[0x8825])
    return encoded(image, exif=exif, **facts)


def upload(content: bytes | None = None, name: str = "../../foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo() if content is None else content, "image/jpeg")


def picture(content: bytes | None = None) -> Picture:
    content = photo() if content is None else content
    return picture_of(BytesIO(content), len(content))


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))
