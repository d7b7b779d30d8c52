"""The loudspeaker: plays wave files in a thread of its own, or nothing where there is none."""

import logging
import threading
import time
import wave
from array import array
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import miniaudio

from pos.gui.sounds import Tone

log = logging.getLogger(__name__)

_TONES: Final = list(Tone)
SAMPLE_BYTES: Final = 2

FADE_S: Final = 0.25
"""How long a device may still hold sound that was handed over."""

RETRY_S: Final = 60
"""A machine without a device is asked again after this long: one may be plugged in."""

END_S: Final = 2
"""How long the program's end may wait for a device that hangs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wave:
    """One channel of samples, two bytes each, at `rate` samples a second."""

    rate: int
    samples: bytes


class Speaker:
    """Plays the files `seen.wav`, `paid.wav` and so on of a folder, one after the other.

    Of the sounds that wait only the most urgent one is kept. A device is opened for each sound
    and given back after it, so that none is held for the whole day.
    """

    def __init__(self, folder: Path, backends: Sequence[miniaudio.Backend] = ()) -> None:
        """`backends` are the sound systems to try; none means those of this machine."""
        self._folder = folder
        self._backends = list(backends)
        self._next: tuple[Tone, float] | None = None
        self._over = threading.Event()
        self._played = threading.Event()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._deaf_until = 0.0

    def play(self, tone: Tone, volume: float) -> None:
        """Let this be heard soon; never waits."""
        with self._changed:
            if self._over.is_set():
                return
            if self._next is None or _TONES.index(tone) >= _TONES.index(self._next[0]):
                self._next = (tone, volume)
            if self._thread is None:
                # a daemon: a sound system that hangs must not keep the program from ending
                self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Fall silent at once, and end the thread."""
        with self._changed:
            self._over.set()
            self._played.set()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(END_S)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._over.is_set() or self._next is not None)
                if self._over.is_set() or self._next is None:
                    return
                tone, volume = self._next
                self._next = None
                self._played = threading.Event()
            self._sound(tone, volume)

    def _sound(self, tone: Tone, volume: float) -> None:
        if time.monotonic() < self._deaf_until:
            return
        try:
            heard = _loaded(self._folder / f"{tone}.wav", volume)
            self._hand_over(heard)
        except (miniaudio.MiniaudioError, OSError, EOFError, wave.Error) as why:
            self._deaf_until = time.monotonic() + RETRY_S
            log.info("no sound: %s", why)

    def _hand_over(self, heard: _Wave) -> None:
        """Give all samples to the device and wait until they were played, or the program ends."""
        source = _fed(heard.samples, self._played)
        next(source)
        with miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=heard.rate,
            buffersize_msec=50,
            backends=self._backends,
            app_name="Florin",
        ) as device:
            device.start(source)
            self._played.wait(len(heard.samples) / SAMPLE_BYTES / heard.rate + 1)
            self._over.wait(FADE_S)


def _fed(samples: bytes, played: threading.Event) -> Generator[bytes, int, None]:
    """Hands out as many samples as the device asks for."""
    at = 0
    wanted = yield b""
    while at < len(samples):
        part = samples[at : at + wanted * SAMPLE_BYTES]
        at += len(part)
        wanted = yield part
    played.set()


def _loaded(file: Path, volume: float) -> _Wave:
    """A wave file, as loud as wanted. Raises wave.Error for another kind of file."""
    with wave.open(str(file), "rb") as read:
        if (read.getnchannels(), read.getsampwidth()) != (1, SAMPLE_BYTES):
            raise wave.Error(f"{file.name} is not one channel of 16 bits")
        samples = array("h", read.readframes(read.getnframes()))
        softened = array("h", (int(sample * volume) for sample in samples))
        return _Wave(rate=read.getframerate(), samples=softened.tobytes())
