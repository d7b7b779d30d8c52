"""The manager's PIN: what a person types to do what a cashier alone may not.

Only a salted scrypt hash is kept (RFC 7914), on the shop's shelf. A wrong PIN costs time, more each
time, and a restart does not bring that back: whoever guesses has few guesses.
"""

import asyncio
import hashlib
import hmac
import re
from collections.abc import Callable
from typing import Final, TypeVar

import msgspec

from pos.domain.errors import Corrupt, Refused
from pos.domain.ports.clock import Clock
from pos.domain.ports.shops import Shelf

SALT_BYTES: Final = 16
FREE_TRIES: Final = 3
"""So many wrong ones cost nothing: fingers slip."""

FIRST_WAIT_S: Final = 30
LONGEST_WAIT_S: Final = 3600
"""The wait after the next wrong one; it doubles each time."""

_KEPT: Final = "manager.pin"
_TRIES: Final = "manager.pin.tries"
_PIN: Final = re.compile(r"[0-9]{4,8}")
_N, _R, _P = 2**15, 8, 1
_MEMORY_BYTES: Final = 64 * 1024 * 1024

T = TypeVar("T")


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    salt: bytes
    digest: bytes
    n: int = _N
    r: int = _R
    p: int = _P


class _Tries(msgspec.Struct, frozen=True, kw_only=True):
    """How many wrong ones in a row, and when the next one may be tried (UNIX seconds)."""

    wrong: int = 0
    not_before: int = 0


class Pin:
    """Set, checked and changed here only. It is never logged, and never in a message.

    `may_choose` lets the first person who needs it choose it at the till, as in practice mode;
    else the owner sets it with `florin pin`.
    """

    def __init__(
        self, shelf: Shelf, clock: Clock, salt: Callable[[], bytes], *, may_choose: bool
    ) -> None:
        self._shelf = shelf
        self._clock = clock
        self._salt = salt
        self.may_choose = may_choose
        self._checking = asyncio.Lock()

    async def is_set(self) -> bool:
        """Whether there is one."""
        return await self._shelf.kept(_KEPT) is not None

    async def choose(self, pin: str) -> None:
        """Set the first one at the till. Raises Refused: pin_set, no_pin, invalid_pin."""
        async with self._checking:
            if await self.is_set():
                raise Refused("pin_set", "There is a manager's PIN already")
            if not self.may_choose:
                raise _none_set()
            await self.change(pin)

    async def change(self, pin: str) -> None:
        """Set it, whatever it was, and forget wrong tries; for the owner of the machine.

        Raises Refused("invalid_pin").
        """
        if not _PIN.fullmatch(pin):
            raise Refused("invalid_pin", "A PIN is four to eight digits")
        salt = self._salt()
        fresh = _Kept(salt=salt, digest=b"")
        kept = _Kept(salt=salt, digest=await asyncio.to_thread(_digest, pin, fresh))
        await self._shelf.keep(_KEPT, msgspec.json.encode(kept).decode())
        await self._shelf.keep(_TRIES, None)

    async def check(self, pin: str) -> None:
        """Return if it is the manager's. Raises Refused: no_pin, wrong_pin, too_many_tries."""
        async with self._checking:  # one after the other, or many at once would all be free
            kept = await self._kept()
            tries = await self._tries()
            wait_s = tries.not_before - self._clock.now()
            if wait_s > 0:
                raise Refused("too_many_tries", f"Too many wrong PINs. {_later(wait_s)}")
            tries = self._one_more(tries)
            await self._shelf.keep(_TRIES, msgspec.json.encode(tries).decode())  # before the answer
            digest = await asyncio.to_thread(_digest, pin[:64], kept)
            if not hmac.compare_digest(digest, kept.digest):
                raise self._wrong(tries)
            await self._shelf.keep(_TRIES, None)

    def _one_more(self, tries: _Tries) -> _Tries:
        wrong = tries.wrong + 1
        if wrong < FREE_TRIES:
            return _Tries(wrong=wrong)
        wait_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(wrong - FREE_TRIES, 10))
        return _Tries(wrong=wrong, not_before=self._clock.now() + wait_s)

    def _wrong(self, tries: _Tries) -> Refused:
        wait_s = tries.not_before - self._clock.now()
        words = "This is not the manager's PIN"
        return Refused("wrong_pin", f"{words}. {_later(wait_s)}" if wait_s > 0 else words)

    async def _kept(self) -> _Kept:
        text = await self._shelf.kept(_KEPT)
        if text is None:
            raise _none_set()
        return _read(text, _Kept)

    async def _tries(self) -> _Tries:
        text = await self._shelf.kept(_TRIES)
        return _Tries() if text is None else _read(text, _Tries)


def _digest(pin: str, kept: _Kept) -> bytes:
    """Costs about a tenth of a second and 32 MB, on purpose."""
    return hashlib.scrypt(
        pin.encode(), salt=kept.salt, n=kept.n, r=kept.r, p=kept.p, maxmem=_MEMORY_BYTES
    )


def _read(text: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.MsgspecError as why:
        raise Corrupt("The manager's PIN is kept in a form that cannot be read") from why


def _none_set() -> Refused:
    text = "No manager's PIN is set yet. The owner sets one with: florin pin"
    return Refused("no_pin", text)


def _later(wait_s: int) -> str:
    minutes, seconds = divmod(wait_s, 60)
    return f"Try again in {minutes} min {seconds} s" if minutes else f"Try again in {seconds} s"
