"""Paints every pane in its main states, offscreen, into PNG files.

Argument 1 is the folder; argument 2, if given, is a part of the names of the scenes wanted.
`pay.png` among them is the picture of the README (`resources/help/pay.png`), made small.
"""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "UTC"

from PIL import Image
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tests.gui.counter import Finger, dressed, theme_of
from tests.screens.scenes import Scene, scenes

README_SHOWS = "pay-waiting-1280x800.png"


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
    file = out / f"{scene.name}-{size[0]}x{size[1]}.png"
    picture.save(str(file))
    if file.name == README_SHOWS:
        _shrink(file, out / "pay.png")
    for dialog in app.topLevelWidgets():
        if dialog is not finger.window:
            dialog.close()
    finger.close()


def _shrink(file: Path, to: Path) -> None:
    """A flat picture needs no more than a palette: a third of the bytes."""
    with Image.open(file) as whole:
        whole.convert("RGB").quantize(128).save(to, optimize=True)


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
