"""An X display of our own, with a window keeper, a person's hands, and eyes that read QR codes."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SIZE: Final = (1280, 800)
PATIENCE_S: Final = 30.0

_PICTURE: Final = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["picture", "-platform", "xcb"])
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


@dataclass(frozen=True, slots=True)
class Screen:
    """A running display; `name` is what DISPLAY must be."""

    name: str

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by their X names: `F9`, `Return`."""
        self._do("key", "--delay", "30", *keys)

    def write(self, text: str) -> None:
        """Type a text into whatever has the focus."""
        self._do("type", "--delay", "30", text)

    def wait_for_window(self, title: str) -> None:
        """Wait until a window whose title matches is there."""
        self._do("search", "--sync", "--onlyvisible", "--name", title)

    def picture(self, to: Path) -> Path:
        """Keep what is on the screen as a PNG; returns where."""
        to.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-c", _PICTURE, to],
            env={**os.environ, "DISPLAY": self.name},
            check=True,
            capture_output=True,
        )
        return to

    def scan(self, to: Path) -> str | None:
        """What a customer's phone reads of a QR code on the screen, if there is one."""
        import zxingcpp
        from PySide6.QtGui import QImage

        seen = QImage(str(self.picture(to))).convertToFormat(QImage.Format.Format_Grayscale8)
        rows, stride = seen.height(), seen.bytesPerLine()
        pixels = memoryview(bytes(seen.constBits())).cast("B", (rows, stride))
        found = zxingcpp.read_barcodes(pixels)
        return str(found[0].text) if found else None

    def _do(self, *words: str) -> None:
        subprocess.run(
            ["xdotool", *words], env={**os.environ, "DISPLAY": self.name}, check=True,
            capture_output=True, timeout=PATIENCE_S,
        )  # fmt: skip


@contextmanager
def display() -> Iterator[Screen]:
    """Start a display nobody else uses, and end it."""
    read, write = os.pipe()
    width, height = SIZE
    words = ["-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-ac"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), *words], pass_fds=(write,), stderr=subprocess.DEVNULL
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            raise SystemExit("Xvfb did not start")
        with _kept(f":{number}"):
            yield Screen(f":{number}")
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _kept(name: str) -> Iterator[None]:
    keeper = subprocess.Popen(
        ["matchbox-window-manager", "-use_titlebar", "no"],
        env={**os.environ, "DISPLAY": name},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(0.5)  # it tells nobody when it is there
    try:
        yield
    finally:
        keeper.terminate()
        keeper.wait()
