"""Sentences of the engine's floors, known again by their pattern and said in another language.

Engine, chains and storage speak English and know nothing of languages; what they say crosses
threads and is kept in the journal as plain text. A template such as "The wallet {name} is locked"
is in the catalogue, so its sentence can be told apart and its `{values}` found again.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

_VALUE: Final = re.compile(r"\{(\w+)\}")
_DEEPEST: Final = 4
_SENTENCES: Final = frozenset(
    {"why", "words", "text", "value", "note", "payment", "told", "noes", "self", "whose", "meant"}
)
"""Gaps in which a sentence may stand; in the others stand names and figures."""

_STOP: Final = re.compile(r"[;.:] ")
_MONEY: Final = re.compile(r"[0-9]+\.[0-9]+ [A-Za-z0-9]{2,12}")

_LETTERS: Final = 4
"""So many a template needs beside its values to be told from others."""

_SHORT: Final = 10
"""With fewer letters its values are single words, or it would fit half of all sentences."""

_LONGEST: Final = 2_000
_MOST: Final = 32
"""Longer texts, and what follows so many commas, are let be: a stranger's server wrote them."""

_REMEMBERED: Final = 512


class Template:
    """One sentence with gaps."""

    def __init__(self, text: str) -> None:
        self.text = text
        parts = _VALUE.split(text)
        self._names = parts[1::2]
        self._fixed = parts[::2]
        self.weight = sum(len(part) for part in self._fixed)
        letters = sum(map(str.isalpha, "".join(self._fixed)))
        self.is_telling = not self._names or letters >= _LETTERS
        self._is_short = letters < _SHORT

    def values_in(self, said: str) -> dict[str, str] | None:
        """What stands in the gaps of a sentence; None if it is another one."""
        if not self._names:
            return {} if said == self.text else None
        if not said.startswith(self._fixed[0]) or not said.endswith(self._fixed[-1]):
            return None
        found = tuple(self._gaps(said))
        if len(found) < len(self._names):
            return None
        values = dict(zip(self._names, found, strict=True))
        return None if self._is_short and self._is_wordy(values) else values

    def _is_wordy(self, values: dict[str, str]) -> bool:
        return any(" " in value for name, value in values.items() if name not in _SENTENCES)

    def is_plain(self, values: dict[str, str]) -> bool:
        """Whether names and figures stand where they belong, and no half of a sentence."""
        return not any(
            _STOP.search(value) for name, value in values.items() if name not in _SENTENCES
        )

    def _gaps(self, said: str) -> Iterator[str]:
        """What stands between the fixed parts, each as short as can be; fewer where one lacks.

        No regular expression: with several gaps it would try every way to share a long text out.
        """
        start, end = len(self._fixed[0]), len(said) - len(self._fixed[-1])
        for part in self._fixed[1:-1]:
            at = said.find(part, start + 1, end)
            if at < 0:
                return
            yield said[start:at]
            start = at + len(part)
        if start < end:
            yield said[start:end]


class Hearsay:
    """Says again, in one language, what was said in English."""

    def __init__(self, templates: Iterable[str], say: Callable[..., str], point: str = ".") -> None:
        """`point` stands between whole units and their decimals in that language."""
        known = (Template(text) for text in templates)
        self._templates = sorted(
            (one for one in known if one.is_telling), key=lambda one: -one.weight
        )
        self._say = say
        self._point = point
        self._remembered = lru_cache(_REMEMBERED)(self._again)

    def again(self, said: str) -> str:
        """The sentence, with the sentences inside it; as it stands where nobody knows it."""
        return said if len(said) > _LONGEST else self._remembered(said, 0)

    def _again(self, said: str, depth: int) -> str:
        """One sentence, or several with commas between."""
        pieces: list[str] = []
        while said and len(pieces) < _MOST:
            known = self._known(said, depth)
            if known is not None:
                return ", ".join((*pieces, known))
            head, comma, rest = said.partition(", ")
            if not comma:
                break
            pieces.append(self._known(head, depth + 1) or head)
            said = rest
        return ", ".join((*pieces, said))

    def _known(self, said: str, depth: int) -> str | None:
        """A whole sentence in the other language, or None."""
        if depth >= _DEEPEST or not said:
            return None
        found = self._found(said)
        if found is None:
            return None
        template, values = found
        inner = {name: self._value(value, depth + 1) for name, value in values.items()}
        return self._say(template.text, **inner)

    def _value(self, value: str, depth: int) -> str:
        """What stands in a gap: money with the point of the language, else a sentence or a name."""
        if _MONEY.fullmatch(value):
            return value.replace(".", self._point)  # "1.234 BTC" would be a thousand in German
        return self._again(value, depth)

    def _found(self, said: str) -> tuple[Template, dict[str, str]] | None:
        """The most telling template that fits; one that fits oddly only if no other does."""
        odd = None
        for template in self._templates:
            values = template.values_in(said)
            if values is not None:
                if template.is_plain(values):
                    return template, values
                odd = odd or (template, values)
        return odd
