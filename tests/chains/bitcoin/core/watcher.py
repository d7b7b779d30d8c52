"""A watcher of a chain read from a node, which goes on where its last look ended."""

import hashlib
import itertools
import time
from typing import Final

from pos.chains.bitcoin.address import address_of
from pos.chains.bitcoin.core.chain import CoreChain, CoreSettings
from pos.chains.bitcoin.network import BITCOIN_REGTEST, Network
from pos.domain.money import Asset
from tests.chains.follower import Follower
from tests.fakes.clocks import RealClock
from tests.nodes.bitcoin import BitcoinNode

_NUMBERS: Final = itertools.count()


class Watcher(Follower[CoreChain]):
    """Follows a chain that is read from a node."""

    def watch(self, *addresses: str) -> None:
        """Watch these from now on as well."""
        self.watched.addresses |= dict.fromkeys(addresses)

    @property
    def is_pool_told(self) -> bool:
        """Whether the last look told of everything that waits."""
        assert self.glance is not None
        return self.glance.with_pool


def asset_of(network: Network) -> Asset:
    """The chain's own coin."""
    return Asset(code=network.title, decimals=8, chain=network.id)


def chain_at(
    node: BitcoinNode, network: Network = BITCOIN_REGTEST, **settings: object
) -> CoreChain:
    """A chain read from this node."""
    whole = {"url": node.url, "user": node.user, "password": node.password, **settings}
    return CoreChain(
        network,
        asset_of(network),
        CoreSettings(**whole),  # type: ignore[arg-type]
        RealClock(),
    )


def somebody(network: Network = BITCOIN_REGTEST) -> str:
    """An address that nobody has used."""
    seed = f"{next(_NUMBERS)} {time.monotonic_ns()}".encode()
    hashed = hashlib.sha256(seed).digest()[:20]
    script = b"\x00\x14" + hashed if network.hrp else b"\x76\xa9\x14" + hashed + b"\x88\xac"
    address = address_of(script, network)
    assert address is not None
    return address
