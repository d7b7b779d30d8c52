"""`florin check`: whether a profile can sell. Every setting is read, every connection tried."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos.app.clock import SystemClock
from pos.app.coins import Offer, real_offer, wiring_at
from pos.app.config import host_and_port
from pos.app.families.family import Ground
from pos.app.places import Place, places
from pos.app.rates import real_pricing
from pos.app.settings import Settings
from pos.domain.errors import Refused, Trouble
from pos.gui.present.policies import policy_words

PATIENCE_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried; `problem` is "" if it works."""

    subject: str
    problem: str = ""


async def findings(settings: Settings, folder: Path) -> list[Finding]:
    """What works and what does not. Raises Refused for settings that contradict themselves."""
    found = [await door("server.listen", settings.server.listen)]
    if settings.librepay.listen:
        found.append(await door("librepay.listen", settings.librepay.listen))
    return [*found, *await connections(settings, folder)]


async def connections(settings: Settings, folder: Path) -> list[Finding]:
    """The same without the shop's own doors, which an open till holds. Raises Refused."""
    async with aclosing(each_connection(settings, folder)) as found:
        return [each async for each in found]


async def each_connection(settings: Settings, folder: Path) -> AsyncGenerator[Finding]:
    """The same one by one, as they are found. Raises Refused."""
    ground = Ground(settings=settings, folder=folder, clock=SystemClock())
    offer = real_offer(ground)
    try:
        for place in places(settings):
            for found in await _place(place, ground):
                yield found
        for found in await _rates(settings, offer):
            yield found
    finally:
        await let_go(offer)


async def let_go(offer: Offer) -> None:
    """Close everything of an offer that nobody sells."""
    for chain in offer.chains:
        await chain.close()
    for payer in offer.payers.values():
        await payer.close()


async def door(name: str, listen: str) -> Finding:
    """Whether a door of the shop could be opened there; one that is open cannot be once more."""
    return await _try(name, _port(listen))


async def _place(place: Place, ground: Ground) -> list[Finding]:
    """One chain: its sources side by side, the owner's first address, the rule of each coin."""
    wiring = wiring_at(place)
    trials = wiring.trials(place, ground)
    found = list(await asyncio.gather(*(_try(each.subject, each.attempt()) for each in trials)))
    ours = await wiring.ours(place, ground)
    codes = ", ".join(coin.code for coin in place.coins)
    found.append(Finding(f"first address of {codes}: {ours.first} ({ours.kind})"))
    if ours.note:
        found.append(Finding(f"{ours.section}: {ours.note}"))
    found += [Finding(f"{coin.code} is paid: {policy_words(coin.policy)}") for coin in place.coins]
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


async def _rates(settings: Settings, offer: Offer) -> list[Finding]:
    """Each rate service alone, then what all of them together make of each coin."""
    pricing = real_pricing(settings, offer, SystemClock(), None)
    board = pricing.board
    await pricing.market.refresh()
    found = [Finding(f"rates.{each.name}", each.trouble) for each in board.sources()]
    for method in offer.methods:
        code, currency = method.coin.code, settings.shop.currency
        try:
            board.rate(code, currency)
        except Refused as why:
            found.append(Finding(f"rate of {code}", why.text))
        else:
            found.append(Finding(f"rate of {code}"))
    return found
