"""The real window on a real X display, used with keys, a mouse and eyes."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import zxingcpp
from PIL import Image

from tests import child
from tests.journeys.hands import Hands

PATIENCE_S: Final = 30.0
PICTURES: Final = Path("build/journeys")


@dataclass
class TillWindow:
    """One run of `florin` in a window; `words` are its arguments."""

    hands: Hands
    scratch: Path
    words: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    first: str = "sell.search"
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Open it and wait until its first control is there."""
        self._note.unlink(missing_ok=True)
        self._process = child.start(
            [sys.executable, "-m", "tests.journeys.watched_window", self._note, *self.words],
            log=self.scratch / "window.log",
            env={
                **os.environ,
                "DISPLAY": self.hands.display,
                "QT_QPA_PLATFORM": "xcb",
                **self.environment,
            },
        )
        self.wait_for(self.first)

    def stop(self) -> int:
        """Ask it to end in order; the answer is its exit code."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait(PATIENCE_S)
        return self._process.returncode

    def kill(self) -> None:
        """Pull the plug."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def click(self, name: str) -> None:
        """Press a control with the mouse, once it is there and works."""
        there = self.wait_for(name)
        self.hands.click(int(there["x"]), int(there["y"]))

    def wait_for(self, name: str, text: str = "") -> dict[str, Any]:
        """Wait until a control is visible, works, and says this; the answer is its note."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            there = self._read().get(name)
            if there and there["enabled"] and text in f"{there['text']} {there['name']}":
                return there
            assert time.monotonic() < deadline, f"{name} “{text}” did not come: {there}"
            time.sleep(0.05)

    def look(self, picture: str) -> Path:
        """Keep what is on the screen."""
        return self.hands.picture(PICTURES / f"{picture}.png")

    def scan(self, picture: str) -> str:
        """What a customer's phone reads from the QR code on the screen."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            with Image.open(self.look(picture)) as seen:
                found = zxingcpp.read_barcodes(seen.convert("L"))
            if found:
                return str(found[0].text)
            assert time.monotonic() < deadline, "no QR code could be read from the screen"
            time.sleep(0.1)

    @property
    def _note(self) -> Path:
        return self.scratch / "controls.json"

    def _read(self) -> dict[str, dict[str, Any]]:
        assert self._process is not None
        if self._process.poll() is not None:
            raise AssertionError((self.scratch / "window.log").read_text(errors="replace"))
        try:
            note: dict[str, dict[str, Any]] = json.loads(self._note.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return note
