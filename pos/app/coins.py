"""From settings to ways of paying: which coins are on offer, on which chains, to which wallet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pos.app.families.bitcoin import BitcoinWiring
from pos.app.families.evm import EvmWiring
from pos.app.families.family import Ground, Way, Wiring
from pos.app.families.monero import MoneroWiring
from pos.app.passphrases import Passphrase, passphrase_at
from pos.app.places import Place, offered_coins, places
from pos.app.refunds import payer_at, refund_rules
from pos.chains.coin import Family, family_of
from pos.chains.practice.chain import PracticeChain
from pos.chains.practice.coins import PLAY_COINS, PRACTICE, PracticeScribe, PracticeWallet
from pos.chains.practice.payer import PracticePayer
from pos.domain.ids import ChainId
from pos.domain.money import Asset
from pos.domain.payment.coin import Coin
from pos.domain.ports.chain import Chain, Method
from pos.domain.ports.clock import Clock
from pos.domain.ports.payer import Payer
from pos.engine.refund_rules import RefundRule

WIRINGS: Final[Mapping[Family, Wiring]] = {
    Family.EVM: EvmWiring(),
    Family.BITCOIN: BitcoinWiring(),
    Family.MONERO: MoneroWiring(),
}

PLAY_PRICES = {"PLAY-ETH": "2500", "PLAY-0XBTC": "0.5", "PLAY-BTC": "80000"}
"""What play coins cost in whatever currency the shop has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Everything a shop takes, and what has to be watched for it.

    `coingecko` names coins at that rate service; `stale_after_s` says for each chain after how
    many seconds without a new block it counts as not seen (0: never). `payers` send money back,
    by the `rules` of each coin (the usual one where it has none), and are opened with the
    `passphrases` that are at hand.
    """

    methods: tuple[Method, ...]
    chains: tuple[Chain, ...]
    coingecko: Mapping[str, str]
    stale_after_s: Mapping[ChainId, int]
    payers: Mapping[ChainId, Payer] = field(default_factory=dict)
    rules: Mapping[str, RefundRule] = field(default_factory=dict)
    passphrases: tuple[Passphrase, ...] = ()

    def rule_of(self, asset: Asset) -> RefundRule:
        """When money in a coin goes back."""
        return self.rules.get(asset.code, RefundRule())

    def final_depth(self, chain: ChainId) -> int:
        """The depth at which deposits of a chain are no longer looked after."""
        return max(m.coin.final_depth for m in self.methods if m.chain == chain)


def practice_offer(chain: PracticeChain, seed: str, clock: Clock) -> Offer:
    """Play money, on a chain inside this program."""
    wallet, scribe = PracticeWallet(seed), PracticeScribe()
    methods = tuple(
        Method(coin=coin, chain=PRACTICE, wallet=wallet, scribe=scribe) for coin in PLAY_COINS
    )
    return Offer(
        methods=methods,
        chains=(chain,),
        coingecko={},
        stale_after_s={PRACTICE: 0},
        payers={PRACTICE: PracticePayer(chain, clock, seed)},
    )


def real_offer(ground: Ground) -> Offer:
    """The coins that the settings switch on. Raises Refused with the setting to correct."""
    here = places(ground.settings)
    ways = {place.id: wiring_at(place).way(place, ground) for place in here}
    declared = offered_coins(ground.settings)
    payers = {place.id: payer_at(place, wiring_at(place), ground) for place in here}
    passphrases = [passphrase_at(place, wiring_at(place), ground) for place in here]
    return Offer(
        methods=tuple(_method(each.coin, ways[each.coin.asset.chain]) for each in declared),
        chains=tuple(way.chain for way in ways.values()),
        coingecko={each.coin.code: each.coingecko for each in declared if each.coingecko},
        stale_after_s={id: way.stale_after_s for id, way in ways.items()},
        payers={id: payer for id, payer in payers.items() if payer is not None},
        rules=refund_rules(here, ground.settings),
        passphrases=tuple(each for each in passphrases if each is not None),
    )


def wiring_at(place: Place) -> Wiring:
    """How a place's family of chains is wired."""
    return WIRINGS[family_of(place.id)]


def _method(coin: Coin, way: Way) -> Method:
    return Method(coin=coin, chain=coin.asset.chain, wallet=way.wallet, scribe=way.scribe)
