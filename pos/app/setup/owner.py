"""The owner's PIN and the code of the recovery sheet, kept in the real shop's database."""

import asyncio
import secrets
from functools import partial

from pos.app.clock import SystemClock
from pos.app.setup.books import Books
from pos.domain.ports.shops import Shelf
from pos.till.pin import SALT_BYTES, Pin, new_code


class Owner:
    """The `OwnerDoor` of a profile."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._one = asyncio.Lock()  # many guesses at once would all be free

    async def choose(self, pin: str, before: str) -> None:
        """Set the PIN; where there is one it must be known. Raises Refused."""
        async with self._one, self._books.opened() as found:
            kept = _pin(found.shelf)
            if await kept.is_set():
                await kept.check(before)
            await kept.change(pin)

    async def has_pin(self) -> bool:
        """Whether the shop has one, be it open or not."""
        return (await self.has())[0]

    async def check(self, pin: str) -> None:
        """Return if it is the shop's PIN. Raises Refused."""
        async with self._one, self._books.opened() as found:
            await _pin(found.shelf).check(pin)

    async def new_code(self, pin: str) -> str:
        """A code for a new sheet; the sheet before is good until it is kept. Raises Refused."""
        await self.check(pin)
        return new_code(secrets.randbelow)

    async def keep_code(self, pin: str, code: str) -> None:
        """Let this code count from now on. Raises Refused for a wrong PIN."""
        async with self._one, self._books.opened() as found:
            kept = _pin(found.shelf)
            await kept.check(pin)
            await kept.keep_code(code)

    async def has(self) -> tuple[bool, bool]:
        """Whether there is a PIN, and whether there is a recovery sheet."""
        if not self._books.exist():
            return False, False
        async with self._books.opened() as found:
            kept = _pin(found.shelf)
            return await kept.is_set(), await kept.has_code()


def _pin(shelf: Shelf) -> Pin:
    salt = partial(secrets.token_bytes, SALT_BYTES)
    return Pin(shelf, SystemClock(), salt, may_choose=False)
