"""A cashier's hands and eyes on an X display: real keys, a real mouse, pictures of it."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import ImageGrab

from tests.journeys.needs import program

WAIT_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class Hands:
    """What a person can do at a display; `display` is its name, such as `:99`.

    A program started for it needs DISPLAY set to that name and QT_QPA_PLATFORM set to xcb.
    """

    display: str

    def key(self, *keys: str) -> None:
        """Press keys one after the other, by their X names: `F9`, `Return`, `ctrl+z`."""
        self._do("key", "--delay", "20", *keys)

    def write(self, text: str) -> None:
        """Type a text into whatever has the focus."""
        self._do("type", "--delay", "20", text)

    def click(self, x: int, y: int) -> None:
        """Move the mouse there and press its left button."""
        self._do("mousemove", "--sync", str(x), str(y), "click", "1")

    def wait_for_window(self, title: str) -> None:
        """Wait until a window whose title matches is on the screen, and give it the focus."""
        self._do("search", "--sync", "--onlyvisible", "--name", title, "windowfocus", "--sync")

    def picture(self, to: Path) -> Path:
        """Keep what is on the screen as a PNG; returns where."""
        to.parent.mkdir(parents=True, exist_ok=True)
        ImageGrab.grab(xdisplay=self.display).save(to)
        return to

    def _do(self, *words: str) -> None:
        subprocess.run(
            [program("xdotool"), *words],
            env={"DISPLAY": self.display},
            check=True,
            capture_output=True,
            timeout=WAIT_S,
        )
