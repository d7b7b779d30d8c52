"""`florin check`: whether a profile can sell. Every setting is read, every connection tried."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass

from pos.app.clock import SystemClock
from pos.app.coins import Offer, real_offer
from pos.app.config import host_and_port
from pos.app.rates import rate_board
from pos.app.settings import Settings
from pos.chains.evm.chain import EvmChain
from pos.domain.errors import Refused, Trouble
from pos.domain.ports import Chain

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
        found += [await _try(f"chain {chain.id}", _chain(chain)) for chain in offer.chains]
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


async def _chain(chain: Chain) -> None:
    if isinstance(chain, EvmChain):
        await chain.verify()


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
