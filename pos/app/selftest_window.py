"""`florin selftest`, the window: it is painted on this machine's display, or into memory."""

import asyncio
import sys
import time
from pathlib import Path
from typing import Final

import qasync
from PySide6.QtGui import QFontInfo, QImage
from PySide6.QtWidgets import QApplication

from pos.gui.fonts import FAMILY
from pos.gui.sounds import Sounds
from pos.gui.speaker import Speaker
from pos.gui.theme import Theme, dress
from pos.gui.window import MainWindow
from pos.resources import resource

PATIENCE_S: Final = 20.0
PAUSE_S: Final = 0.01
FEWEST_COLOURS: Final = 10
"""A window that is painted has rail, strip, icon and smoothed letters; an empty one has one."""

_STEP_PX: Final = 2


def window(_: Path) -> str:
    """Whether the program's window comes up with its look, and something is on it."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme = Theme(resources=resource(""))
    dress(app, theme)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        return str(loop.run_until_complete(_painted(theme, loop)))


async def _painted(theme: Theme, loop: asyncio.AbstractEventLoop) -> str:
    silent = Sounds(Speaker(resource("sounds")), is_on=False)
    shown = MainWindow(theme, loop, time.time, silent)
    shown.show()
    try:
        if not await _is_exposed(shown):
            return "the window does not come up"
        if QFontInfo(shown.font()).family() != FAMILY:
            return f"the window's font is {QFontInfo(shown.font()).family()}"
        colours = colours_of(shown.grab().toImage())
        return "" if colours >= FEWEST_COLOURS else f"the window shows {colours} colours"
    finally:
        shown.close()
        await shown.close_shop()


async def _is_exposed(shown: MainWindow) -> bool:
    begun = time.monotonic()
    while time.monotonic() < begun + PATIENCE_S:
        if shown.windowHandle().isExposed():
            return True
        await asyncio.sleep(PAUSE_S)
    return False


def colours_of(picture: QImage) -> int:
    """How many colours a picture has, at a fourth of its points."""
    across, down = range(0, picture.width(), _STEP_PX), range(0, picture.height(), _STEP_PX)
    return len({picture.pixel(x, y) for x in across for y in down})
