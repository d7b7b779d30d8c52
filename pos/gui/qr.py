"""QR codes that phones read at once: black on white, whole pixels, the quiet zone inside."""

from collections import OrderedDict
from typing import Final

import qrcode
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M

QUIET_MODULES: Final = 4
"""ISO 18004 asks for this much white around the code."""

DENSE_VERSION: Final = 12
"""Above this the modules get too small; then less error correction reads better."""

_MASK: Final = 4  # trying all eight masks costs eight times as long and helps no phone
_KEPT: Final = 32

_drawn: OrderedDict[str, QImage] = OrderedDict()


def code_image(text: str) -> QImage:
    """The code with its quiet zone at one pixel a module; the last few are kept."""
    if text in _drawn:
        _drawn.move_to_end(text)
        return _drawn[text]
    _drawn[text] = _image(_modules(text))
    while len(_drawn) > _KEPT:
        _drawn.popitem(last=False)
    return _drawn[text]


def _modules(text: str) -> list[list[bool]]:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(text)
    code.make(fit=True)
    if code.version > DENSE_VERSION:
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=0, mask_pattern=_MASK)
        code.add_data(text)
        code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.modules]


def _image(modules: list[list[bool]]) -> QImage:
    side = len(modules) + 2 * QUIET_MODULES
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(255)
    for y, row in enumerate(modules, QUIET_MODULES):
        for x, is_dark in enumerate(row, QUIET_MODULES):
            if is_dark:
                image.setPixel(x, y, 0)
    return image


class QrView(QWidget):
    """Shows one code as large as whole pixels allow, on a white square in any theme.

    Signals: tapped() the customer wants it larger.
    """

    tapped = Signal()

    def __init__(self, smallest: int) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.text = ""
        self.setMinimumSize(QSize(smallest, smallest))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_code(self, text: str) -> None:
        """Draw this text; nothing for an empty one."""
        if text == self.text:
            return
        self.text = text
        self._image = code_image(text) if text else None
        self.update()

    def module_px(self) -> int:
        """The size of one module in device pixels; 0 while nothing is shown."""
        if self._image is None:
            return 0
        side = min(self.width(), self.height()) * self.devicePixelRatio()
        return int(side) // self._image.width()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        if self._image is None:
            return
        ratio = self.devicePixelRatio()
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        side = max(1, self.module_px()) * self._image.width()
        left = (int(self.width() * ratio) - side) // 2
        top = (int(self.height() * ratio) - side) // 2
        whole = min(int(self.width() * ratio), int(self.height() * ratio))
        edge = (whole - side) // 2
        painter.fillRect(left - edge, top - edge, whole, whole, Qt.GlobalColor.white)
        painter.drawImage(QRect(left, top, side, side), self._image)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.tapped.emit()
