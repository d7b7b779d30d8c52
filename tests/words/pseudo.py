"""A language that nobody speaks: every text is longer by about 40 %, and written from the right.

It shows what was not translated (plain English stands out) and what has no room.
"""

import re
from pathlib import Path
from typing import Final

from tests.words.catalogue import Message, written
from tests.words.found import texts

LANGUAGE: Final = "ar"
"""It borrows the direction, the figures and the six plural forms of this one."""

_MARK: Final = "\u200f"
_GAP: Final = re.compile(r"(\{\w+\})")
_VOWEL: Final = re.compile(r"([aeiou])", re.IGNORECASE)
_FORMS: Final = 6


def stretched(text: str) -> str:
    """The text, longer and from the right, its `{gaps}` untouched."""
    parts = _GAP.split(text.rpartition("|")[2])
    return _MARK + "".join(
        part if _GAP.fullmatch(part) else _VOWEL.sub(r"\1\1", part) for part in parts
    )


def write_pseudo(folder: Path) -> None:
    """Put its catalogue there."""
    catalogue = {
        context: {
            text: Message(
                source=text,
                forms=(stretched(text),) * (_FORMS if is_plural else 1),
                is_plural=is_plural,
            )
            for text, is_plural in known.items()
        }
        for context, known in texts().items()
    }
    path = folder / f"{LANGUAGE}.ts"
    path.write_text(written(catalogue, LANGUAGE), encoding="utf-8")
