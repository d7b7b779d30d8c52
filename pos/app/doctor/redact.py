"""Texts without anything that names a wallet, a customer, a shop, a person or a secret.

What is taken out gets a name of its own, the same wherever it stands in one support file, so that
one payment can still be followed through a log. The names cannot be turned back.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Final

SHORTEST: Final = 4
"""What is shorter says nothing alone, and would be found inside of everything."""

LONG: Final = 12
"""What is so long is found inside of other texts, too."""

_OURS: Final = frozenset({"florin", "till"})
"""Names that many people choose, and that stand in every line."""

_KEPT_TEXTS: Final = frozenset(
    {
        "currency",
        "mode",
        "wallet",
        "script",
        "to_sender",
        "expire_date",
        "coin",
        "chain",
        "up_to",
        "confirmations",
        "tolerance",
        "daily_limit",
        "language",
        "region",
        "poll_s",
    }
)
"""The settings whose text is no secret and names nobody; numbers and switches are kept as well."""

_DATE: Final = r"\d{4}-\d\d-\d\dT?"
_URL: Final = re.compile(r"\b([a-z][a-z0-9+.-]{1,11})://[^\s\"'<>\\]+", re.IGNORECASE)
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_NET: Final = re.compile(r"\b(?!127\.0\.0\.1\b)(?!0\.0\.0\.0\b)(?:\d{1,3}\.){3}\d{1,3}\b")
_LONG: Final = re.compile(
    rf"(?<![\w+-])(?!{_DATE})(?=[\w+-]*\d)(?=[\w+-]*[A-Za-z])[\w+-]{{12,}}={{0,2}}"
)
_DIGITS: Final = re.compile(r"(?<![\w.])\d{12,}(?![\w.])")
_HOST: Final = re.compile(r"\b(host|server|peer)=([^\s]+)")


class Redaction:
    """Takes secrets out of texts. One for each support file: its names are made for it alone."""

    def __init__(self, known: Iterable[str] = (), home: PurePath | None = None) -> None:
        """`known` are texts that must not be seen however they look, such as those of a config."""
        self._key = secrets.token_bytes(32)
        lengthy = {text for text in known if len(text) >= SHORTEST and text not in _OURS}
        self._known = sorted(lengthy, key=len, reverse=True)  # a part must not spoil the whole
        self._homes = [] if home is None else _spellings(home)

    def text(self, text: str) -> str:
        """The text with a name in the place of everything that must not be seen."""
        for home in self._homes:
            text = text.replace(home, "~")
        for known in self._known:
            text = _alone(known).sub(self.name(known), text)
        text = _URL.sub(lambda found: f"{found[1]}://{self.name(found[0])}", text)
        text = _MAIL.sub(lambda found: self.name(found[0]), text)
        text = _HOST.sub(lambda found: f"{found[1]}={self.name(found[2])}", text)
        text = _NET.sub(lambda found: self.name(found[0]), text)
        text = _LONG.sub(lambda found: self.name(found[0]), text)
        return _DIGITS.sub(lambda found: self.name(found[0]), text)

    def name(self, secret: str) -> str:
        """What stands for a secret; alike for alike ones."""
        digest = hmac.new(self._key, secret.encode(), hashlib.sha256).hexdigest()
        return f"[#{digest[:6]}]"

    def table(self, table: Mapping[str, object]) -> dict[str, object]:
        """A config with its numbers and switches, and names for all texts that are not harmless."""
        return {key: self._value(key, value) for key, value in table.items()}

    def _value(self, key: str, value: object) -> object:
        if isinstance(value, Mapping):
            return self.table(value)
        if isinstance(value, list):
            return [self._value(key, each) for each in value]
        if not isinstance(value, str):
            return value
        if key in _KEPT_TEXTS or _is_figure(value):
            return value
        return self.name(value) if value else ""


def _spellings(home: PurePath) -> list[str]:
    """A folder as texts have it: Windows' backslashes are doubled wherever a text is quoted."""
    plain = str(home)
    found = dict.fromkeys((plain.replace("\\", "\\\\"), plain, home.as_posix()))
    return [text for text in found if len(text) > 1]


def _alone(known: str) -> re.Pattern[str]:
    """A long text wherever it stands; a short one not inside of other words."""
    if len(known) >= LONG:
        return re.compile(re.escape(known))
    return re.compile(rf"(?<!\w){re.escape(known)}(?!\w)")


def texts_of(value: object) -> Iterator[str]:
    """Every text of a config that `Redaction.table` takes out, and what stands inside of it."""
    yield from _texts("", value)


def _texts(key: str, value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for inner, each in value.items():
            yield from _texts(inner, each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(key, each)
    elif isinstance(value, str) and key not in _KEPT_TEXTS:
        yield from _parts(value)


def _parts(value: str) -> Iterator[str]:
    """A value that must not be seen; of an address also the host, user and password in it."""
    if _is_figure(value):
        return
    yield value
    _, mark, rest = value.partition("://")
    if mark:
        place = re.split(r"[/?#]", rest)[0]
        login, _, host = place.rpartition("@")
        for each in (host, host.rpartition(":")[0], *login.split(":")):
            if each and not each.startswith(("127.", "localhost", "[::1]")):
                yield each


def _is_figure(text: str) -> bool:
    return re.fullmatch(r"[0-9.]{1,10}", text) is not None
