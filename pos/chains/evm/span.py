"""How many blocks a node reads at once for logs, found out by trying."""

from typing import Final

GROW_AFTER: Final = 32
"""So many ranges are read well before a larger one is tried: each try may cost a refusal."""


class Span:
    """The blocks one question for logs may cover: halved when refused, grown back slowly."""

    def __init__(self, most: int) -> None:
        self.blocks = most
        self._most = most
        self._successes = 0

    def refused(self) -> None:
        """It was too much."""
        self.blocks = max(1, self.blocks // 2)
        self._successes = 0

    def succeeded(self) -> None:
        """A whole range was read."""
        self._successes += 1
        if self._successes >= GROW_AFTER:
            self._successes = 0
            self.blocks = min(self._most, self.blocks + max(1, self.blocks // 4))
