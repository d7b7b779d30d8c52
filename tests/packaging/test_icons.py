"""The program's mark in the forms that systems want."""

import struct

import pytest
from PySide6.QtGui import QImage

from bundle.icons import icns, ico, pictures


@pytest.fixture(scope="module")
def found() -> dict[int, bytes]:
    return pictures((16, 32, 256))


def test_the_mark_is_painted_at_every_size(found: dict[int, bytes]) -> None:
    images = {size: QImage.fromData(png) for size, png in found.items()}

    assert {size: (image.width(), image.height()) for size, image in images.items()} == {
        16: (16, 16),
        32: (32, 32),
        256: (256, 256),
    }
    assert images[256].pixelColor(128, 12).name() == "#0b5cad"
    assert images[256].pixelColor(0, 0).alpha() == 0


def test_the_same_mark_is_the_same_bytes(found: dict[int, bytes]) -> None:
    assert pictures((32,))[32] == found[32]


def test_an_icon_for_macos_holds_each_picture_under_its_type(found: dict[int, bytes]) -> None:
    whole = icns(found)

    assert struct.unpack(">4sI", whole[:8]) == (b"icns", len(whole))
    at, entries = 8, []
    while at < len(whole):
        kind, size = struct.unpack(">4sI", whole[at : at + 8])
        entries.append((kind, whole[at + 8 : at + size]))
        at += size
    assert entries == [(b"icp4", found[16]), (b"icp5", found[32]), (b"ic08", found[256])]


def test_an_icon_for_windows_says_where_each_picture_lies(found: dict[int, bytes]) -> None:
    whole = ico(found)

    assert struct.unpack("<HHH", whole[:6]) == (0, 1, 3)
    for number, (edge, png) in enumerate(((16, found[16]), (32, found[32]), (0, found[256]))):
        head = struct.unpack("<BBBBHHII", whole[6 + 16 * number : 22 + 16 * number])
        assert head[0] == head[1] == edge
        assert whole[head[7] : head[7] + head[6]] == png
