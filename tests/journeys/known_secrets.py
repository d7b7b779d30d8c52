"""Looking for secrets in whatever leaves the shop, in every shape they are likely to have."""

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, quote_plus

_FEW_WORDS: Final = 4
"""So many words of a seed in a row are no accident."""

_SHORT: Final = 10
"""What is shorter and all digits stands in other figures by accident: only alone it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A text that nobody else may see; `may_go` are the places it is meant for."""

    name: str
    text: str
    may_go: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        assert self.text, f"{self.name} was not made"


def leaks(secrets: Iterable[Secret], places: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Where something stands that must not: (name of the secret, name of the place)."""
    return [
        (secret.name, place)
        for secret in secrets
        for place, content in places.items()
        if place not in secret.may_go and any(form.search(content) for form in _forms(secret.text))
    ]


def _forms(text: str) -> Iterator[re.Pattern[bytes]]:
    if text.isdigit() and len(text) < _SHORT:
        yield re.compile(rf"(?<![\w.:-]){text}(?![\w.:-])".encode())
        return
    raw = text.encode()
    shapes = {text, quote(text), quote(text, safe=""), quote_plus(text), json.dumps(text)[1:-1]}
    shapes |= {raw.hex(), base64.b64encode(raw).decode().rstrip("=")}
    words = text.split()
    if len(words) > _FEW_WORDS:
        runs = range(len(words) - _FEW_WORDS + 1)
        shapes |= {" ".join(words[start : start + _FEW_WORDS]) for start in runs}
    for shape in shapes:
        yield re.compile(re.escape(shape.encode()), re.IGNORECASE)
