"""What tells the chains of Bitcoin's kind apart, as plain constants.

Sources: each project's `chainparams`, BIP44 and SLIP-44 (coin numbers), SLIP-132 (versions of
extended keys), BIP173 (prefixes), CAIP-2 namespace `bip122` (the chain's name is the beginning of
its first block's hash).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos.domain.ids import ChainId


class Work(StrEnum):
    """How a block's work is proven."""

    SHA256D = "sha256d"
    SCRYPT = "scrypt"
    MERGED = "merged"
    """By another chain's block (AuxPoW): a header alone does not show it."""


class Script(StrEnum):
    """The kinds of output a shop's addresses can be, by the names descriptors have for them."""

    PKH = "pkh"
    SH_WPKH = "sh(wpkh)"
    WPKH = "wpkh"
    TR = "tr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One chain. `hrp` is None where there are no segwit addresses, `cashaddr` where none of those.

    `p2sh` holds the versions of script addresses, the one to write first; `key_versions` the kind
    of script that a version of an extended public key stands for. `block_s` is the usual time
    between blocks, `uri` the scheme of payment links. `low_fee_per_kvb` is the fee in atomic units
    for 1,000 virtual bytes below which a payment may wait for long. `least_work` is how many hashes
    a block took at the very least in recent years, about a hundredth of what is usual; 0 where its
    header does not show them. `has_mweb`: blocks may end with Litecoin's extension. `has_tokens`:
    outputs may carry CashTokens beside money. `is_test` marks chains whose money is worth nothing.

    For what the shop itself sends: `most_fee_per_kvb` is the highest fee that it believes in.
    `dust_per_kvb` is the figure of the nodes' rule of how little an output may hold, by the bytes
    that it takes with its spending; `least_output` stands where that is a fixed sum.
    `relays_replacement`: nodes pass replacements (BIP125) on unless they are told not to.
    """

    id: ChainId
    title: str
    genesis: str
    work: Work
    p2pkh: int
    p2sh: tuple[int, ...]
    key_versions: Mapping[int, Script]
    uri: str
    bip44_coin: int
    block_s: int
    low_fee_per_kvb: int
    most_fee_per_kvb: int
    dust_per_kvb: int = 3_000
    least_output: int = 0
    relays_replacement: bool = False
    least_work: int = 0
    hrp: str | None = None
    cashaddr: str | None = None
    has_taproot: bool = False
    has_replacement: bool = True
    has_mweb: bool = False
    has_tokens: bool = False
    is_test: bool = False


XPUB: Final = 0x0488B21E
YPUB: Final = 0x049D7CB2
ZPUB: Final = 0x04B24746
TPUB: Final = 0x043587CF
UPUB: Final = 0x044A5262
VPUB: Final = 0x045F1CF6
LTUB: Final = 0x019DA462
MTUB: Final = 0x01B26EF6
DGUB: Final = 0x02FACAFD

_MAIN_KEYS: Final = {XPUB: Script.PKH, YPUB: Script.SH_WPKH, ZPUB: Script.WPKH}
_TEST_KEYS: Final = {TPUB: Script.PKH, UPUB: Script.SH_WPKH, VPUB: Script.WPKH}


def _id(genesis: str) -> ChainId:
    return ChainId(f"bip122:{genesis[:32]}")


_BTC: Final = "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f"
_BTC_REGTEST: Final = "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206"
_LTC: Final = "12a765e31ffd4059bada1e25190f6e98c99d9714d334efa41a195a7e7e04bfe2"
_LTC_REGTEST: Final = "530827f38f93b43ed12af0b3ad25a288dc02ed74d6d7857862df51fc56c416f9"
_DOGE: Final = "1a91e3dace36e2be3bf030a65679fe821aa1d6ef92e7c9902eb318182c355691"

BITCOIN: Final = Network(
    id=_id(_BTC),
    title="Bitcoin",
    genesis=_BTC,
    work=Work.SHA256D,
    p2pkh=0x00,
    p2sh=(0x05,),
    key_versions=_MAIN_KEYS,
    uri="bitcoin",
    bip44_coin=0,
    block_s=600,
    low_fee_per_kvb=2_000,
    most_fee_per_kvb=500_000,
    relays_replacement=True,
    least_work=1 << 72,
    hrp="bc",
    has_taproot=True,
)
BITCOIN_REGTEST: Final = Network(
    id=_id(_BTC_REGTEST),
    title="Bitcoin regtest",
    genesis=_BTC_REGTEST,
    work=Work.SHA256D,
    p2pkh=0x6F,
    p2sh=(0xC4,),
    key_versions=_TEST_KEYS,
    uri="bitcoin",
    bip44_coin=1,
    block_s=600,
    low_fee_per_kvb=2_000,
    most_fee_per_kvb=500_000,
    relays_replacement=True,
    hrp="bcrt",
    has_taproot=True,
    is_test=True,
)
LITECOIN: Final = Network(
    id=_id(_LTC),
    title="Litecoin",
    genesis=_LTC,
    work=Work.SCRYPT,
    p2pkh=0x30,
    p2sh=(0x32, 0x05),
    key_versions=_MAIN_KEYS | {LTUB: Script.PKH, MTUB: Script.SH_WPKH},
    uri="litecoin",
    bip44_coin=2,
    block_s=150,
    low_fee_per_kvb=1_000,
    most_fee_per_kvb=100_000,
    dust_per_kvb=30_000,
    least_work=1 << 52,
    hrp="ltc",
    has_taproot=True,
    has_mweb=True,
)
LITECOIN_REGTEST: Final = Network(
    id=_id(_LTC_REGTEST),
    title="Litecoin regtest",
    genesis=_LTC_REGTEST,
    work=Work.SCRYPT,
    p2pkh=0x6F,
    p2sh=(0x3A, 0xC4),
    key_versions=_TEST_KEYS,
    uri="litecoin",
    bip44_coin=1,
    block_s=150,
    low_fee_per_kvb=1_000,
    most_fee_per_kvb=100_000,
    dust_per_kvb=30_000,
    hrp="rltc",
    has_taproot=True,
    has_mweb=True,
    is_test=True,
)
DOGECOIN: Final = Network(
    id=_id(_DOGE),
    title="Dogecoin",
    genesis=_DOGE,
    work=Work.MERGED,
    p2pkh=0x1E,
    p2sh=(0x16,),
    key_versions={XPUB: Script.PKH, DGUB: Script.PKH},
    uri="dogecoin",
    bip44_coin=3,
    block_s=60,
    low_fee_per_kvb=1_000_000,
    most_fee_per_kvb=100_000_000,
    least_output=1_000_000,
)
BITCOIN_CASH: Final = Network(
    # its first block is Bitcoin's: the first one of its own after the fork (478,559) names it
    id=ChainId("bip122:000000000000000000651ef99cb9fcbe"),
    title="Bitcoin Cash",
    genesis=_BTC,
    work=Work.SHA256D,
    p2pkh=0x00,
    p2sh=(0x05,),
    key_versions={XPUB: Script.PKH},
    uri="bitcoincash",
    bip44_coin=145,
    block_s=600,
    low_fee_per_kvb=1_000,
    most_fee_per_kvb=20_000,
    least_work=1 << 65,
    cashaddr="bitcoincash",
    has_replacement=False,
    has_tokens=True,
)

NETWORKS: Final[Mapping[ChainId, Network]] = {
    network.id: network
    for network in (
        BITCOIN,
        BITCOIN_REGTEST,
        LITECOIN,
        LITECOIN_REGTEST,
        DOGECOIN,
        BITCOIN_CASH,
    )
}
