"""A shop door open on loopback, with the real engine behind it and a store in memory."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

import aiohttp
import pytest

from pos.api.doors import Doors, PracticeControls, Prices, Settings
from pos.api.server import WebFace, serve
from pos.domain.payment.coin import Coin
from tests.fakes.desk import ETHER, TOKEN, Engine, engine
from tests.fakes.office import Office, office_of
from tests.fakes.stores import MemoryStore

Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """An open server and a client of it."""

    url: str
    engine: Engine
    session: aiohttp.ClientSession
    office: Office
    second_url: str
    """Its listener for shops that know LibrePay only."""

    async def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        sent = headers or {}
        async with self.session.request(
            method, self.url + path, data=body, headers=sent, skip_auto_headers=("Content-Type",)
        ) as answer:
            return answer.status, dict(answer.headers), await answer.read()

    async def post(self, body: bytes, **headers: str) -> bytes:
        """What POST / answers; always with HTTP 200."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        status, _, answer = await self.send("POST", "/", body, named)
        assert status == 200
        return answer

    async def get(self, path: str, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.send("GET", path, None, named)


Opener = Callable[..., "OpenedDoor"]


class OpenedDoor:
    """Opens a door with some settings for as long as it is used."""

    def __init__(
        self,
        settings: Settings,
        store: MemoryStore | None = None,
        rates: Prices | None = None,
        practice: PracticeControls | None = None,
        coins: Sequence[Coin] = (TOKEN, ETHER),
        *,
        is_bare: bool = False,
    ) -> None:
        """A bare one has no keys, no webhooks and no refunds."""
        self._settings = settings
        self._store = store
        self._rates = rates
        self._practice = practice
        self._coins = coins
        self._is_bare = is_bare
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Door:
        behind = engine(self._store, rates=self._rates, coins=self._coins)
        office = office_of(behind)
        doors = Doors(
            desk=behind.desk,
            records=behind.records,
            feed=behind.feed,
            clock=behind.clock,
            settings=self._settings,
            rates=self._rates,
            practice=self._practice,
            access=None if self._is_bare else office.access,
            hooks=None if self._is_bare else office.hooks,
            refunds=None if self._is_bare else office.refunds,
            shelf=behind.store.shelf,
        )
        face = WebFace(doors)
        serving = await serve(face.app(), "127.0.0.1", 0)
        self._stack.push_async_callback(serving.close)
        second = await serve(face.librepay_app(), "127.0.0.1", 0)
        self._stack.push_async_callback(second.close)
        session = await self._stack.enter_async_context(aiohttp.ClientSession())
        return Door(
            url=serving.url,
            engine=behind,
            session=session,
            office=office,
            second_url=second.url,
        )

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    """A shop that charges in 0xBTC, with every other setting as it comes."""
    async with OpenedDoor(Settings(coin="0xBTC")) as opened:
        yield opened


@pytest.fixture
def door_with() -> Opener:
    """Opens a shop with other settings."""
    return OpenedDoor
