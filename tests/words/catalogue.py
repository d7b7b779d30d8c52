"""A catalogue of Qt Linguist, brought up to date with the source as `lupdate` does for C++."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from babel import Locale

from pos.till.tongue import plural_forms
from tests.words.found import Texts

_QUOTES: Final = {"'": "&apos;", '"': "&quot;"}
_GAP: Final = re.compile(r"\{\w+\}")
_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One text with its translations: one, or one for each plural form; empty ones are missing."""

    source: str
    forms: tuple[str, ...]
    is_plural: bool = False
    is_finished: bool = True


Catalogue = dict[str, dict[str, Message]]
"""Messages by context and source."""


def read(path: Path) -> Catalogue:
    """What a file holds, unfinished messages, too; nothing if there is no file yet."""
    if not path.exists():
        return {}
    root = ET.parse(path).getroot()  # noqa: S314 - a file of ours
    return {
        context.findtext("name", ""): {
            message.source: message for message in map(_message, context.iter("message"))
        }
        for context in root.iter("context")
    }


def updated(before: Catalogue, found: dict[str, Texts], language: str) -> Catalogue:
    """The texts there are now, with the translations there were; dead ones are left out.

    A text whose gaps only have other names keeps its translation.
    """
    many = len(plural_forms(Locale.parse(language)))
    now: Catalogue = {}
    for context, texts in found.items():
        known = before.get(context, {})
        dead = {_shape(text): known[text] for text in known if text not in texts}
        now[context] = {
            text: _kept(
                known.get(text) or _renamed(dead.get(_shape(text)), text),
                text,
                many if is_plural else 0,
            )
            for text, is_plural in texts.items()
        }
    return now


def _shape(text: str) -> str:
    return _GAP.sub("{}", text)


def _renamed(dead: Message | None, text: str) -> Message | None:
    """The translation of a text that is the same but for the names of its gaps."""
    if dead is None:
        return None
    names = dict(zip(_GAP.findall(dead.source), _GAP.findall(text), strict=True))
    forms = tuple(_GAP.sub(lambda gap: names.get(gap[0], gap[0]), form) for form in dead.forms)
    return replace(dead, source=text, forms=forms)


def written(catalogue: Catalogue, language: str) -> str:
    """The file as Qt Linguist writes it."""
    lines = [f'{_HEAD}<TS version="2.1" language="{language}" sourcelanguage="en">']
    for context, messages in catalogue.items():
        lines += ["<context>", f"    <name>{context}</name>"]
        for message in messages.values():
            lines += _lines(message)
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _message(element: ET.Element) -> Message:
    translation = element.find("translation")
    assert translation is not None
    forms = tuple(form.text or "" for form in translation.iter("numerusform"))
    return Message(
        source=element.findtext("source", ""),
        forms=forms or (translation.text or "",),
        is_plural=element.get("numerus") == "yes",
        is_finished=translation.get("type") is None,
    )


def _kept(known: Message | None, text: str, plural: int) -> Message:
    if known is not None and known.is_plural == bool(plural):
        return known
    empty = ("",) * max(1, plural)
    return Message(source=text, forms=empty, is_plural=bool(plural), is_finished=False)


def _lines(message: Message) -> Iterator[str]:
    open_ = "<translation>" if message.is_finished else '<translation type="unfinished">'
    yield '    <message numerus="yes">' if message.is_plural else "    <message>"
    yield f"        <source>{escape(message.source, _QUOTES)}</source>"
    if message.is_plural:
        yield f"        {open_}"
        for form in message.forms:
            yield f"            <numerusform>{escape(form, _QUOTES)}</numerusform>"
        yield "        </translation>"
    else:
        yield f"        {open_}{escape(message.forms[0], _QUOTES)}</translation>"
    yield "    </message>"
