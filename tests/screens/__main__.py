"""Paints every pane in its main states, offscreen, into PNG files.

Argument 1 is the folder; argument 2, if given, is a part of the names of the scenes wanted;
`--language de` (or `pseudo`, which is long and runs from the right) says what the window speaks.
Those that README and the guide show are put into `help/`, too, made small: they belong into
`resources/help/LANGUAGE`.
"""

import os
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "UTC"

from PIL import Image
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from pos.app.settings import WindowSettings
from pos.app.speech import Speech
from tests.gui.counter import Finger, dressed, theme_of
from tests.screens.scenes import Scene, scenes
from tests.words.pseudo import LANGUAGE, write_pseudo

GUIDE_SHOWS = {
    "pay-waiting-1280x800": "pay",
    "setup-address-1280x800": "setup",
    "office-back-coins-1280x800": "office",
    "office-back-backups-1280x800": "backups",
    "office-back-connect-1280x800": "connect",
    "orders-1280x800": "orders",
}
"""Scenes that the guide shows: `help/pay.png` among the painted ones, to be put in its folder."""


def paint(
    app: QApplication, loop: QEventLoop, scene: Scene, size: tuple[int, int], out: Path
) -> None:
    """Play one scene at one size and keep the picture."""
    theme = dressed(app, theme_of(is_dark=scene.is_dark, percent=scene.percent))
    finger = Finger(loop, scene.shop(), theme)
    finger.open(*size)
    scene.play(finger)
    picture = finger.window.grab()
    in_front = app.activeModalWidget()
    for dialog in sorted(app.topLevelWidgets(), key=lambda each: each is in_front):
        if dialog is not finger.window and dialog.isVisible() and dialog.isWindow():
            _lay(picture, dialog.grab())
    file = out / f"{scene.name}-{size[0]}x{size[1]}.png"
    picture.save(str(file))
    if file.stem in GUIDE_SHOWS:
        (out / "help").mkdir(exist_ok=True)
        _shrink(file, out / "help" / f"{GUIDE_SHOWS[file.stem]}.png")
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


def speak(app: QApplication, language: str) -> None:
    """Let the window speak this."""
    if language != "pseudo":
        Speech(app).follow(WindowSettings(language=language))
        return
    with TemporaryDirectory() as folder:
        write_pseudo(Path(folder))
        Speech(app, Path(folder)).follow(WindowSettings(language=LANGUAGE))


def main(out: Path, wanted: str = "", language: str = "en") -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    speak(app, language)
    loop = QEventLoop(app)
    for scene in scenes():
        if wanted not in scene.name:
            continue
        for size in scene.sizes:
            paint(app, loop, scene, size, out)
        print(scene.name, flush=True)
    loop.close()


if __name__ == "__main__":
    asked = ArgumentParser()
    asked.add_argument("out", type=Path)
    asked.add_argument("wanted", nargs="?", default="")
    asked.add_argument("--language", default="en")
    main(**vars(asked.parse_args()))
