"""Ethereum and its like: HTTP nodes, one account key for all of them."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Final
from urllib.parse import urlsplit

import aiohttp

from pos.app.families.family import (
    Ground,
    Ours,
    Trial,
    Way,
    poll_s_of,
    refuse_foreign_keys,
    stale_after_s_of,
    verified,
)
from pos.app.places import Place
from pos.chains.evm.address import checksum_address
from pos.chains.evm.chain import EvmChain, EvmSettings
from pos.chains.evm.scribe import EvmScribe
from pos.chains.keys import XpubWallet
from pos.domain.errors import Refused, Trouble
from pos.domain.ids import ChainId

POLL_S: Final = Decimal(5)
STALE_AFTER_S: Final = 600
KEYS: Final = frozenset({"http", "ws", "chunk_blocks"})


class EvmWiring:
    """The `Wiring` of EVM chains."""

    def way(self, place: Place, ground: Ground) -> Way:
        """Its chain reads the coins on offer and knows all others."""
        return Way(
            chain=_chain(place, ground, _nodes(place)),
            wallet=_wallet(ground),
            scribe=EvmScribe(),
            stale_after_s=stale_after_s_of(place, STALE_AFTER_S),
        )

    async def ours(self, place: Place, ground: Ground) -> Ours:  # noqa: ARG002 - one for all chains
        """One account for every EVM chain."""
        wallet = _wallet(ground)
        (first,) = await wallet.addresses(0, 1)
        kind = "the addresses of one Ethereum account, usually m/44'/60'/0'/0/0"
        shown = checksum_address(first)  # as other wallets show it
        return Ours(section="wallets.evm", wallet=wallet, kind=kind, first=shown)

    def trials(self, place: Place, ground: Ground) -> list[Trial]:
        """Each node, and the WebSocket."""
        nodes = _nodes(place)
        found = []
        for number, url in enumerate(nodes.urls, start=1):
            alone = _chain(place, ground, replace(nodes, urls=(url,), ws_url=None))
            attempt = partial(verified, alone)
            found.append(Trial(subject=f"{place.name}, http {number}", attempt=attempt))
        if nodes.ws_url:
            attempt = partial(_subscribe, nodes.ws_url, place.id)
            found.append(Trial(subject=f"{place.name}, ws", attempt=attempt))
        return found


def _chain(place: Place, ground: Ground, nodes: EvmSettings) -> EvmChain:
    offered = [coin.asset for coin in place.coins]
    return EvmChain(nodes, offered, ground.clock, also=place.also)


def _nodes(place: Place) -> EvmSettings:
    refuse_foreign_keys(place, KEYS, "an EVM chain")
    nodes = place.nodes
    if not nodes.http:
        raise Refused(
            "no_node", f"{place.name}.http is missing: name at least one node to watch it with"
        )
    for url in nodes.http:
        _check_url(place, "http", url)
    if nodes.ws:
        _check_url(place, "ws", nodes.ws)
    if nodes.chunk_blocks < 1:
        raise place.refuse("chunk_blocks", "must be at least 1")
    return EvmSettings(
        chain=place.id,
        urls=nodes.http,
        ws_url=nodes.ws or None,
        poll_s=poll_s_of(place, POLL_S),
        span=nodes.chunk_blocks,
    )


def _check_url(place: Place, scheme: str, url: str) -> None:
    """Raises Refused for what is no address. It may hold a secret: never repeated."""
    try:
        parts = urlsplit(url)
        if parts.scheme in {scheme, f"{scheme}s"} and parts.hostname and parts.port != 0:
            return
    except ValueError:
        pass  # what is no address at all is refused like one of another kind
    raise place.refuse(scheme, f"is written as {scheme}s://host or {scheme}://host:port")


def _wallet(ground: Ground) -> XpubWallet:
    evm = ground.settings.wallets.get("evm")
    if evm is None or not evm.xpub:
        raise Refused(
            "no_wallet",
            "wallets.evm.xpub is missing: put the extended public key of your Ethereum account"
            " (m/44'/60'/0') there, so that every customer gets an address of their own",
        )
    try:
        return XpubWallet(evm.xpub)
    except Refused as why:
        raise Refused(why.code, f"wallets.evm.xpub: {why.text}") from why


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
