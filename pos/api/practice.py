"""Practice mode only: lets the developer of a shop play the customer and the miners."""

from collections.abc import Callable
from typing import Final, TypeVar

import msgspec
from aiohttp import hdrs, web

from pos.api.doors import PracticeControls
from pos.api.reading import json_body
from pos.domain.errors import Refused

MAX_BLOCKS: Final = 1000

_JSON: Final = {hdrs.CONTENT_TYPE: "application/json"}

Wish = TypeVar("Wish")


class PayWish(msgspec.Struct):
    """A payment of play money."""

    address: str
    amount: str


class MineWish(msgspec.Struct):
    """So many blocks."""

    blocks: int


class PracticeDoor:
    """Two commands on the simulated chain, for the same callers as the shop door."""

    def __init__(
        self, controls: PracticeControls, is_welcome: Callable[[web.Request], bool]
    ) -> None:
        self._controls = controls
        self._is_welcome = is_welcome

    async def pay(self, request: web.Request) -> web.Response:
        """POST /practice/pay {"address", "amount"}: a customer pays."""
        return await self._answer(request, PayWish, self._pay)

    async def mine(self, request: web.Request) -> web.Response:
        """POST /practice/mine {"blocks"}: blocks are made."""
        return await self._answer(request, MineWish, self._mine)

    async def _answer(
        self, request: web.Request, kind: type[Wish], act: Callable[[Wish], dict[str, str | int]]
    ) -> web.Response:
        if not self._is_welcome(request):
            return web.Response(status=403, headers=_JSON)
        try:
            return _json(act(await json_body(request, kind)))
        except Refused as why:
            answer = _json({"error": why.text}, status=400)
            if why.code in {"too_large", "unreadable"}:
                answer.force_close()  # the rest of the request has no limit we know
            return answer

    def _pay(self, wish: PayWish) -> dict[str, str | int]:
        return {"tx_hash": self._controls.pay(wish.address, wish.amount)}

    def _mine(self, wish: MineWish) -> dict[str, str | int]:
        if not 0 < wish.blocks <= MAX_BLOCKS:
            raise Refused("invalid_blocks", f"blocks must be 1 to {MAX_BLOCKS}")
        return {"height": self._controls.mine(wish.blocks)}


def _json(answer: dict[str, str | int], status: int = 200) -> web.Response:
    return web.Response(status=status, body=msgspec.json.encode(answer), headers=_JSON)
