"""What a coin file declares: one call says everything about a coin.

`native` and `erc20` declare coins of an EVM chain, `bitcoin_kind` those of Bitcoin's kind.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from pos.chains.bitcoin.network import NETWORKS, Network
from pos.chains.evm.address import parse_address
from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.money import Asset, parse_amount
from pos.domain.payment.coin import Coin
from pos.domain.payment.policy import Policy, Tier, ToSender

ETHEREUM: Final = ChainId("eip155:1")

PAID_IN_ETHER: Final = frozenset(
    ChainId(f"eip155:{number}") for number in (1, 10, 8453, 42161, 59144, 560048, 11155111, 17000)
)
"""Chains whose own money is ether: Ethereum, OP Mainnet, Base, Arbitrum One, Linea, and the
test networks Hoodi, Sepolia and Holesky (chain ids of EIP-155 as ethereum-lists/chains has them).
"""

ANY_FIAT: Final = "fiat"
"""The `Policy.currency` of a table that is meant in whatever currency the shop sells in."""

EVM_POLICY: Final = Policy(
    currency=ANY_FIAT,
    tiers=(
        Tier(up_to=Decimal(50), confirmations=2),
        Tier(up_to=Decimal(1000), confirmations=6),
        Tier(up_to=None, confirmations=12),
    ),
)

EVM_FINAL_DEPTH: Final = 64  # two epochs: what Ethereum calls finalized

BITCOIN_FINAL_DEPTH: Final = 64
"""More than any chain of this kind ever took back (Bitcoin itself 53 blocks, in 2010), and as far
back as a look remembers blocks to compare (`trail.KEPT`)."""


class Family(StrEnum):
    """Chains that are read and paid alike, by their namespace in CAIP-2."""

    EVM = "eip155"
    BITCOIN = "bip122"
    MONERO = "monero"


def family_of(chain: ChainId) -> Family:
    """Which kind of chain a CAIP-2 name means. Raises Refused for one of no known kind."""
    namespace = chain.partition(":")[0]
    if namespace not in set(Family):
        known = ", ".join(f"{family}:…" for family in Family)
        raise Refused(
            "unknown_chain", f"“{chain}” is no chain that Florin knows; known are {known}"
        )
    return Family(namespace)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A coin with what only the program's wiring needs to know of it.

    `coingecko` is its name at that rate service, None if it has no price there; `rank` is its
    place in lists, lower stands first.
    """

    coin: Coin
    coingecko: str | None
    rank: int


def native(  # noqa: PLR0913 - one argument for each line of a coin file
    *,
    code: str,
    title: str,
    decimals: int = 18,
    network: str = "Ethereum",
    chain: ChainId = ETHEREUM,
    policy: Policy = EVM_POLICY,
    dust: str = "0",
    final_depth: int = EVM_FINAL_DEPTH,
    max_units: int | None = None,
    coingecko: str | None = None,
    rank: int = 100,
) -> Declaration:
    """Declare a chain's own money, such as ether; `dust` in whole coins is too little to return."""
    asset = Asset(code=code, decimals=decimals, chain=chain)
    coin = Coin(
        asset=asset,
        title=title,
        network=network,
        policy=_with_dust(policy, dust, asset),
        final_depth=final_depth,
        max_units=max_units,
        to_sender=_to_sender(chain),
    )
    return Declaration(coin=coin, coingecko=coingecko, rank=rank)


def bitcoin_kind(  # noqa: PLR0913 - one argument for each line of a coin file
    *,
    code: str,
    network: Network,
    policy: Policy,
    final_depth: int = BITCOIN_FINAL_DEPTH,
    max_units: int | None = None,
    coingecko: str | None = None,
    rank: int = 100,
) -> Declaration:
    """Declare the coin of a chain of Bitcoin's kind; all of them have eight decimals."""
    return native(
        code=code,
        title=network.title,
        decimals=8,
        network=network.title,
        chain=network.id,
        policy=policy,
        final_depth=final_depth,
        max_units=max_units,
        coingecko=coingecko,
        rank=rank,
    )


def erc20(  # noqa: PLR0913 - one argument for each line of a coin file
    *,
    code: str,
    title: str,
    decimals: int,
    contract: str,
    network: str = "Ethereum",
    chain: ChainId = ETHEREUM,
    policy: Policy = EVM_POLICY,
    dust: str = "0",
    final_depth: int = EVM_FINAL_DEPTH,
    max_units: int | None = None,
    coingecko: str | None = None,
    rank: int = 100,
) -> Declaration:
    """Declare a token by the contract that keeps its balances (ERC-20)."""
    asset = Asset(code=code, decimals=decimals, chain=chain, contract=parse_address(contract))
    coin = Coin(
        asset=asset,
        title=title,
        network=network,
        policy=_with_dust(policy, dust, asset),
        final_depth=final_depth,
        max_units=max_units,
        to_sender=_to_sender(chain),
        fee_coin=_fee_coin(asset),
    )
    return Declaration(coin=coin, coingecko=coingecko, rank=rank)


def placed(
    declaration: Declaration, chain: ChainId | None = None, contract: str | None = None
) -> Declaration:
    """The same coin on another chain or at another contract, as the configuration says.

    Raises Refused for a mistyped contract, for any contract of a chain's own money, and for a
    chain that cannot have this coin.
    """
    coin = declaration.coin
    if chain is not None and not _can_be_on(coin.asset.chain, chain):
        raise Refused("wrong_chain", f"{coin.code} cannot be on {chain}")
    if contract is not None and coin.asset.contract is None:
        raise Refused("no_contract", f"{coin.code} is the chain's own money and has no contract")
    asset = replace(
        coin.asset,
        chain=chain or coin.asset.chain,
        contract=parse_address(contract) if contract else coin.asset.contract,
    )
    return replace(declaration, coin=replace(coin, asset=asset, fee_coin=_fee_coin(asset)))


def _with_dust(policy: Policy, dust: str, asset: Asset) -> Policy:
    return replace(policy, dust_units=parse_amount(dust, asset).units) if dust != "0" else policy


def _to_sender(chain: ChainId) -> ToSender:
    """On EVM chains a payment names its account; elsewhere nobody knows who can take it back."""
    return ToSender.PLAIN if family_of(chain) is Family.EVM else ToSender.NEVER


def _fee_coin(asset: Asset) -> str:
    """What pays a token's fees, as far as the chain is known; "" for a chain's own money."""
    return "ETH" if asset.contract and asset.chain in PAID_IN_ETHER else ""


def _can_be_on(home: ChainId, chain: ChainId) -> bool:
    """Whether a coin of one chain has a namesake on another, such as that of its test network."""
    family = family_of(chain)
    if family is not family_of(home):
        return False
    if family is not Family.BITCOIN:
        return True
    return chain in NETWORKS and NETWORKS[chain].uri == NETWORKS[home].uri


def policy_in(policy: Policy, currency: str) -> Policy:
    """The table counted in the shop's own currency, where it was meant for any."""
    return replace(policy, currency=currency) if policy.currency == ANY_FIAT else policy
