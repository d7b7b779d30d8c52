"""The loudspeaker never stands in the way of selling."""

import logging
import shutil
import sys
import threading
from pathlib import Path

import miniaudio
import pytest

from pos.gui.sounds import Tone
from pos.gui.speaker import Speaker
from tests.gui.counter import RESOURCES
from tests.soon import soon

SOUNDS = RESOURCES / "sounds"
ELSEWHERE = miniaudio.Backend.WASAPI if sys.platform != "win32" else miniaudio.Backend.ALSA
"""A sound system that this machine does not have."""


def is_running() -> bool:
    return any(thread.name == "speaker" for thread in threading.enumerate())


def test_sounds_are_played_in_a_thread_that_ends_with_the_till() -> None:
    speaker = Speaker(SOUNDS, backends=(miniaudio.Backend.NULL,))
    speaker.play(Tone.SEEN, 0.5)
    was_running = is_running()

    speaker.close()

    assert was_running
    assert not is_running()


def test_a_machine_without_sound_is_silent_and_says_so_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    speaker = Speaker(SOUNDS, backends=(ELSEWHERE,))

    speaker.play(Tone.PAID, 0.5)

    assert soon(lambda: "no sound" in caplog.text)
    speaker.close()


def test_a_spoilt_file_is_silent_too(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.INFO)
    shutil.copy(SOUNDS / "seen.wav", tmp_path)
    (tmp_path / "paid.wav").write_bytes(b"not a wave")
    speaker = Speaker(tmp_path, backends=(miniaudio.Backend.NULL,))

    speaker.play(Tone.PAID, 0.5)

    assert soon(lambda: "no sound" in caplog.text)
    speaker.close()


def test_a_closed_speaker_plays_nothing_more() -> None:
    speaker = Speaker(SOUNDS, backends=(miniaudio.Backend.NULL,))
    speaker.close()

    speaker.play(Tone.PAID, 0.5)

    assert not is_running()
