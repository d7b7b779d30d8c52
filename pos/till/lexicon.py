"""Catalogues of translations in Qt Linguist's format, read at start: there is nothing to compile.

A catalogue has a context for each kind of reader: "customer" for the pages, "window" for the till's
own people, and "told" for what the engine's floors say, which both may meet.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

CUSTOMER: Final = "customer"
WINDOW: Final = "window"
TOLD: Final = "told"

Forms = tuple[str, ...]
"""A text's translations: one, or one for each plural form of the language."""

Lexicon = Mapping[str, Mapping[str, Forms]]
"""By context and source text. What is not translated yet is not in it."""


SOURCE: Final = "en"
"""The language that stands in the code."""


def languages(folder: Path) -> tuple[str, ...]:
    """What can be spoken: the source, and each catalogue of the folder."""
    return SOURCE, *sorted(path.stem for path in folder.glob("*.ts"))


def read_lexicon(path: Path) -> Lexicon:
    """All finished translations of a `.ts` file."""
    root = ET.parse(path).getroot()  # noqa: S314 - a file of ours, not of a stranger
    return {
        context.findtext("name", ""): dict(_read(message) for message in _finished(context))
        for context in root.iter("context")
    }


def _finished(context: ET.Element) -> list[ET.Element]:
    found = []
    for message in context.iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None:
            found.append(message)
    return found


def _read(message: ET.Element) -> tuple[str, Forms]:
    forms = tuple(form.text or "" for form in message.iter("numerusform"))
    return message.findtext("source", ""), forms or (message.findtext("translation", ""),)
