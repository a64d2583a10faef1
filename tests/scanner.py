"""A telephone that is held over a document or a page: what the codes on it say."""

import subprocess
from io import BytesIO

import zxingcpp
from PIL import Image

DPI = "150"  # what an office's scanner gives


def codes_on_paper(pdf: bytes, page: int = 1) -> list[str]:
    command = ["pdftoppm", "-r", DPI, "-gray", "-f", str(page), "-l", str(page), "-"]
    return codes_in(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout)


def codes_in(picture: bytes) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]
