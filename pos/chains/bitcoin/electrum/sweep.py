"""Going through old addresses once a day, a few at a time."""

from typing import Final

from pos.chains.bitcoin.electrum import questions
from pos.chains.bitcoin.electrum.book import MARGIN, SHALLOW, Book
from pos.chains.bitcoin.electrum.link import Declined
from pos.chains.bitcoin.electrum.questions import Item
from pos.chains.bitcoin.electrum.reader import Reader

PORTION: Final = 15
"""Old addresses asked about at a time: at a public server's ten seconds between polls 130,000 a
day, which is less than such servers put up with."""
_DAY_S: Final = 86_400


class Sweep:
    """One server's round. `swept_to` is the height up to which it told everything."""

    def __init__(self, book: Book) -> None:
        self.swept_to = 0
        self._book = book
        self._place = 0
        self._began_at: int | None = None
        self._began_height = 0

    async def step(self, reader: Reader, height: int, now: int) -> None:
        """Ask about the next few; whoever has something new is watched all the time again."""
        is_done = self._place >= len(self._book.old)
        if self._began_at is None or (is_done and now - self._began_at >= _DAY_S):
            self._place, self._began_at, self._began_height = 0, now, height
        portion = self._book.old[self._place : self._place + PORTION]
        names = [(address, born_at, self._book.scripthash(address)) for address, born_at in portion]
        asked = [(address, born_at, name) for address, born_at, name in names if name is not None]
        answers = await reader.link.ask_all(
            list[Item], (questions.history(name) for _, _, name in asked)
        )
        told_to = max(self._book.old_from, self.swept_to - SHALLOW - MARGIN)
        for (address, born_at, _), items in zip(asked, answers, strict=True):
            if isinstance(items, Declined):
                continue  # another server, or another day
            if any(item.height <= 0 or item.height > told_to for item in items):
                self._book.promote(address, born_at)
        self._place += len(portion)
        if self._place >= len(self._book.old):
            self.swept_to = self._began_height
