"""The database of the real shop, whether it is the one that is open or lies beside it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager

from pos.app.beside import opened_beside
from pos.app.profile import Profile
from pos.domain.errors import Refused
from pos.storage.side_door import SideDoor
from pos.storage.store import Store


class Books:
    """Opens it for one errand at a time. `own` is the store of the shop that is open."""

    def __init__(self, profile: Profile, own: Store | None) -> None:
        self._profile = profile
        self._own = own
        self._busy = asyncio.Lock()

    def exist(self) -> bool:
        """Whether the real shop has a database yet."""
        return self._own is not None or (self._profile.folder / "florin.db").exists()

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Store | SideDoor]:
        """All of it, or what may be changed while another program has it. Raises Refused."""
        if self._own is not None:
            yield self._own
            return
        async with self._busy:
            folder = self._profile.data(is_practice=False)
            with ExitStack() as held:
                beside = opened_beside(folder)
                opened = await asyncio.to_thread(held.enter_context, beside)
                yield opened

    @asynccontextmanager
    async def whole(self) -> AsyncIterator[Store]:
        """All of it. Raises Refused("in_use") while another program has it."""
        async with self.opened() as found:
            if isinstance(found, SideDoor):
                words = "Florin sells with this shop in another window. Close it there first."
                raise Refused("in_use", words)
            yield found
