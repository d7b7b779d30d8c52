"""Alarms that call until somebody looks at them."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from pos.gui.sounds import Sounds, Tone

EVERY_MS: Final = 10_000
CALLS: Final = 3
"""So often an alarm is heard at most."""


class Alarms(QObject):
    """Keeps what nobody has looked at yet: an invoice or the networks, with the calls left."""

    def __init__(self, sounds: Sounds, every_ms: int = EVERY_MS) -> None:
        super().__init__()
        self._sounds = sounds
        self._left: dict[str, int] = {}
        self._tick = QTimer(self, interval=every_ms)
        self._tick.timeout.connect(self._call_again)

    def call(self, topic: str) -> None:
        """Something new about this must be looked at: heard now, and again until it is."""
        self._left[topic] = CALLS - 1
        self._sounds.play(Tone.ATTENTION)
        self._tick.start()

    def look_at(self, topic: str) -> None:
        """Somebody looks at it."""
        self._left.pop(topic, None)
        if not self._left:
            self._tick.stop()

    def close(self) -> None:
        """Call no more."""
        self._left.clear()
        self._tick.stop()

    def _call_again(self) -> None:
        self._sounds.play(Tone.ATTENTION)
        self._left = {topic: left - 1 for topic, left in self._left.items() if left > 1}
        if not self._left:
            self._tick.stop()
