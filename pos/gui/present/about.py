"""What is shown of the program itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from pos.gui.present.words import say
from pos.gui.program import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of it: the lines of its versions, and a newer version if there is one."""

    lines: Sequence[str] = ()
    newer: Published | None = None


def newer_words(newer: Published | None) -> str:
    """That there is a newer version; "" if none is known."""
    if newer is None:
        return ""
    return say("Florin {version} came out on {date}.", version=newer.version, date=newer.date)


def newer_advice(newer: Published) -> str:
    """What to do about it, and what is new in it."""
    advice = say(
        "Download it where you got this one, and compare its checksum. Nothing is installed by"
        " itself."
    )
    return f"{newer.notes}\n{advice}" if newer.notes else advice
