"""What becomes of a picture that somebody sends: its pixels, and nothing else."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from PIL import Image

from simetro.core.documents.pictures import (
    SMALL,
    TINY,
    forget,
    keep_picture,
    name_in,
    owe_forgetting,
    picture_file,
    picture_of,
)
from simetro.core.kit.errors import Invalid
from simetro.core.outbox import deliveries
from simetro.core.web.forms import PageForm, PictureField
from tests.pictures import encoded, noise, opened, photo, picture, upload

SECRETS = (b"Exif", b"Telepon Rahasia", b"GPS", b"http://ns.adobe.com/xap", b"ICC_PROFILE")


def png_of(width: int, height: int) -> bytes:
    """Says that it is that large, in a few bytes."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    written = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def webp_of(width: int, height: int) -> bytes:
    small = bytearray(encoded(Image.new("RGBA", (2, 2), (0, 0, 0, 9)), "WEBP", lossless=True))
    bits = (width - 1) | (height - 1) << 14
    at = small.index(b"VP8L") + 9
    small[at : at + 4] = struct.pack("<I", bits | 1 << 28)
    return bytes(small)


def refusal(content: bytes, size: int | None = None) -> str:
    with pytest.raises(Invalid) as refused:
        picture_of(BytesIO(content), len(content) if size is None else size)
    assert refused.value.errors[0].field == "picture"
    return refused.value.detail


def test_a_photo_loses_where_and_with_what_it_was_taken() -> None:
    original = photo(
        comment=b"di rumah", xmp=b"<x:xmpmeta>http://ns.adobe.com/xap</x:xmpmeta>", icc_profile=b"ICC_PROFILE"
    )
    assert opened(original).getexif().get_ifd(0x8825)
    assert b"Telepon Rahasia" in original
    for content in picture(original).files.values():
        assert [secret for secret in (*SECRETS, b"di rumah") if secret in content] == []
        kept = opened(content)
        assert (kept.format, dict(kept.getexif()), kept.getexif().get_ifd(0x8825)) == ("WEBP", {}, {})
        assert set(kept.info) <= {"loop", "background", "timestamp", "duration"}


def test_it_stands_upright_however_the_telephone_was_held() -> None:
    kept = opened(picture(photo(turned=6)).files[""])  # the camera was turned to the right: red comes on top
    assert kept.size == (480, 640)
    red, _green, blue = kept.convert("RGB").getpixel((240, 20))
    assert red > 200 > 60 > blue


@pytest.mark.parametrize(
    ("width", "height", "sizes"),
    [
        (4000, 3000, [(1600, 1200), (400, 300), (128, 96)]),
        (900, 2400, [(600, 1600), (150, 400), (48, 128)]),
        (300, 200, [(300, 200), (300, 200), (128, 85)]),
        (1, 1, [(1, 1), (1, 1), (1, 1)]),
    ],
)
def test_sizes(width: int, height: int, sizes: list[tuple[int, int]]) -> None:
    made = picture(photo(width, height))
    assert [opened(content).size for content in made.files.values()] == sizes
    assert (made.width, made.height) == sizes[0]


def test_small_ones_stay_light_whatever_they_show() -> None:
    files = picture(encoded(noise(900, 900), quality=95)).files
    assert len(files[SMALL]) < 24_000
    assert len(files[TINY]) < 2_000


@pytest.mark.parametrize(
    ("format", "mode"),
    [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "P"), ("PNG", "LA"), ("PNG", "1"), ("PNG", "RGBA"), ("WEBP", "RGBA")],
)
def test_every_way_to_write_colours(format: str, mode: str) -> None:
    kept = opened(picture(encoded(Image.new("RGB", (20, 20), "white").convert(mode), format)).files[""])
    assert kept.mode == "RGB"
    assert min(kept.getpixel((10, 10))) > 250


def test_what_is_see_through_becomes_white() -> None:
    kept = opened(picture(encoded(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), "PNG")).files[""])
    assert min(kept.getpixel((10, 10))) > 250


def test_only_the_first_picture_of_a_film_is_kept() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    film = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    kept = opened(picture(film).files[""])
    assert (getattr(kept, "n_frames", 1), kept.getpixel((9, 9))[0] > 200) == (1, True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "bukan gambar JPG, PNG, atau WebP"),
        (b"%PDF-1.7", "bukan gambar JPG, PNG, atau WebP"),
        (b"GIF89a" + b"\0" * 99, "bukan gambar JPG, PNG, atau WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan gambar JPG, PNG, atau WebP"),
        (b"\xff\xd8\xff" + b"\0" * 999, "rusak"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "rusak"),
        (png_of(6000, 4001), "lebih dari 24 megapiksel"),
        (png_of(60_000, 60_000), "lebih dari 24 megapiksel"),
        (webp_of(16_000, 16_000), "lebih dari 24 megapiksel"),
    ],
    ids=["nothing", "pdf", "gif", "svg", "jpeg-head", "webp-head", "png-large", "png-bomb", "webp-bomb"],
)
def test_what_cannot_be_kept_is_told_with_what_to_do(content: bytes, told: str) -> None:
    assert told in refusal(content)


def test_a_file_that_is_too_large_is_not_even_read() -> None:
    class Unread(BytesIO):
        def read(self, *_size: object) -> bytes:
            raise AssertionError

    with pytest.raises(Invalid, match="5 MB"):
        picture_of(Unread(), 5 * 1024 * 1024 + 1)


def test_the_form_says_it_beside_the_field() -> None:
    class Form(PageForm):
        picture = PictureField()

    for file, told in ((None, "Pilih dulu gambarnya."), (upload(b""), "kosong"), (upload(b"x"), "bukan gambar")):
        form = Form({}, {"picture": file} if file else {})
        assert told in form.errors["picture"][0]
    assert Form({}, {"picture": upload()}).is_valid()


def test_names_tell_nothing_and_each_upload_has_its_own() -> None:
    first, second = picture(), picture()
    assert first.name != second.name
    assert first.name[:32] == second.name[:32]
    assert [name_in(first.name + ending) for ending in ("", SMALL, TINY)] == [first.name] * 3


@pytest.mark.django_db
def test_what_is_kept_is_sent_as_a_file_and_goes_when_it_is_forgotten() -> None:
    made = picture()
    keep_picture(made)
    for ending, content in made.files.items():
        answer = picture_file(made.name + ending)
        assert answer.content == content
        assert answer["Content-Disposition"] == f'attachment; filename="{made.name}{ending}.webp"'
        assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    public = picture_file(made.name, is_public=True)
    assert public.content == made.files[""]
    assert public["Cache-Control"] == "public, max-age=604800, immutable"
    assert Path(default_storage.path("")) in Path(default_storage.path(f"pictures/{made.name[:2]}")).parents
    delivery = owe_forgetting(made.name)
    assert deliveries.handle(delivery.pk)
    with pytest.raises(Http404):
        picture_file(made.name)
    forget({"name": made.name})  # a second time harms nothing
