"""The three kinds of failure that are not bugs, so that every floor reacts to them alike.

- `Refused`: the caller asked for something that cannot be; they may fix it. Shown to people.
- `Trouble`: the world did not answer (a node, a shop, a rate service). Try again later.
- `Corrupt`: what we stored or were told contradicts itself. Stop, tell, touch nothing.

Anything else is a bug of ours and is caught only at the very top.
"""


class Refused(Exception):  # noqa: N818 - it is an answer, not an accident
    """The caller may fix this: `text` is for people, `code` is for machines."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class Trouble(Exception):  # noqa: N818 - the world's fault, not an error of the program
    """The outside world failed; the same call may succeed later."""


class Distrust(Trouble):
    """Sources of one truth contradict each other, or one of them lies: none may be believed."""


class Corrupt(Exception):  # noqa: N818 - names what is wrong with the stored truth
    """Stored or received truth contradicts itself; nothing may be changed until a person looks."""


class Conflict(Exception):  # noqa: N818 - an expected outcome of optimistic writing
    """Somebody else committed a newer version of the same invoice: load again and decide again."""
