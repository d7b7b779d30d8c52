"""Ethereum and its like: HTTP nodes, one account key for all of them."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import aiohttp

from pos.app.families.family import (
    Chest,
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
from pos.app.profile import write_private
from pos.app.settings import RefundSettings
from pos.chains.evm.address import checksum_address
from pos.chains.evm.chain import EvmChain, EvmSettings
from pos.chains.evm.keystore import Keystore, address_of, sealed, wallet_key
from pos.chains.evm.money import EvmMoney
from pos.chains.evm.mover import EvmMover, KeyOf
from pos.chains.evm.payer import EvmPayer
from pos.chains.evm.scribe import EvmScribe
from pos.chains.keys import XpubWallet
from pos.chains.newwallet import NewWallet
from pos.chains.seed import new_words
from pos.domain.errors import Refused, Trouble
from pos.domain.ids import ChainId
from pos.domain.money import Asset
from pos.domain.ports.clock import Clock

POLL_S: Final = Decimal(5)
STALE_AFTER_S: Final = 600
KEYS: Final = frozenset({"http", "ws", "chunk_blocks"})
UNNAMED: Final = "gas"
"""The money of a chain that this shop knows only by its tokens."""


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

    def payer(self, place: Place, ground: Ground) -> EvmPayer | None:
        """The refund wallet in the keystore, which is one for all EVM chains.

        None without one, and where the owner's own wallet shall sign.
        """
        path, own = _keystore(ground), own_coin(place)
        chosen = ground.settings.refunds.get(own.code, RefundSettings())
        if chosen.wallet == "owner" or not path.exists():
            return None
        money = EvmMoney(own=own, coins=place.coins)
        return EvmPayer(_nodes(place), money, Keystore(path), ground.clock)

    def chest(self, place: Place, ground: Ground) -> Chest:  # noqa: ARG002 - one for all chains
        """The same keystore, for all EVM chains."""
        return EvmChest(_keystore(ground), _wallet(ground))

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


def mover(place: Place, key_of: KeyOf, clock: Clock) -> EvmMover:
    """What gathers the money that came there. Raises Refused with the setting to correct."""
    money = EvmMoney(own=own_coin(place), coins=place.coins)
    return EvmMover(_nodes(place), money, key_of, clock)


class EvmChest:
    """The `Chest` of all EVM chains: a keystore V3, whose words other wallets understand, too."""

    def __init__(self, path: Path, till: XpubWallet) -> None:
        """`till` has the addresses that customers pay to."""
        self.path = path
        self._till = till

    async def make(self, passphrase: str) -> NewWallet:
        """A wallet of new words; the file holds its key, not the words."""
        words = new_words()
        return NewWallet(address=await self.restore(words, passphrase), words=words)

    async def restore(self, words: str, passphrase: str) -> str:
        """The account m/44'/60'/0'/0/0 of these words. Raises Refused: "exists", "own_wallet"."""
        if self.path.exists():
            text = f"{self.path} is there already: move it away first, if its wallet is empty"
            raise Refused("exists", text)
        key = wallet_key(words)
        if address_of(key) in await self._till.addresses(0, 1):
            text = (
                "These are the words of wallets.evm, whose first address is shown to a customer:"
                " a refund wallet needs words of its own"
            )
            raise Refused("own_wallet", text)
        text = await sealed(key, passphrase)
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private(self.path, text)
        except OSError as why:
            raise Refused("no_folder", f"{self.path} cannot be written: {why.strerror}") from why
        return checksum_address(address_of(key))


def own_coin(place: Place) -> Asset:
    """What pays the fees of a chain; one that has no name here has no rate, either."""
    known = (asset for asset in place.also if asset.contract is None)
    code = next((coin.fee_coin for coin in place.coins if coin.fee_coin), UNNAMED)
    return next(known, Asset(code=code, decimals=18, chain=place.id))


def _keystore(ground: Ground) -> Path:
    return ground.folder / "keystores" / "evm.json"


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
