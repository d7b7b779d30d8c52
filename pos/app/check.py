"""`florin check`: whether a profile can sell. Every setting is read, every connection tried."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass

import aiohttp
import msgspec

from pos.app.clock import SystemClock
from pos.app.coins import Offer, real_offer
from pos.app.config import host_and_port
from pos.app.rates import rate_board
from pos.app.settings import Settings
from pos.chains.evm.chain import EvmChain
from pos.domain.errors import Refused, Trouble
from pos.domain.ids import ChainId

PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried; `problem` is "" if it works."""

    subject: str
    problem: str = ""


async def findings(settings: Settings) -> list[Finding]:
    """What works and what does not. Raises Refused for settings that contradict themselves."""
    clock = SystemClock()
    offer = real_offer(settings, clock)
    try:
        found = [await _try("server.listen", _port(settings.server.listen))]
        for chain in offer.chains:
            found += await _nodes(settings, chain.id)
        found += await _first_addresses(offer)
        found += await _rates(settings, offer)
    finally:
        for chain in offer.chains:
            await chain.close()
    return found


async def _try(subject: str, attempt: Awaitable[None]) -> Finding:
    try:
        async with asyncio.timeout(PATIENCE_S):
            await attempt
    except TimeoutError:
        return Finding(subject, f"no answer within {PATIENCE_S:.0f} seconds")
    except Refused as why:
        return Finding(subject, why.text)
    except Trouble as why:
        return Finding(subject, str(why))
    return Finding(subject)


async def _port(listen: str) -> None:
    host, port = host_and_port(listen)
    try:
        server = await asyncio.start_server(_hang_up, host, port)
    except OSError as why:
        raise Refused("port_taken", f"{listen} cannot be opened: {why}") from why
    server.close()
    await server.wait_closed()


def _hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def _nodes(settings: Settings, chain: ChainId) -> list[Finding]:
    """Each node of a chain by itself: one that is down would hide behind another that is up."""
    nodes = settings.chains[chain]
    found = []
    for number, url in enumerate(nodes.http, start=1):
        only = msgspec.structs.replace(nodes, http=(url,), ws="")
        alone = msgspec.structs.replace(settings, chains={**settings.chains, chain: only})
        found.append(await _try(f"chain {chain}, http {number}", _verify(alone, chain)))
    if nodes.ws:
        found.append(await _try(f"chain {chain}, ws", _subscribe(nodes.ws, chain)))
    return found


async def _verify(settings: Settings, id: ChainId) -> None:
    for chain in real_offer(settings, SystemClock()).chains:
        if chain.id == id and isinstance(chain, EvmChain):
            try:
                await chain.verify()
            finally:
                await chain.close()


async def _subscribe(url: str, chain: ChainId) -> None:
    """Ask over the WebSocket which chain it serves. Its address may hold a secret: not repeated."""
    ask = {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": []}
    try:
        async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
            await socket.send_json(ask)
            served = int((await socket.receive_json())["result"], 16)
    except (aiohttp.ClientError, OSError, ValueError, TypeError, KeyError) as why:
        raise Trouble(f"cannot be used ({type(why).__name__})") from why
    if chain != f"eip155:{served}":
        raise Refused("wrong_chain", f"it serves eip155:{served}")


async def _first_addresses(offer: Offer) -> list[Finding]:
    """The first address of each wallet, to be compared with the owner's own wallet."""
    wallets = {method.wallet.id: method.wallet for method in offer.methods}
    found = []
    for wallet in wallets.values():
        (first,) = await wallet.addresses(0, 1)
        found.append(Finding(f"first address of the wallet: {first}"))
    return found


async def _rates(settings: Settings, offer: Offer) -> list[Finding]:
    board = rate_board(settings, offer, SystemClock())
    asked = await _try("rates", board.refresh())
    if asked.problem:
        return [asked]
    found = []
    for method in offer.methods:
        code, currency = method.coin.code, settings.shop.currency
        try:
            board.rate(code, currency)
        except Refused as why:
            found.append(Finding(f"rate of {code}", why.text))
        else:
            found.append(Finding(f"rate of {code}"))
    return found
