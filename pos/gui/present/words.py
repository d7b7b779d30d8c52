"""What the window says, in the language it was opened in: one current tongue for all panes.

English stands in the code and costs nothing. `say` and `count` are called when a text is shown, not
when a module is loaded; a text that stands in a table is marked with `later` and said from there.
`again` says what the engine's floors said in English. `python -m tests.words` finds every text by
these names and keeps the catalogues complete.
"""

from typing import Protocol


class Tongue(Protocol):
    """One language with the figures of one region; `pos.till.tongue.Tongue` fits by its shape."""

    @property
    def tag(self) -> str:
        """Its name, such as "de"."""

    @property
    def direction(self) -> str:
        """Which way it is read: "ltr" or "rtl"."""

    @property
    def point(self) -> str:
        """What stands between whole units and their decimals."""

    def say(self, text: str, /, **values: object) -> str:
        """A text with its `{values}` filled in."""

    def count(self, text: str, n: int, /, **values: object) -> str:
        """A text that depends on a number."""

    def again(self, said: str) -> str:
        """A sentence of the engine's floors."""

    def clock(self, at: int) -> str:
        """The time of day."""

    def day(self, at: int) -> str:
        """Day of the month and time of day."""

    def stamp(self, at: int) -> str:
        """Day and time to the second."""


class _Now:
    """The tongue in use; None is English as it stands in the code."""

    tongue: Tongue | None = None


def use(tongue: Tongue | None) -> None:
    """Speak this language from now on; None is English as it stands in the code."""
    _Now.tongue = tongue


def tongue() -> Tongue | None:
    """The language in use; None is English as it stands in the code."""
    return _Now.tongue


def say(text: str, /, **values: object) -> str:
    """A text of the window with its `{values}` filled in, as "Paid {price}" with price="CHF 4"."""
    if _Now.tongue is not None:
        return _Now.tongue.say(text, **values)
    return text.format_map(values)


def count(text: str, n: int, /, **values: object) -> str:
    """A text that depends on a number, such as "{n} payment|{n} payments".

    English gives its two forms with a bar between; other languages have as many as they need.
    """
    if _Now.tongue is not None:
        return _Now.tongue.count(text, n, **values)
    one, _, many = text.partition("|")
    return (one if n == 1 or not many else many).format_map({"n": n, **values})


def again(said: str, /) -> str:
    """What an engine's floor said in English: why something was refused, a line of the journal."""
    return said if _Now.tongue is None else _Now.tongue.again(said)


def in_sentence(text: str, /) -> str:
    """A text as it stands inside of a sentence: English begins it small, others leave it."""
    return text[:1].lower() + text[1:] if _Now.tongue is None else text


def later(text: str, /) -> str:
    """Marks a text that stands in a table, to be said when it is shown: say(TITLES[stage])."""
    return text


def is_right_to_left() -> bool:
    """Whether the window is read from the right."""
    return _Now.tongue is not None and _Now.tongue.direction == "rtl"
