"""Telling the owner of newer versions: off until an address is set, and never more than words.

Nothing is downloaded or installed. What was told before is remembered in the data folder, so that
nobody can make this machine believe again what was published long ago.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import msgspec

from pos.app.profile import write_private
from pos.app.settings import UpdatesSettings
from pos.app.version import build
from pos.domain.errors import Refused, Trouble
from pos.domain.ports.clock import Clock
from pos.updates.manifest import Manifest, check_key, order_of, read
from pos.updates.place import Place

log = logging.getLogger(__name__)

FILE: Final = "updates.json"
EVERY_S: Final = 24 * 3600
AGAIN_S: Final = 3600
"""After an answer that could not be believed, or none."""

FIRST_S: Final = 60
"""A till that opens has better things to do."""


class Shelf(Protocol):
    """Where the publisher's word lies."""

    async def fetched(self) -> bytes:
        """What lies there now. Raises Trouble."""


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept between two runs: the newest word, and when it was asked last.

    `told_at` is when the answer was last believed; `trouble` is why it was not since then. `word`
    is kept as it came, with its signature: whoever writes into the folder cannot speak in the
    publisher's name, and the word of a publisher whom the owner no longer believes is gone.
    """

    asked_at: int = 0
    told_at: int = 0
    word: bytes = b""
    trouble: str = ""

    def newest(self, key: str) -> Manifest | None:
        """The newest version of the publisher with this key; None if none was heard of."""
        try:
            return read(self.word, key)
        except (Refused, Trouble):
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Updates:
    """Asks and remembers. `folder` is the data folder, `running` the version of this program."""

    shelf: Shelf
    key: str
    folder: Path
    clock: Clock
    running: str

    def remembered(self) -> Remembered:
        """What is known without asking."""
        return remembered_in(self.folder)

    async def look(self) -> Manifest | None:
        """Ask now; the answer is a version newer than this one, None if there is none.

        Raises Trouble if nothing believable was answered; that is remembered, too.
        """
        before, now = self.remembered(), self.clock.now()
        try:
            word = await self.shelf.fetched()
            told = read(word, self.key)
        except Trouble as why:
            _keep(self.folder, msgspec.structs.replace(before, asked_at=now, trouble=str(why)))
            raise
        known = before.newest(self.key)
        if known is not None and _is_older(told, known):
            log.info("an older version comes again: %s after %s", told.version, known.version)
            told, word = known, before.word
        _keep(self.folder, Remembered(asked_at=now, told_at=now, word=word))
        return newer_than(self.running, told)

    async def run(self) -> None:
        """Ask once a day, for ever; what fails is tried again within hours."""
        await self.clock.sleep(FIRST_S)
        while True:
            if self._is_due():
                await self._asked()
            await self.clock.sleep(AGAIN_S)  # no longer: a machine that slept has lost count

    async def _asked(self) -> None:
        try:
            found = await self.look()
        except Trouble as why:
            log.info("no word of newer versions: %s", why)
            return
        if found is not None:
            log.info("Florin %s was published on %s", found.version, found.date)

    def _is_due(self) -> bool:
        known = self.remembered()
        since_s = self.clock.now() - known.asked_at
        return bool(known.trouble) or not 0 <= since_s < EVERY_S  # less: the clock was set back


def updates_of(settings: UpdatesSettings, folder: Path, clock: Clock) -> Updates | None:
    """What asks for newer versions; None while it is switched off. Raises Refused."""
    if not settings.url:
        return None
    check_key(settings.key)
    return Updates(
        shelf=Place(url=settings.url),
        key=settings.key,
        folder=folder,
        clock=clock,
        running=build().version,
    )


def update_errands(
    settings: UpdatesSettings, folder: Path, clock: Clock
) -> tuple[Callable[[], Awaitable[None]], ...]:
    """What the engine does about newer versions: nothing, or asking once a day."""
    asking = updates_of(settings, folder, clock)
    return () if asking is None else (asking.run,)


def remembered_in(folder: Path) -> Remembered:
    """What was kept in a data folder; a file that is gone or spoilt is as if nothing was asked."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=Remembered)
    except (OSError, msgspec.MsgspecError, RecursionError):
        return Remembered()


def newer_than(running: str, published: Manifest | None) -> Manifest | None:
    """A version that was published after this one."""
    if published is None or published.order <= order_of(running):
        return None
    return published


def _is_older(told: Manifest, known: Manifest) -> bool:
    """Then it is no news, however well it is signed."""
    return (told.order, told.date) < (known.order, known.date)


def _keep(folder: Path, known: Remembered) -> None:
    try:
        write_private(folder / FILE, msgspec.json.encode(known).decode())
    except OSError as why:  # it will be asked again
        log.info("what was told of newer versions cannot be kept: %s", why)
