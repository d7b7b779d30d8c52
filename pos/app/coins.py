"""From settings to ways of paying: which coins are on offer, on which chains, to which wallet."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pos.app.settings import ChainSettings, CoinSettings, Settings, TierSettings
from pos.chains.coin import Declaration, placed, policy_in
from pos.chains.evm.chain import EvmChain, EvmSettings
from pos.chains.evm.scribe import EvmScribe
from pos.chains.keys import XpubWallet
from pos.chains.practice.chain import PracticeChain
from pos.chains.practice.coins import PLAY_COINS, PRACTICE, PracticeScribe, PracticeWallet
from pos.chains.registry import find_coins
from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.money import Asset, parse_amount
from pos.domain.payment.coin import Coin
from pos.domain.payment.policy import Policy, Tier
from pos.domain.ports import Chain, Clock, Method, Wallet

PLAY_PRICES = {"PLAY-ETH": "2500", "PLAY-0XBTC": "0.5", "PLAY-BTC": "80000"}
"""What play coins cost in whatever currency the shop has."""

LEAST_POLL_S = Decimal("0.05")
"""The shortest pause between looks: less would only keep a node and this program busy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Everything a shop takes, and what has to be watched for it.

    `coingecko` names coins at that rate service; `stale_after_s` says for each chain after how
    many seconds without a new block it counts as not seen (0: never).
    """

    methods: tuple[Method, ...]
    chains: tuple[Chain, ...]
    coingecko: Mapping[str, str]
    stale_after_s: Mapping[ChainId, int]

    def final_depth(self, chain: ChainId) -> int:
        """The depth at which deposits of a chain are no longer looked after."""
        return max(m.coin.final_depth for m in self.methods if m.chain == chain)


def practice_offer(chain: PracticeChain, seed: str) -> Offer:
    """Play money, on a chain inside this program."""
    wallet, scribe = PracticeWallet(seed), PracticeScribe()
    methods = tuple(
        Method(coin=coin, chain=PRACTICE, wallet=wallet, scribe=scribe) for coin in PLAY_COINS
    )
    return Offer(methods=methods, chains=(chain,), coingecko={}, stale_after_s={PRACTICE: 0})


def real_offer(settings: Settings, clock: Clock) -> Offer:
    """The coins that the settings switch on. Raises Refused with the setting to correct."""
    declared = [
        _declared(code, coin, settings) for code, coin in settings.coins.items() if coin.enabled
    ]
    if not declared:
        return Offer(methods=(), chains=(), coingecko={}, stale_after_s={})
    declared.sort(key=lambda declaration: declaration.rank)
    wallet = _wallet(settings)
    coins = [declaration.coin for declaration in declared]
    nodes = {id: _nodes(id, settings) for id in dict.fromkeys(c.asset.chain for c in coins)}
    also = _also(settings)
    return Offer(
        methods=tuple(_method(coin, wallet) for coin in coins),
        chains=tuple(
            EvmChain(evm, _on(id, (c.asset for c in coins)), clock, also=_on(id, also))
            for id, evm in nodes.items()
        ),
        coingecko={d.coin.code: d.coingecko for d in declared if d.coingecko},
        stale_after_s={id: settings.chains[id].stale_after_s for id in nodes},
    )


def _declared(code: str, chosen: CoinSettings, settings: Settings) -> Declaration:
    """One coin as this shop takes it."""
    declaration = _placed(code, chosen)
    coin = declaration.coin
    policy = policy_in(coin.policy, settings.shop.currency)
    if chosen.confirmations:
        tiers = tuple(_tier(code, tier) for tier in chosen.confirmations)
        policy = Policy(currency=settings.shop.currency, tiers=tiers)
    tolerance = parse_amount(chosen.tolerance, coin.asset).units
    policy = replace(policy, tolerance_units=tolerance)
    return replace(declaration, coin=replace(coin, policy=policy))


def _placed(code: str, chosen: CoinSettings) -> Declaration:
    """One coin where this shop has it."""
    known = find_coins()
    if code not in known:
        near = difflib.get_close_matches(code, known, n=1, cutoff=0.4)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
        raise Refused("unknown_coin", f"coins.{code}: there is no such coin; {hint}")
    chain = ChainId(chosen.chain) if chosen.chain else None
    return placed(known[code], chain, chosen.contract or None)


def _also(settings: Settings) -> Sequence[Asset]:
    """Every coin this program knows where it stands, on offer or not.

    Invoices in a coin that was switched off stay open, and customers may send the wrong coin.
    """
    places = dict.fromkeys(find_coins(), CoinSettings()) | settings.coins
    return [_placed(code, chosen).coin.asset for code, chosen in places.items()]


def _on(chain: ChainId, assets: Iterable[Asset]) -> Sequence[Asset]:
    return [asset for asset in assets if asset.chain == chain]


def _tier(code: str, tier: TierSettings) -> Tier:
    if tier.confirmations < 0:
        raise Refused("invalid_setting", f"coins.{code}.confirmations: cannot be below zero")
    try:
        up_to = Decimal(tier.up_to) if tier.up_to else None
    except ArithmeticError as why:
        text = f"coins.{code}.confirmations: up_to “{tier.up_to}” is not a price"
        raise Refused("invalid_setting", text) from why
    return Tier(up_to=up_to, confirmations=tier.confirmations)


def _wallet(settings: Settings) -> Wallet:
    evm = settings.wallets.get("evm")
    if evm is None or not evm.xpub:
        raise Refused(
            "no_wallet",
            "wallets.evm.xpub is missing: put the extended public key of your Ethereum account"
            " (m/44'/60'/0') there, so that every customer gets an address of their own",
        )
    return XpubWallet(evm.xpub)


def _method(coin: Coin, wallet: Wallet) -> Method:
    return Method(coin=coin, chain=coin.asset.chain, wallet=wallet, scribe=EvmScribe())


def _nodes(id: ChainId, settings: Settings) -> EvmSettings:
    nodes = settings.chains.get(id)
    if nodes is None or not nodes.http:
        raise Refused(
            "no_node", f'chains."{id}".http is missing: name at least one node to watch {id} with'
        )
    _check_nodes(id, nodes)
    return EvmSettings(
        chain=id,
        urls=nodes.http,
        ws_url=nodes.ws or None,
        poll_s=float(nodes.poll_s),
        span=nodes.chunk_blocks,
    )


def _check_nodes(id: ChainId, nodes: ChainSettings) -> None:
    """Raises Refused for numbers with which a chain could not be watched."""
    mistakes = {
        "chunk_blocks: must be at least 1": nodes.chunk_blocks < 1,
        f"poll_s: must be at least {LEAST_POLL_S}": (
            not nodes.poll_s.is_finite() or nodes.poll_s < LEAST_POLL_S
        ),
        "stale_after_s: cannot be below zero": nodes.stale_after_s < 0,
    }
    for words, is_mistaken in mistakes.items():
        if is_mistaken:
            raise Refused("invalid_setting", f'chains."{id}".{words}')
