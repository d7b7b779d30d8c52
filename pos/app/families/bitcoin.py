"""Bitcoin and its kin: the shop's own node, or several Electrum servers of strangers."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

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
from pos.app.settings import RefundSettings, WalletSettings
from pos.chains.bitcoin.core.chain import CoreChain, CoreSettings
from pos.chains.bitcoin.electrum.chain import ElectrumChain
from pos.chains.bitcoin.electrum.panel import ElectrumSettings
from pos.chains.bitcoin.electrum.servers import DEFAULT_SERVERS
from pos.chains.bitcoin.electrum.site import site_of
from pos.chains.bitcoin.keys import DescriptorWallet
from pos.chains.bitcoin.network import NETWORKS, Network, Script
from pos.chains.bitcoin.paying.chest import SeedChest
from pos.chains.bitcoin.paying.core import CoreReach
from pos.chains.bitcoin.paying.electrum import ElectrumReach
from pos.chains.bitcoin.paying.node import NodeHolder
from pos.chains.bitcoin.paying.payer import BitcoinPayer
from pos.chains.bitcoin.paying.psbts import DescriptorPsbts
from pos.chains.bitcoin.paying.seed import SeedHolder
from pos.chains.bitcoin.scribe import BitcoinScribe
from pos.domain.errors import Refused
from pos.domain.ports.payer import Payer, Psbts

CORE_POLL_S: Final = Decimal(1)
ELECTRUM_POLL_S: Final = Decimal(10)
"""Servers tell news by themselves; this is only how often they are asked whether they still do."""

STALE_BLOCKS: Final = 20
"""So many times the usual wait for a block: chance alone takes that long once in 500 million
blocks, and with half of the miners gone once in 20,000."""

NODE_KEYS: Final = frozenset({"rpc", "rpc_user", "rpc_password", "cookie", "zmq"})
SERVER_KEYS: Final = frozenset({"electrum", "electrum_least", "proxy"})


class BitcoinWiring:
    """The `Wiring` of chains of Bitcoin's kind."""

    def way(self, place: Place, ground: Ground) -> Way:
        """An own node wins over servers."""
        network = _network(place)
        usual = STALE_BLOCKS * network.block_s
        return Way(
            chain=_chain(place, ground),
            wallet=_wallet(place, ground),
            scribe=BitcoinScribe(network),
            stale_after_s=stale_after_s_of(place, usual),
        )

    async def ours(self, place: Place, ground: Ground) -> Ours:
        """The account, its kind of addresses and its descriptor."""
        wallet = _wallet(place, ground)
        told = wallet.descriptor
        (first,) = await wallet.addresses(0, 1)
        return Ours(
            section=_section(place),
            wallet=wallet,
            kind=f"addresses of the kind {told.script}, path {told.first_path(wallet.network)}",
            first=first,
            note=(
                f"the key does not tell the kind of its addresses; {told.script} was taken. If the"
                " first address is not that of your wallet, set script to pkh, sh(wpkh) or tr"
                if told.is_guess
                else ""
            ),
            descriptor=told.text(),
        )

    def payer(self, place: Place, ground: Ground) -> Payer | None:
        """A wallet of Florin's own or the node's, over the same node or servers as the chain.

        Without a word in the settings: Florin's own where there is one.
        """
        chosen = ground.settings.refunds.get(place.coins[0].code, RefundSettings())
        if chosen.wallet == "node":
            return _payer(place, ground, _node_wallet(place, chosen.node_wallet))
        chest = _chest(place, ground)
        if chosen.wallet == "owner" or not chest.path.exists():
            return None
        return _payer(place, ground, chest)

    def chest(self, place: Place, ground: Ground) -> Chest:
        """Seed words in `keystores`, by the coin's code."""
        return _chest(place, ground)

    def psbts(self, place: Place, ground: Ground) -> Psbts:
        """Payments for the owner's own wallet to sign."""
        return DescriptorPsbts(_wallet(place, ground), _reach(place, ground))

    def trials(self, place: Place, ground: Ground) -> list[Trial]:
        """The own node, or each server by itself."""
        _check(place)
        if place.nodes.rpc:
            attempt = partial(verified, _core(place, ground))
            return [Trial(subject=f"{place.name}, rpc", attempt=attempt)]
        settings = _servers(place, ground)
        found = []
        for url in settings.servers:
            alone = _electrum(place, ground, replace(settings, servers=(url,), least=1))
            subject = f"{place.name}, electrum {site_of(url).name}"
            found.append(Trial(subject=subject, attempt=partial(verified, alone)))
        return found


def _chain(place: Place, ground: Ground) -> CoreChain | ElectrumChain:
    _check(place)
    if place.nodes.rpc:
        return _core(place, ground)
    return _electrum(place, ground, _servers(place, ground))


def _electrum(place: Place, ground: Ground, settings: ElectrumSettings) -> ElectrumChain:
    try:
        return ElectrumChain(_network(place), place.coins[0].asset, settings, ground.clock)
    except Refused as why:
        raise Refused(why.code, f"{place.name}: {why.text}") from why


def _chest(place: Place, ground: Ground) -> SeedChest:
    path = ground.folder / "keystores" / f"{place.coins[0].code}.json"
    return SeedChest(path, _network(place))


def _payer(place: Place, ground: Ground, keys: SeedChest | NodeHolder) -> BitcoinPayer:
    reach = _reach(place, ground)
    holder = SeedHolder(keys, reach) if isinstance(keys, SeedChest) else keys
    return BitcoinPayer(_network(place), place.coins[0].asset, holder, reach, ground.clock)


def _node_wallet(place: Place, name: str) -> NodeHolder:
    _check(place)
    if not place.nodes.rpc:
        section = f"refunds.{place.coins[0].code}"
        words = f"node is the wallet of the shop's own node, and {place.name}.rpc names none"
        raise Refused("invalid_setting", f"{section}.wallet: {words}")
    return NodeHolder(_network(place), _core_settings(place), name)


def _reach(place: Place, ground: Ground) -> CoreReach | ElectrumReach:
    """How refunds are sent and followed: the same way as the chain is read."""
    _check(place)
    network, depth = _network(place), place.coins[0].final_depth
    if place.nodes.rpc:
        return CoreReach(network, _core_settings(place), depth)
    try:
        return ElectrumReach(network, _servers(place, ground), ground.clock, depth)
    except Refused as why:
        raise Refused(why.code, f"{place.name}: {why.text}") from why


def _core(place: Place, ground: Ground) -> CoreChain:
    settings = _core_settings(place)
    return CoreChain(_network(place), place.coins[0].asset, settings, ground.clock)


def _core_settings(place: Place) -> CoreSettings:
    nodes = place.nodes
    return CoreSettings(
        url=nodes.rpc,
        user=nodes.rpc_user,
        password=nodes.rpc_password,
        cookie=Path(nodes.cookie).expanduser() if nodes.cookie else None,
        zmq=nodes.zmq,
        poll_s=poll_s_of(place, CORE_POLL_S),
    )


def _servers(place: Place, ground: Ground) -> ElectrumSettings:
    nodes = place.nodes
    servers = nodes.electrum or DEFAULT_SERVERS.get(place.id, ())
    if not servers:
        raise Refused(
            "no_node",
            f"{place.name}: name the shop's own node as rpc, or Electrum servers as electrum",
        )
    if len(set(servers)) < nodes.electrum_least:
        words = (
            f"names {len(set(servers))} of them, and {nodes.electrum_least} must agree. Name more;"
            " if it is your own server, set electrum_least = 1"
        )
        raise place.refuse("electrum", words)
    return ElectrumSettings(
        servers=tuple(dict.fromkeys(servers)),
        pins=ground.folder / "certificates.json",
        least=nodes.electrum_least,
        poll_s=poll_s_of(place, ELECTRUM_POLL_S),
        proxy=nodes.proxy,
    )


def _check(place: Place) -> None:
    """Raises Refused for settings that mean nothing or cannot be."""
    refuse_foreign_keys(place, NODE_KEYS | SERVER_KEYS, "a chain of Bitcoin's kind")
    nodes = place.nodes
    if nodes.electrum_least < 1:
        raise place.refuse("electrum_least", "must be at least 1")
    if not nodes.rpc:
        for key in sorted(NODE_KEYS - {"rpc"}):
            if getattr(nodes, key):
                raise place.refuse("rpc", f"is missing: {key} belongs to the shop's own node")
        return
    door = _door(place)
    if not (nodes.rpc_user or nodes.cookie or door.username):
        words = "is missing: the node lets in rpc_user with rpc_password, or its cookie file"
        raise place.refuse("rpc_user", words)


def _door(place: Place) -> SplitResult:
    """Where the own node is. It may hold a password: never repeated."""
    try:
        parts = urlsplit(place.nodes.rpc)
        if parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0:
            return parts
    except ValueError:
        pass  # what is no address at all is refused like one of another kind
    raise place.refuse("rpc", "is written as http://127.0.0.1:8332")


def _wallet(place: Place, ground: Ground) -> DescriptorWallet:
    network, section = _network(place), _section(place)
    chosen = ground.settings.wallets.get(place.coins[0].code, WalletSettings())
    if not chosen.key:
        raise Refused(
            "no_wallet",
            f"{section}.key is missing: put the extended public key of your account there (xpub,"
            " zpub …) or its descriptor, so that every customer gets an address of their own",
        )
    try:
        return DescriptorWallet(chosen.key, network, _script(section, chosen.script))
    except Refused as why:
        raise Refused(why.code, f"{section}.key: {why.text}") from why


def _script(section: str, text: str) -> Script | None:
    if not text:
        return None
    if text not in set(Script):
        kinds = ", ".join(Script)
        raise Refused("invalid_setting", f"{section}.script: “{text}” is none of {kinds}")
    return Script(text)


def _network(place: Place) -> Network:
    return NETWORKS[place.id]


def _section(place: Place) -> str:
    return f"wallets.{place.coins[0].code}"
