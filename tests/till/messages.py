"""Every sentence that a customer may read, found in the source as translators' tools do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.extract import extract_from_dir

from pos.resources import resource

_WORDS: Final = {"_": None, "say": None}


def spoken() -> frozenset[str]:
    """All source sentences of the pages and of what stands behind them."""
    return frozenset(_python()) | frozenset(_templates())


def _python() -> Iterator[str]:
    folder = Path(__file__).parents[2] / "pos"
    found = extract_from_dir(folder, [("**.py", "python")], keywords=_WORDS)
    yield from (str(message) for _, _, message, _, _ in found)


def _templates() -> Iterator[str]:
    folder = resource("checkout")
    found = extract_from_dir(folder, [("**.html", "jinja2")], keywords=_WORDS)
    yield from (str(message) for _, _, message, _, _ in found)
