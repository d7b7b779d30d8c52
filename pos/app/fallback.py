"""Settings that the shop did not open with go back to what they were before the last change."""

from pathlib import Path

from pos.app.config import text_of
from pos.app.configfile import bring_back, last_change
from pos.domain.errors import Refused


class Fallback:
    """Remembers with which config the shop was open last; a first start has nothing to go back to.

    Only one change is taken back, and only one that was written here since the shop was open: what
    stands beside the file from long ago may name another wallet.
    """

    def __init__(self, config: Path) -> None:
        self._config = config
        self._good: str | None = None
        self._last: object = None
        self._why = ""

    def note_open(self) -> str:
        """The shop is open with what the file says now; the answer is why a change was undone."""
        try:
            self._good = text_of(self._config)
        except Refused:
            self._good = None
        self._last = last_change(self._config)
        why, self._why = self._why, ""
        return why

    def take_back(self, why: str) -> bool:
        """Undo the last change of the file, if there was one since: then opening may help."""
        try:
            is_changed = self._good is not None and text_of(self._config) != self._good
            is_ours = last_change(self._config) != self._last
            if not is_changed or not is_ours or not bring_back(self._config):
                return False
        except Refused:
            return False
        self._why = why
        return True
