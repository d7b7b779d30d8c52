"""The till's voice."""

import wave
from array import array

import pytest

from pos.gui.sounds import Sounds, Tone
from tests.gui.counter import RESOURCES, Ear
from tests.gui.tones import RATE, samples_of


@pytest.mark.parametrize("tone", Tone)
def test_the_files_are_what_their_script_makes(tone: Tone) -> None:
    with wave.open(str(RESOURCES / "sounds" / f"{tone}.wav"), "rb") as file:
        shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
        kept = array("h", file.readframes(file.getnframes()))

    made = samples_of(tone)

    assert shape == (1, 2, RATE)
    assert len(kept) == len(made)
    assert max(abs(a - b) for a, b in zip(kept, made, strict=True)) <= 1  # libraries round apart


def test_paid_is_told_in_six_tenths_of_a_second() -> None:
    assert len(samples_of(Tone.PAID)) <= 0.6 * RATE


def test_a_till_that_is_muted_plays_nothing() -> None:
    ear = Ear()
    sounds = Sounds(ear, is_on=False)

    sounds.play(Tone.PAID)
    sounds.is_on = True
    sounds.play(Tone.SEEN)

    assert ear.heard == [Tone.SEEN]


def test_no_volume_is_no_sound() -> None:
    ear = Ear()

    Sounds(ear, volume=0).play(Tone.PAID)

    assert ear.heard == []
