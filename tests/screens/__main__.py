"""Paints every pane in its main states, offscreen, into PNG files.

Argument 1 is the folder; argument 2, if given, is a part of the names of the scenes wanted.
"""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "UTC"

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tests.gui.counter import Finger, dressed, theme_of
from tests.screens.scenes import Scene, scenes


def paint(
    app: QApplication, loop: QEventLoop, scene: Scene, size: tuple[int, int], out: Path
) -> None:
    """Play one scene at one size and keep the picture."""
    theme = dressed(app, theme_of(is_dark=scene.is_dark, percent=scene.percent))
    finger = Finger(loop, scene.shop(), theme)
    finger.open(*size)
    scene.play(finger)
    picture = finger.window.grab()
    for dialog in app.topLevelWidgets():
        if dialog is not finger.window and dialog.isVisible() and dialog.isWindow():
            _lay(picture, dialog.grab())
    picture.save(str(out / f"{scene.name}-{size[0]}x{size[1]}.png"))
    for dialog in app.topLevelWidgets():
        if dialog is not finger.window:
            dialog.close()
    finger.close()


def _lay(picture: QPixmap, above: QPixmap) -> None:
    """Offscreen windows have no place of their own: a dialog stands in the middle."""
    painter = QPainter(picture)
    painter.drawPixmap(
        (picture.width() - above.width()) // 2, (picture.height() - above.height()) // 2, above
    )
    painter.end()


def main(out: Path, wanted: str = "") -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    loop = QEventLoop(app)
    for scene in scenes():
        if wanted not in scene.name:
            continue
        for size in scene.sizes:
            paint(app, loop, scene, size, out)
        print(scene.name, flush=True)
    loop.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
