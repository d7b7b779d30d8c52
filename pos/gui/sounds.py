"""What the till says by ear: three sounds, never alone, that can be turned off."""

from enum import StrEnum
from typing import Final, Protocol

VOLUME: Final = 0.7


class Tone(StrEnum):
    """One sound each; the more urgent one comes later in this list."""

    SEEN = "seen"
    """A payment was seen: one soft note."""
    PAID = "paid"
    """It is paid: two rising notes."""
    ATTENTION = "attention"
    """Somebody must look: three pulses."""


class Player(Protocol):
    """What makes sounds audible. Nothing of it may wait or raise: a till sells without sound."""

    def play(self, tone: Tone, volume: float) -> None:
        """Begin a sound; `volume` is from 0 to 1."""

    def close(self) -> None:
        """Make no sound any more."""


class Sounds:
    """The till's voice; `is_on` may be changed at any time, `volume` is from 0 to 1."""

    def __init__(self, player: Player, *, is_on: bool = True, volume: float = VOLUME) -> None:
        self._player = player
        self._volume = max(0.0, min(1.0, volume))
        self.is_on = is_on

    def play(self, tone: Tone) -> None:
        """Let this be heard, if sound is on."""
        if self.is_on and self._volume:
            self._player.play(tone, self._volume)

    def set_volume(self, volume: float) -> None:
        """How loudly it plays from now on, from 0 to 1."""
        self._volume = max(0.0, min(1.0, volume))

    def close(self) -> None:
        """Make no sound any more."""
        self.is_on = False
        self._player.close()
