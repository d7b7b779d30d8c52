"""The program's mark as pictures of the sizes that systems ask for."""

import os
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from bundle.places import ROOT

MARK: Final = ROOT / "resources" / "icons" / "florin.svg"

_ICNS: Final = {
    16: "icp4",
    32: "icp5",
    64: "icp6",
    128: "ic07",
    256: "ic08",
    512: "ic09",
    1024: "ic10",
}
"""The type of each size's entry in an .icns file, whose content may be PNG."""

_ICO_LARGEST: Final = 256


def pictures(sizes: Iterable[int], mark: Path = MARK) -> dict[int, bytes]:
    """The mark as square PNGs, by their width in pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return {size: _painted(mark, size) for size in sizes}


def icns(found: Mapping[int, bytes]) -> bytes:
    """An icon for macOS of PNGs by their width."""
    entries = b"".join(
        _ICNS[size].encode() + struct.pack(">I", len(png) + 8) + png
        for size, png in sorted(found.items())
    )
    return b"icns" + struct.pack(">I", len(entries) + 8) + entries


def ico(found: Mapping[int, bytes]) -> bytes:
    """An icon for Windows of PNGs by their width; the largest it may hold is 256."""
    assert max(found) <= _ICO_LARGEST
    at = 6 + 16 * len(found)
    heads, bodies = b"", b""
    for size, png in sorted(found.items()):
        edge = size % _ICO_LARGEST  # 0 stands for the largest
        heads += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(png), at + len(bodies))
        bodies += png
    return struct.pack("<HHH", 0, 1, len(found)) + heads + bodies


def _painted(mark: Path, size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(mark)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stub says bytes; it takes text
    return bytes(buffer.data().data())
