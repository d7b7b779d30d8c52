"""What the program says of itself: which version it is, and whether there is a newer one."""

from collections.abc import Sequence
from typing import Protocol


class Published(Protocol):
    """A version that was published after this one, as its publisher signed it."""

    @property
    def version(self) -> str:
        """Such as 0.2.0."""

    @property
    def date(self) -> str:
        """The day, such as 2026-12-01."""

    @property
    def notes(self) -> str:
        """What is new in it, in one line; "" if nothing is said."""


class ProgramDoor(Protocol):
    """The program itself."""

    def lines(self) -> Sequence[str]:
        """Its version and those of its libraries, one line each."""

    def newer(self) -> Published | None:
        """A newer version, as far as it was told; nobody is asked by this."""
