"""What a coin file declares: one call of `native` or `erc20` says everything about a coin."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pos.chains.evm.address import parse_address
from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.money import Asset
from pos.domain.payment.coin import Coin
from pos.domain.payment.policy import Policy, Tier

ETHEREUM: Final = ChainId("eip155:1")

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
    final_depth: int = EVM_FINAL_DEPTH,
    max_units: int | None = None,
    coingecko: str | None = None,
    rank: int = 100,
) -> Declaration:
    """Declare a chain's own money, such as ether."""
    coin = Coin(
        asset=Asset(code=code, decimals=decimals, chain=chain),
        title=title,
        network=network,
        policy=policy,
        final_depth=final_depth,
        max_units=max_units,
    )
    return Declaration(coin=coin, coingecko=coingecko, rank=rank)


def erc20(  # noqa: PLR0913 - one argument for each line of a coin file
    *,
    code: str,
    title: str,
    decimals: int,
    contract: str,
    network: str = "Ethereum",
    chain: ChainId = ETHEREUM,
    policy: Policy = EVM_POLICY,
    final_depth: int = EVM_FINAL_DEPTH,
    max_units: int | None = None,
    coingecko: str | None = None,
    rank: int = 100,
) -> Declaration:
    """Declare a token by the contract that keeps its balances (ERC-20)."""
    coin = Coin(
        asset=Asset(code=code, decimals=decimals, chain=chain, contract=parse_address(contract)),
        title=title,
        network=network,
        policy=policy,
        final_depth=final_depth,
        max_units=max_units,
    )
    return Declaration(coin=coin, coingecko=coingecko, rank=rank)


def placed(
    declaration: Declaration, chain: ChainId | None = None, contract: str | None = None
) -> Declaration:
    """The same coin on another chain or at another contract, as the configuration says.

    Raises Refused for a mistyped contract, and for any contract of a chain's own money.
    """
    coin = declaration.coin
    if contract is not None and coin.asset.contract is None:
        raise Refused("no_contract", f"{coin.code} is the chain's own money and has no contract")
    asset = replace(
        coin.asset,
        chain=chain or coin.asset.chain,
        contract=parse_address(contract) if contract else coin.asset.contract,
    )
    return replace(declaration, coin=replace(coin, asset=asset))


def policy_in(policy: Policy, currency: str) -> Policy:
    """The table counted in the shop's own currency, where it was meant for any."""
    return replace(policy, currency=currency) if policy.currency == ANY_FIAT else policy
