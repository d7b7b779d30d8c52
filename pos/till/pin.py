"""The manager's PIN: what a person types to do what a cashier alone may not.

Only a salted scrypt hash is kept (RFC 7914), on the shop's shelf. A wrong PIN costs time, more each
time, and a restart does not bring that back: whoever guesses has few guesses. A forgotten one is
replaced with the recovery code, which stands on the owner's paper and is kept as a hash, too.
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

CODE_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Those of Crockford's base 32: none is taken for another on paper."""

CODE_LENGTH: Final = 20
"""100 bits: nobody guesses it, however often they may try."""

CODE_GROUP: Final = 5

_KEPT: Final = "manager.pin"
_CODE: Final = "manager.recovery"
_ALIKE: Final = str.maketrans("OIL", "011")
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
            raise _no_pin()
        salt = self._salt()
        fresh = _Kept(salt=salt, digest=b"")
        kept = _Kept(salt=salt, digest=await asyncio.to_thread(_digest, pin, fresh))
        await self._shelf.keep(_KEPT, msgspec.json.encode(kept).decode())
        await self._shelf.keep(_TRIES, None)

    async def has_code(self) -> bool:
        """Whether a recovery code was made."""
        return await self._shelf.kept(_CODE) is not None

    async def keep_code(self, code: str) -> None:
        """Let this recovery code replace a forgotten PIN from now on; the one before is void."""
        fresh = _Kept(salt=self._salt(), digest=b"")
        digest = await asyncio.to_thread(_digest, plain_code(code), fresh)
        kept = _Kept(salt=fresh.salt, digest=digest)
        await self._shelf.keep(_CODE, msgspec.json.encode(kept).decode())

    async def recover(self, code: str, pin: str) -> None:
        """Set a new PIN for who has the recovery code. Wrong ones cost the same time as wrong PINs.

        A code is good once: it was typed where others may have looked on.

        Raises Refused: no_code, wrong_code, too_many_tries, invalid_pin.
        """
        if not _PIN.fullmatch(pin):
            raise _no_pin()
        async with self._checking:
            text = await self._shelf.kept(_CODE)
            if text is None:
                words = "No recovery sheet was made for this shop. The owner sets a new PIN with"
                raise Refused("no_code", f"{words}: florin pin")
            tries = await self._next_try()
            kept = _read(text, _Kept)
            digest = await asyncio.to_thread(_digest, plain_code(code), kept)
            if not hmac.compare_digest(digest, kept.digest):
                raise self._wrong(tries, "wrong_code", "This is not the code of the newest sheet")
            await self.change(pin)
            await self._shelf.keep(_CODE, None)  # last: a crash must not leave neither of them

    async def check(self, pin: str) -> None:
        """Return if it is the manager's. Raises Refused: no_pin, wrong_pin, too_many_tries."""
        async with self._checking:  # one after the other, or many at once would all be free
            kept = await self._kept()
            tries = await self._next_try()
            digest = await asyncio.to_thread(_digest, pin[:64], kept)
            if not hmac.compare_digest(digest, kept.digest):
                raise self._wrong(tries, "wrong_pin", "This is not the manager's PIN")
            await self._shelf.keep(_TRIES, None)

    async def _next_try(self) -> _Tries:
        """Count one more that may be wrong, before its answer. Raises Refused("too_many_tries")."""
        tries = await self._tries()
        wait_s = tries.not_before - self._clock.now()
        if 0 < wait_s <= LONGEST_WAIT_S:  # more only by a clock that was ahead
            raise Refused("too_many_tries", f"Too many wrong PINs. {_later(wait_s)}")
        tries = self._one_more(tries)
        await self._shelf.keep(_TRIES, msgspec.json.encode(tries).decode())
        return tries

    def _one_more(self, tries: _Tries) -> _Tries:
        wrong = tries.wrong + 1
        if wrong < FREE_TRIES:
            return _Tries(wrong=wrong)
        wait_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(wrong - FREE_TRIES, 10))
        return _Tries(wrong=wrong, not_before=self._clock.now() + wait_s)

    def _wrong(self, tries: _Tries, code: str, words: str) -> Refused:
        wait_s = tries.not_before - self._clock.now()
        return Refused(code, f"{words}. {_later(wait_s)}" if wait_s > 0 else words)

    async def _kept(self) -> _Kept:
        text = await self._shelf.kept(_KEPT)
        if text is None:
            raise _none_set()
        return _read(text, _Kept)

    async def _tries(self) -> _Tries:
        text = await self._shelf.kept(_TRIES)
        return _Tries() if text is None else _read(text, _Tries)


def new_code(chance: Callable[[int], int]) -> str:
    """A recovery code in groups, as it stands on paper; `chance` picks a number below another."""
    letters = "".join(CODE_LETTERS[chance(len(CODE_LETTERS))] for _ in range(CODE_LENGTH))
    starts = range(0, CODE_LENGTH, CODE_GROUP)
    return "-".join(letters[start : start + CODE_GROUP] for start in starts)


def plain_code(typed: str) -> str:
    """The same code however it was typed: in any case, with any signs between its letters."""
    letters = typed.upper().translate(_ALIKE)
    return "".join(letter for letter in letters if letter in CODE_LETTERS)[: 4 * CODE_LENGTH]


def _no_pin() -> Refused:
    return Refused("invalid_pin", "A PIN is four to eight digits")


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
