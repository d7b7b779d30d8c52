"""What a node means by an error: that it is busy, that it was asked too much, or simply no."""

import re
from typing import Any, Final

from pos.domain.errors import Trouble

_BUSY: Final = re.compile(
    r"\brate\b|rate-?limit|too many requests|request (count|limit)|requests? limit|throttl"
    r"|capacity|compute units?|\bcredits?\b|quota|per second|per day|overload|\bbusy\b"
    r"|temporarily|(http|status|code|error):? 429"
)
_BUSY_CODES: Final = frozenset({429, -32029, -32090})  # without a word of it, as some do

_TOO_MUCH: Final = re.compile(
    r"range(?! extends)|too (large|big|wide|long)|too many (blocks|logs|results)|max(imum)? results"
    r"|more than [\d,]+ (results|logs|blocks)|size exceeded|exceeds? (limit|max)|limit exceeded"
    r"|query time(d )?out"
)


ABOUT_THE_QUESTION: Final = frozenset({400, 413})
"""HTTP statuses by which providers refuse a question, such as one for too many logs."""


class RefusedByStatus(Exception):  # noqa: N818 - it carries an answer
    """A JSON-RPC error that came with such an HTTP status; `answer` has the form of any other."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__("refused by status")
        self.answer = answer


class Declined(Trouble):
    """The node understood the question and answered with an error."""

    def __init__(self, name: str, error: object) -> None:
        words, code = error, None
        if isinstance(error, dict):
            words, code = error.get("message"), error.get("code")
        super().__init__(f"{name}: the node declines: {str(words)[:200]}")
        self.words = str(words).lower()
        self.is_busy = code in _BUSY_CODES or _BUSY.search(self.words) is not None
        """It may answer the same question later, and another node may now."""

    @property
    def is_too_much(self) -> bool:
        """It might answer if asked for less at once."""
        return not self.is_busy and _TOO_MUCH.search(self.words) is not None
