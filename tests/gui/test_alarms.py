"""Alarms call until they are looked at, and not for ever."""

import pytest
from pytestqt.qtbot import QtBot

from pos.gui.alarms import Alarms
from pos.gui.sounds import Sounds, Tone
from tests.gui.counter import Ear

QUICKLY_MS = 10


@pytest.fixture
def ear() -> Ear:
    return Ear()


def wait_as_long_again(qtbot: QtBot) -> None:
    """Until another alarm has called three times, in which any other would have called too."""
    other = Ear()
    witness = Alarms(Sounds(other), QUICKLY_MS)
    witness.call("witness")
    qtbot.waitUntil(lambda: len(other.heard) == 3)


def test_an_alarm_is_heard_three_times_and_then_no_more(qtbot: QtBot, ear: Ear) -> None:
    alarms = Alarms(Sounds(ear), QUICKLY_MS)

    alarms.call("one")
    qtbot.waitUntil(lambda: len(ear.heard) == 3)
    wait_as_long_again(qtbot)

    assert ear.heard == [Tone.ATTENTION] * 3


def test_an_alarm_that_was_looked_at_is_heard_no_more(qtbot: QtBot, ear: Ear) -> None:
    alarms = Alarms(Sounds(ear), QUICKLY_MS)
    alarms.call("one")

    alarms.look_at("one")
    wait_as_long_again(qtbot)

    assert ear.heard == [Tone.ATTENTION]


def test_looking_at_one_alarm_leaves_the_other_calling(qtbot: QtBot, ear: Ear) -> None:
    alarms = Alarms(Sounds(ear), QUICKLY_MS)
    alarms.call("one")
    alarms.call("other")

    alarms.look_at("one")

    qtbot.waitUntil(lambda: len(ear.heard) == 4)
    alarms.close()


def test_many_alarms_at_once_each_keep_their_calls(qtbot: QtBot, ear: Ear) -> None:
    alarms = Alarms(Sounds(ear), QUICKLY_MS)

    for topic in ("one", "two", "three", "four"):
        alarms.call(topic)

    qtbot.waitUntil(lambda: len(ear.heard) == 6)  # four at once, then all of them twice more
    alarms.close()
