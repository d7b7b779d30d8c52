"""Makes the till's sounds: `python -m tests.gui.tones resources/sounds` writes the wave files.

Each is a row of notes with soft edges, so that nothing clicks; pure sums, the same everywhere.
"""

import math
import sys
import wave
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos.gui.sounds import Tone

RATE: Final = 22_050
EDGE_S: Final = 0.012


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note of so many hertz, so long, so loud (1 is all there is), then so much silence."""

    hz: float
    s: float
    loud: float
    rest_s: float = 0.0


A5, E6, A6 = 880.0, 1318.51, 1760.0
NOTES: Final = {
    Tone.SEEN: (Note(hz=A5, s=0.28, loud=0.45),),
    Tone.PAID: (Note(hz=A5, s=0.20, loud=0.7, rest_s=0.02), Note(hz=E6, s=0.36, loud=0.7)),
    Tone.ATTENTION: (Note(hz=A6, s=0.14, loud=0.9, rest_s=0.09),) * 3,
}


def samples_of(tone: Tone) -> list[int]:
    """A sound as 16-bit samples."""
    made: list[int] = []
    for note in NOTES[tone]:
        made.extend(_sounding(note))
        made.extend([0] * round(note.rest_s * RATE))
    return made


def _sounding(note: Note) -> Iterable[int]:
    """The note with one overtone; it begins fast and dies away."""
    count = round(note.s * RATE)
    for at in range(count):
        t = at / RATE
        edge = min(1.0, t / EDGE_S, (note.s - t) / EDGE_S)
        dying = math.exp(-3 * t / note.s)
        turn = 2 * math.pi * note.hz * t
        height = 0.8 * math.sin(turn) + 0.2 * math.sin(2 * turn)
        yield round(32_767 * note.loud * edge * dying * height)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for tone in Tone:
        with wave.open(str(folder / f"{tone}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(array("h", samples_of(tone)).tobytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
