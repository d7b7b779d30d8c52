"""The codes of the payment page, read back as a phone does."""

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from pos.api.checkout_qr import QUIET_MODULES, code_svg


def drawn(svg: str, scale: int = 4) -> Image.Image:
    """The picture that a browser makes of it."""
    found = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    assert found is not None
    side = int(found[1])
    picture = Image.new("L", (side * scale, side * scale), 255)
    pen = ImageDraw.Draw(picture)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg):
        left, top = int(x) * scale, int(y) * scale
        pen.rectangle((left, top, left + int(width) * scale - 1, top + scale - 1), fill=0)
    return picture


@pytest.mark.parametrize(
    "text",
    [
        "bitcoin:BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4?amount=0.00014211",
        "ethereum:0x" + "b6" * 20 + "@1/transfer?address=0x" + "a1" * 20 + "&uint256=2700000000",
        "monero:" + "8" * 95 + "?tx_amount=0.08169441",
        "x" * 700,
    ],
)
def test_a_phone_reads_what_was_written(text: str) -> None:
    (found,) = zxingcpp.read_barcodes(drawn(code_svg(text, "QR code")))

    assert found.text == text


def test_the_quiet_zone_is_inside_the_white_square() -> None:
    picture = drawn(code_svg("bitcoin:x", "QR code"), scale=1)
    side = picture.width

    edge = [picture.getpixel((x, QUIET_MODULES - 1)) for x in range(side)]

    assert set(edge) == {255}
    assert picture.getpixel((QUIET_MODULES, QUIET_MODULES)) == 0


def test_what_a_screen_reader_says_is_text() -> None:
    assert 'aria-label="&#34;&gt;&lt;script&gt;"' in code_svg("x", '"><script>')
